import SluiceCore
import TestSupport
import Testing

@testable import SluiceExport

private func node(
  _ path: String, _ node: String, _ template: String, _ name: String, _ line: Int,
  role: SourceMap.Node.Role = .task
) -> SourceMap.Node {
  SourceMap.Node(
    path: path, node: node, template: template, role: role, name: name,
    declared: .init(file: "pipeline.yaml", position: .init(line: line, column: 5)),
    source: "\(name).py", lines: (line * 10)...(line * 10 + 5))
}

private let map = SourceMap(
  spec: "argo.yaml", kind: "Workflow", name: "churn-",
  nodes: [
    node("spec.templates[1].dag.tasks[0]", "load-data", "run-task", "load_data", 1),
    node("spec.templates[1].dag.tasks[1]", "dag-2", "dag-2", "dag-2", 9, role: .group),
    node("spec.templates[2].dag.tasks[0]", "dag-2.fit", "run-task", "fit", 2),
    node("spec.onExit", "onExit", "exit-handler", "onExit", 3, role: .operation),
  ],
  templates: [
    .init(path: "spec.templates[0]", name: "run-task", attempts: 3, lines: 100...120),
    .init(path: "spec.templates[1]", name: "dag", attempts: 1, lines: 130...140),
    .init(path: "spec.templates[2]", name: "dag-2", attempts: 1, lines: 141...150),
    .init(path: "spec.templates[3]", name: "exit-handler", attempts: nil, lines: 151...160),
  ],
  settings: [
    .init(
      path: "spec.templates[0].script.image", key: "image",
      origin: .init(file: "sluice.yaml", position: .init(line: 3, column: 12))),
    .init(
      path: "spec.ttlStrategy", key: "ttl",
      origin: .init(file: "sluice.yaml", position: .init(line: 4, column: 7))),
  ])

private func words(_ line: String, _ workflows: String...) -> [String] {
  var translator = SpecTranslator(map, workflows: workflows)
  return translator.references(in: line).map(\.words)
}

private let load = "pipeline.yaml:1:5 task 'load_data' (load_data.py)"
private let fit = "pipeline.yaml:2:5 task 'fit' (fit.py)"

/// As Argo computes it: the FNV-1a hash of the node's name.
private func hash(_ name: String) -> UInt32 {
  name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
}

@Suite struct SpecTranslatorTests {
  @Test func hashesAreThoseOfArgo() {
    // Published vectors of 32-bit FNV-1a.
    #expect(fnvHash("") == 0x811C_9DC5)
    #expect(fnvHash("a") == 0xE40C_292C)
    #expect(fnvHash("foobar") == 0xBF9C_F968)
    #expect(fnvHash("bar", after: fnvHash("foo")) == fnvHash("foobar"))
  }

  @Test func podsOfAnyRunAreFoundByTheirHash() {
    for run in ["churn-x7k2p", "other.name", "a-run-task-1"] {
      #expect(words("\(run)-run-task-\(hash("\(run).load-data"))  0/2  Error") == [load])
      #expect(words("pod/\(run)-run-task-\(hash("\(run).dag-2.fit(2)"))") == [fit + ", attempt 3"])
      #expect(words("\(run)-run-task-\(hash("\(run).load-data") &+ 1)") == [])
      #expect(words("\(run)-dag-2-\(hash("\(run).load-data"))") == [])
    }
    #expect(words("'churn-a-\(hash("churn-a.dag-2.fit"))' failed") == [fit])
    #expect(words("other-\(hash("other.dag-2.fit"))") == [])
    #expect(words("other-\(hash("other.dag-2.fit"))", "other") == [fit])
    let exit = "pipeline.yaml:3:5 operation 'onExit' (onExit.py)"
    #expect(words("churn-a-exit-handler-\(hash("churn-a.onExit"))") == [exit])
  }

  @Test func nodesAreFoundByTheirNames() {
    #expect(words("churn-x7k2p.load-data") == [load])
    #expect(words("(churn-x7k2p.dag-2.fit(0)).") == [fit])
    #expect(words("churn-x7k2p.dag-2.fit(1): x") == [fit + ", attempt 2"])
    #expect(
      words("churn-x.dag-2") == ["pipeline.yaml:9:5 sub-DAG 'dag-2' of 'fit' (dag-2.py)"])
    #expect(words("my.load-data") == [])
    #expect(words("my.load-data", "my") == [load])
    #expect(words("churn-.load-data xchurn-a.load-data churn-a.loaded") == [])
  }

  @Test func aRunThatWasMetIsKnownByItsName() {
    var translator = SpecTranslator(map)
    #expect(translator.references(in: "my.load-data").isEmpty)
    _ = translator.references(in: "my-run-task-\(hash("my.load-data"))")
    #expect(translator.references(in: "my.dag-2.fit").map(\.words) == [fit])
  }

  @Test func pathsLeadToTasksTemplatesAndKeys() {
    #expect(words("templates.dag.tasks.load-data: sorting failed") == [load])
    #expect(words("templates.dag-2.tasks.fit.arguments.x") == [fit])
    #expect(words("spec.templates[1].dag.tasks[0].name: bad") == [load])
    #expect(words("spec.workflowSpec.templates[2].dag.tasks[0]") == [fit])
    let runTask = "template 'run-task', which runs 'load_data', 'fit'"
    #expect(words("spec.templates[0].script.source") == [runTask])
    #expect(words("templates.run-task.script.image") == ["sluice.yaml:3:12 key 'image'", runTask])
    #expect(words("spec.ttlStrategy.secondsAfterSuccess") == ["sluice.yaml:4:7 key 'ttl'"])
    #expect(words("spec.templates[9].x templates.nothing.tasks.fit spec.x") == [])
  }

  @Test func linesOfTheFile() {
    #expect(words("argo.yaml:12:3: bad") == [load])
    #expect(
      words("error converting YAML to JSON: yaml: line 110: x") == [
        "template 'run-task', which runs 'load_data', 'fit'"
      ])
    #expect(words("File \"x.py\", line 12, in y; other.yaml:12") == [])
  }

  @Test func bareNamesOnlyWhereArgoMeansThem() {
    #expect(words(" ├─✔ load-data   run-task") == [load])
    #expect(words("  │ └─✖ fit(1) x") == [])
    #expect(words("task 'load-data' errored") == [load])
    #expect(words(#"{"displayName": "fit", "x": "load-data"}"#) == [fit])
    #expect(words("we fit the load-data and 'fit' it") == [])
  }

  @Test func fuzzEveryLineEnds() {
    var generator = SeededGenerator(state: 23)
    let pieces = [
      "churn-a", "-run-task-", ".", "load-data", "(", ")", "[", "]", "spec.templates", "0", "1",
      "'",
      "task ", "templates.", "dag.tasks.", "-", "99999999999", " ├─", "é", "fit", "yaml: line ",
    ]
    var translator = SpecTranslator(map)
    for _ in 0..<3000 {
      let line = (0..<8).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      #expect(translator.references(in: line).count <= 16)
    }
  }
}

@Test func theObjectWithTheLongestNameKnowsItsRunsBest() {
  func object(_ name: String, _ task: String) -> SourceMap {
    var object = map
    object.name = name
    object.nodes = [node("spec.templates[1].dag.tasks[0]", "t1", "run-task", task, 1)]
    return object
  }
  let maps = [object("churn-part-1", "inner"), object("churn-", "outer")]
  var translators = SpecTranslator.translators(of: maps)
  func names(_ line: String) -> [String?] {
    for place in translators.indices {
      let found = translators[place].references(in: line)
      if !found.isEmpty { return found.map { $0.node?.name } }
    }
    return []
  }
  #expect(names("churn-part-1-abc.t1") == ["inner"])
  #expect(names("churn-abc.t1") == ["outer"])
  #expect(names("spec.templates[1].dag.tasks[0]") == ["outer"])
}
