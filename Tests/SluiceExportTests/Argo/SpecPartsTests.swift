import SluicePipeline
import SluiceYAML
import Testing

@testable import SluiceExport

/// Twelve tasks one after another, with a parameter that can be set.
private func spec(_ form: SpecForm, target: String = "{}") throws -> ArgoSpec {
  let tasks = (0..<12).map { number in
    "- {source: tasks.run, name: step_\(number), product: '\(number).csv'"
      + (number == 0 ? "}" : ", upstream: [step_\(number - 1)]}")
  }
  let files = [
    "pipeline.yaml": "meta: {extract_upstream: false}\ntasks:\n" + tasks.joined(separator: "\n"),
    "tasks.py": "def run(product, upstream=None):\n    print(product, '{{sample}}')\n",
    "env.yaml": "sample: false\n",
    "sluice.yaml": "targets: {t: \(target)}\n",
  ]
  let place = ProjectPlace(
    root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  let analysis = try Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }), place: place
  ).analysis()
  let target = try #require(analysis.configuration.targets.first)
  let request = ExportRequest(
    analysis: analysis, target: target, entryPoint: nil, overrides: [], environmentHere: nil,
    toolVersion: "0")
  let (delivery, _) = delivery(request)
  return ArgoSpec(
    request: request, settings: ArgoSettings(target, project: "demo"),
    workflow: WorkflowGraph(request, Operations(target, analysis)), delivery: delivery, form: form)
}

private func tasks(_ node: Node?) -> [String] {
  let templates = node?["spec"]?["templates"]?.sequence ?? []
  return templates.flatMap { $0["dag"]?["tasks"]?.sequence ?? [] }.compactMap { $0["name"]?.text }
}

@Suite struct SpecPartsTests {
  @Test func aPipelineBecomesSeveralWorkflows() throws {
    let spec = try spec(.parts(5), target: "{parameters: [sample], on-exit: {image: x}}")
    let written = try #require(spec.written)
    let nodes = written.objects.map { parseYAML(yamlBytes($0.value), file: 0).root }
    #expect(written.parts == nodes.count - 1 && written.parts >= 2)
    #expect(written.added?.pairs == 0)
    let main = nodes.last ?? nil
    #expect(main?["kind"]?.text == "Workflow")
    #expect(main?["spec"]?["onExit"] != nil)
    for part in nodes.dropLast() {
      #expect(part?["kind"]?.text == "WorkflowTemplate")
      #expect(part?["metadata"]?["labels"]?["sluice/part"] != nil)
      #expect(part?["spec"]?["onExit"] == nil)
      #expect(part?["spec"]?["arguments"]?["parameters"]?.sequence?.count == 1)
      #expect(tasks(part).count <= 5)
    }
    let own = nodes.flatMap(tasks).filter { $0.hasPrefix("t") }
    #expect(Set(own) == Set((0..<12).map { "t" + String($0, radix: 36) }) && own.count == 12)
    // Each part is started by one task, and is there.
    let started = nodes.flatMap(tasks).filter { $0.hasPrefix("part-") }
    #expect(
      Set(started.map { "demo-" + $0 })
        == Set(nodes.dropLast().compactMap { $0?["metadata"]?["name"]?.text }))
  }

  @Test func aPartIsCreatedAndWaitedFor() throws {
    let written = try #require(try spec(.parts(6), target: "{parameters: [sample]}").written)
    let main = parseYAML(yamlBytes(try #require(written.objects.last).value), file: 0).root
    let templates = main?["spec"]?["templates"]?.sequence ?? []
    let starter = templates.first { $0["name"]?.text == "run-part" }?["resource"]
    #expect(starter?["action"]?.text == "create")
    #expect(starter?["successCondition"]?.text == "status.phase == Succeeded")
    #expect(starter?["failureCondition"]?.text == "status.phase in (Failed, Error)")
    #expect(
      starter?["manifest"]?.text == """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata:
          generateName: demo-part-{{inputs.parameters.part}}-
        spec:
          workflowTemplateRef:
            name: demo-part-{{inputs.parameters.part}}
          arguments:
            parameters:
              - name: sample
                value: {{=toJson(workflow.parameters['sample'])}}

        """)
  }

  @Test func whatBelongsToOneRunIsNotCut() throws {
    #expect(try spec(.parts(6), target: "{volumes: [/mnt/scratch]}").written == nil)
    #expect(try spec(.parts(12)).written == nil)
    #expect(try spec(.plain, target: "{volumes: [/mnt/scratch]}").written != nil)
  }

  @Test func aNodeMoreIsCountedWhereTasksAreTriedAgain() throws {
    let once = try #require(try spec(.plain).written?.largest)
    let again = try #require(try spec(.plain, target: "{retries: 2}").written?.largest)
    #expect(again.nodes == once.nodes + 12)
    #expect(once.nodes == 13 && once.edges == 11)
  }
}
