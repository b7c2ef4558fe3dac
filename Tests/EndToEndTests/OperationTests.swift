import Foundation
import SluiceYAML
import TestSupport
import Testing

private func project(_ operations: String, _ files: [String: String] = [:]) throws -> Scratch {
  let files = files.merging(
    [
      "pipeline.yaml": """
      - {source: a.sh, name: load, product: output/a.txt}
      - {source: b.sh, name: fit_model, product: output/b.txt}

      """,
      "a.sh": "touch {{product}}\n", "b.sh": "cat {{upstream['load']}} > {{product}}\n",
      "environment.yml": "name: x\ndependencies: [ploomber]\n",
      "sluice.yaml": "targets:\n  t:\n    operations:\n" + operations,
    ]
  ) { own, _ in own }
  return try Scratch(files)
}

/// What an interpreter says when it runs the text of a template's script.
private func run(_ template: Node, in project: Scratch) throws -> String {
  let script = try #require(template["script"])
  try project.write("script", script["source"]?.text ?? "")
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments =
    (script["command"]?.texts ?? []).map { $0 == "python" ? "python3" : $0 }
    + ["script"]
  process.currentDirectoryURL = project.url
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let bytes = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return String(decoding: bytes, as: UTF8.self)
}

@Suite struct OperationTests {
  @Test func operationsStandAmongTheTasks() throws {
    let spec = try exportedSpec(
      try project(
        """
              fetch: {bash: echo fetch, before: [load], retries: 2, resources: {cpu: 1}}
              report_it: {image: 'registry.example.com/r:1', command: [run, it], after: ['fit*']}
              twin: {image: 'registry.example.com/r:1', command: [run, it], after: [report_it]}

        """))
    let templates = try #require(spec["templates"])
    let tasks = try #require(try templates.named("dag")["dag"]?["tasks"])
    #expect(tasks.names == ["fetch", "load", "fit-model", "report-it", "twin"])
    #expect(try tasks.named("load")["dependencies"]?.texts == ["fetch"])
    #expect(try tasks.named("fit-model")["dependencies"]?.texts == ["load"])
    #expect(try tasks.named("report-it")["dependencies"]?.texts == ["fit-model"])
    #expect(try tasks.named("twin")["template"]?.text == "report-it")
    let fetch = try templates.named("fetch")
    #expect(fetch["retryStrategy"]?["limit"]?.text == "2")
    #expect(fetch["script"]?["image"]?.text == "python:3.12-slim")
    #expect(fetch["script"]?["source"]?.text == "echo fetch")
    #expect(fetch["script"]?["workingDir"]?.text == "/mnt/vol")
    #expect(try templates.named("report-it")["container"]?["command"]?.texts == ["run", "it"])
  }

  @Test(arguments: ["bash", "python"])
  func hostileTextsArriveAsTheyAre(_ language: String) throws {
    let words = "a'b\"c$HOME`id`\\n{{workflow.name}} {{=1}} }} %41 é \u{1F600}\t#"
    let quoted =
      language == "bash"
      ? "printf '%s' '" + words.replacingOccurrences(of: "'", with: "'\\''") + "'"
      : "print('''"
        + words.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(
          of: "'", with: "\\'") + "''', end='')"
    let file = language == "bash" ? "op.sh" : "op.py"
    let scratch = try project("      op: {file: \(file)}\n", [file: quoted + "\n"])
    let template = try exportedSpec(scratch)["templates"]?.named("op")
    let source = try #require(template?["script"]?["source"]?.text)
    #expect(!source.contains("{{"))
    #expect(try run(try #require(template), in: scratch) == words)
  }

  @Test func aFunctionBringsWhatItNeeds() throws {
    let scratch = try project(
      "      say: {function: tasks.say}\n",
      [
        "tasks.py": """
        import json
        from missing_package import nothing

        WORDS = {'a': [1]}

        def shown(value):
            return json.dumps(value)

        def say(mark='!'):
            print(shown(WORDS) + mark)

        """
      ])
    let template = try exportedSpec(scratch)["templates"]?.named("say")
    #expect(try run(try #require(template), in: scratch) == "{\"a\": [1]}!\n")
  }

  @Test func modulesOfTheProjectAreFoundOnTheDisk() throws {
    let scratch = try project(
      "      say: {python: \"import lib.words\\n\"}\n", ["lib/words.py": "A = 1\n"])
    let template = try exportedSpec(scratch)["templates"]?.named("say")
    let variables = try #require(template?["script"]?["env"])
    #expect(try variables.named("PYTHONPATH")["value"]?.text == "/mnt/vol")
  }

  @Test func operationsAloneAreAWorkflow() throws {
    let scratch = try project("      only: {bash: echo a}\n", ["pipeline.yaml": "tasks: []\n"])
    let export = try Command(["export", "-o", "-"], in: scratch.url)
    #expect(!export.talk.contains("SL603"), "\(export.talk)")
    let both = try project("      b: {bash: echo b}\n")
    let written = try Command(["export"], in: both.url)
    #expect(written.talk.contains("2 tasks and 1 operation"), "\(written.talk)")
  }
}
