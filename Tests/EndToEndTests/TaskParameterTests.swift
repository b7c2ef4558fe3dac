import SluiceYAML
import TestSupport
import Testing

private func project(_ parameters: String) throws -> Scratch {
  try Scratch([
    "env.yaml": "rows: 10\n",
    "pipeline.yaml": """
    tasks:
      - source: tasks.load
        product: output/a.txt
        params: {rows: '{{rows}}', words: a b, codes: [1, 2], size: 0x10}
      - source: tasks.fit
        name: fit-
        product: output/b.txt
        params: {scale: 0.5}
        grid: {degree: [1, 2]}

    """,
    "tasks.py": """
    def load(product, rows, words, codes, size): pass
    def fit(product, scale, degree): pass

    """,
    "environment.yml": "name: x\ndependencies: [ploomber]\n",
    "sluice.yaml": "targets:\n  t:\n    parameters: \(parameters)\n",
  ])
}

@Suite struct TaskParameterTests {
  @Test func parametersOfTasksCanBeSet() throws {
    let spec = try exportedSpec(
      try project("[load.words, load.codes, load.size, fit-0.scale, rows]"))
    let arguments = try #require(spec["arguments"]?["parameters"])
    #expect(arguments.names == ["load-words", "load-codes", "load-size", "fit-0-scale", "rows"])
    #expect(try arguments.named("load-words")["value"]?.text == "\"a b\"")
    #expect(try arguments.named("load-codes")["value"]?.text == "[1, 2]")
    #expect(try arguments.named("load-size")["value"]?.text == "0x10")
    let script = try #require(try spec["templates"]?.named("run-task")["script"])
    let variables = try #require(script["env"])
    #expect(
      try variables.named("SLUICE_TASK_PARAMETER_1")["value"]?.text
        == "0 words={{workflow.parameters.load-words}}")
    #expect(
      try variables.named("SLUICE_TASK_PARAMETER_4")["value"]?.text
        == "1 scale={{workflow.parameters.fit-0-scale}}")
    #expect(try variables.named("SLUICE_ENTRY_POINT")["value"]?.text == "pipeline.yaml")
    #expect(script["source"]?.text.contains("change_parameters()") == true)
  }

  @Test(arguments: [
    ("load.rows", "is made of placeholders"), ("fit-0.degree", "is given by the grid"),
    ("fit-.scal", "did you mean 'fit-0.scale'?"), ("laod.words", "did you mean 'load.words'?"),
  ])
  func othersAreRefused(_ key: String, _ words: String) throws {
    let scratch = try project("[\(key)]")
    let export = try Command(["export", "-o", "-"], in: scratch.url)
    #expect(export.status == 1)
    #expect(export.talk.contains("SL690") && export.talk.contains(words), "\(export.talk)")
  }
}
