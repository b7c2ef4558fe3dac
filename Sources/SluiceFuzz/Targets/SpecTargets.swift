import SluiceCore
import SluiceExport
import SluiceReport

/// A spec that somebody may have written or changed by hand, as `whence`, `export --check` and
/// `translate` read it.
func fuzzSpec(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  let objects = argoObjects(input)
  outcome.note(14, UInt64(min(objects?.count ?? 20, 20)))
  for object in objects ?? [] { outcome.note(object.kind, of: object.provenance?.delivery ?? "") }
  let isSpec = !(objects?.isEmpty ?? true)
  outcome.expect(meansTheSame(input, input) || !isSpec, "a spec means something else than itself")
  for change in specChanges(from: input, to: input) {
    outcome.note(change.words, of: "same")
    outcome.expect(!isSpec, "a spec differs from itself: \(change.words)")
  }
  for change in specChanges(from: input, to: smallSpec) { outcome.note(change.words, of: "new") }
  for change in specChanges(from: smallSpec, to: input) { outcome.note(change.words, of: "old") }
  return outcome
}

private let smallSpec = Array(
  """
  apiVersion: argoproj.io/v1alpha1
  kind: Workflow
  metadata: {generateName: demo-, annotations: {sluice/graph: abc, sluice/tool: '1'}}
  spec:
    entrypoint: dag
    templates:
      - name: dag
        dag: {tasks: [{name: load, template: run-task, arguments: {parameters: [{name: task, value: load}]}}]}
      - {name: run-task, script: {image: python, command: [bash], source: echo}}

  """.utf8)

/// Lines of Argo's talk about a run.
func fuzzTranslation(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  var translators = SpecTranslator.translators(of: [translationMap])
  for line in input.split(separator: 0x0A, omittingEmptySubsequences: true).prefix(200) {
    let text = plainText(line)
    outcome.expect(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" }, "an escape is left")
    for place in translators.indices {
      let found = translators[place].references(in: text)
      outcome.expect(found.count <= 16, "too many references in a line")
      for reference in found { outcome.note(reference.words, of: "reference") }
    }
  }
  return outcome
}

private let translationMap = SourceMap(
  spec: "argo.yaml", kind: "Workflow", name: "demo-",
  nodes: [
    SourceMap.Node(
      path: "spec.templates[1].dag.tasks[0]", node: "load-data", template: "run-task", role: .task,
      name: "load_data",
      declared: .init(file: "pipeline.yaml", position: .init(line: 1, column: 5)),
      source: "load.py", lines: 10...15),
    SourceMap.Node(
      path: "spec.templates[1].dag.tasks[1]", node: "dag-2", template: "dag-2", role: .group,
      name: "dag-2", lines: 16...20),
    SourceMap.Node(
      path: "spec.templates[2].dag.tasks[0]", node: "dag-2.fit", template: "run-task", role: .task,
      name: "fit", lines: 21...25),
  ],
  templates: [
    .init(path: "spec.templates[0]", name: "run-task", attempts: 3, lines: 100...120),
    .init(path: "spec.templates[1]", name: "dag", attempts: 1, lines: 130...140),
    .init(path: "spec.templates[2]", name: "dag-2", attempts: nil, lines: 141...150),
  ],
  settings: [
    .init(
      path: "spec.templates[0].script.image", key: "image",
      origin: .init(file: "sluice.yaml", position: .init(line: 3, column: 12)))
  ])

/// Lines as Argo writes them.
let translationSeeds = [
  "demo-x7k2p-run-task-123456  0/2  Error\n(demo-x7k2p.dag-2.fit(0)).\n",
  "templates.dag.tasks.load-data: sorting failed\nspec.templates[1].dag.tasks[0].name: bad\n",
  "argo.yaml:12:3: bad\nerror converting YAML to JSON: yaml: line 110: x\n",
  "\u{1B}[31m ├─✔ load-data   run-task\u{1B}[0m\ntask 'load-data' errored\n",
  "{\"displayName\": \"fit\", \"x\": \"load-data\"}\n",
].map { Array($0.utf8) }
