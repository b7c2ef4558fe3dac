import Testing

@testable import SluiceExport

private func workflow(_ templates: String, _ head: String = "") throws -> WrittenWorkflow {
  let text = "kind: Workflow\nspec:\n  entrypoint: dag\n  templates:\n\(templates)\n\(head)"
  return try #require(writtenWorkflows(Array(text.utf8))?.first)
}

@Suite struct WrittenWorkflowTests {
  @Test func tasksOfSubDAGsFollowTheOneThatStandsForThem() throws {
    let workflow = try workflow(
      """
        - {name: run, retryStrategy: {limit: '2'}, script: {image: a}}
        - name: dag
          dag:
            tasks:
            - {name: a, template: run}
            - {name: g, template: inner, depends: a.Succeeded && !b}
        - name: inner
          dag: {tasks: [{name: b, template: run}]}
      """)
    #expect(workflow.tasks.map(\.nodePath) == ["a", "g", "g.b"])
    #expect(workflow.tasks.map(\.path).last == "spec.templates[2].dag.tasks[0]")
    #expect(workflow.tasks[1].isGroup && workflow.tasks[1].dependencies == ["a", "b"])
    #expect(workflow.tasks[2].parent == 1)
    #expect(workflow.templates[0].attempts == 3)
  }

  @Test func whatRunsItselfEnds() throws {
    let loop = try workflow("  - {name: dag, dag: {tasks: [{name: a, template: dag}]}}")
    #expect(loop.tasks.map(\.nodePath) == ["a"])
    let bomb = (1...15).map { number in
      let inner = (0..<9).map { "{name: t\($0), template: d\(number + 1)}" }
      let name = number == 1 ? "dag" : "d\(number)"
      return "  - {name: \(name), dag: {tasks: [\(inner.joined(separator: ","))]}}"
    }
    #expect(try workflow(bomb.joined(separator: "\n")).tasks.count <= 200_000)
  }

  @Test func namesComeBackFromTheirEncoding() throws {
    let arguments = "{parameters: [{name: task_name, value: 'a%7Bb'}]}"
    let task = "{name: x, template: run, arguments: \(arguments)}"
    let dag = "  - {name: dag, dag: {tasks: [\(task)]}}\n"
    let plain = try workflow(dag + "  - {name: run, script: {}}")
    #expect(plain.tasks.first?.pipelineName == "a%7Bb")
    let encoded = try workflow(
      dag + "  - {name: run, script: {env: [{name: SLUICE_ENCODING, value: percent}]}}")
    #expect(encoded.tasks.first?.pipelineName == "a{b")
    #expect(percentDecoded("%4%41%-1%") == "%4A%-1%")
  }
}
