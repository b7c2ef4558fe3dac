import Foundation
import TestSupport
import Testing

private func project(_ more: [String: String] = [:]) throws -> Scratch {
  try Scratch(
    [
      "pipeline.yaml": """
      - {source: tasks.load, product: output/raw.csv}
      - {source: tasks.clean, product: output/clean.csv}
      - {source: tasks.fit_model, product: output/model.json}
      - {source: tasks.other, product: output/other.json}

      """,
      "tasks.py": """
      def load(product): pass
      def clean(product, upstream): upstream["load"]
      def fit_model(product, upstream): upstream["clean"]
      def other(product): pass

      """,
      "environment.yml": "name: x\ndependencies: [ploomber]\n",
    ].merging(more) { $1 })
}

/// Ploomber's note of a run of the task whose code is `code`.
private func metadata(_ code: String, at time: Int) -> String {
  #"{"timestamp": \#(time).0, "stored_source_code": "\#(code)", "params": {}}"#
}

private func tasks(_ spec: String) -> [String] {
  spec.split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ")
    return words.first == "value:" && words.count == 2 && !line.contains("{{")
      ? String(words[1]) : nil
  }
}

@Suite struct PartTests {
  @Test func tasksAreChosenByNameAndWithWhatIsAroundThem() throws {
    let project = try project()
    func export(_ arguments: String...) throws -> [String] {
      let command = try Command(["export", "-o", "-"] + arguments, in: project.url)
      #expect(command.status == 0, "\(command.talk)")
      return tasks(command.output)
    }
    #expect(try export("--task", "clean") == ["clean"])
    #expect(try export("--task", "clean", "--with-upstream") == ["load", "clean"])
    #expect(try export("--task", "clean", "--with-downstream") == ["clean", "fit_model"])
    #expect(try export("--task", "o*", "--task", "l*") == ["load", "other"])
    let alone = try Command(["export", "--task", "clean"], in: project.url)
    #expect(alone.talk.contains("warning[SL670]"))
    #expect(
      alone.talk.contains(
        "note: 3 tasks are left out; what 'load' made has to be up to date on the claim 'nfs', "
          + "in the folder 'demo'\nwrote argo.yaml: 1 of 4 tasks\n"))
    #expect(project.read("argo.yaml")?.contains("dependencies:\n") == false)
    let whence = try Command(["whence", "argo.yaml"], in: project.url)
    #expect(whence.status == 0)
    #expect(whence.output.contains("  part      1 of 4 tasks\n"))
  }

  @Test func questionsThatAreWrong() throws {
    let project = try project()
    let unknown = try Command(["export", "--task", "fitmodel"], in: project.url)
    #expect(unknown.status == 2)
    #expect(unknown.talk == "error: no task is named 'fitmodel'; did you mean 'fit_model'?\n")
    #expect(try Command(["export", "--task", "x*"], in: project.url).talk.contains("no task fits"))
    #expect(try Command(["export", "--with-upstream"], in: project.url).status == 2)
    #expect(project.read("argo.yaml") == nil)
  }

  @Test func whatIsOutdatedAndWhatFollows() throws {
    let project = try project([
      "output/raw.csv": "",
      "output/.raw.csv.metadata": metadata("def load(product): pass", at: 100),
      "output/clean.csv": "",
      "output/.clean.csv.metadata": metadata("def clean(product, upstream): 1", at: 200),
      "output/model.json": "",
      "output/.model.json.metadata": metadata(
        #"def fit_model(product, upstream): upstream[\"clean\"]"#, at: 300),
      "output/other.json": "",
      "output/.other.json.metadata": metadata("def other(product): pass", at: 100),
    ])
    let outdated = ["export", "--mode", "outdated"]
    let export = try Command(outdated + ["-o", "-"], in: project.url)
    #expect(tasks(export.output) == ["clean", "fit_model"])
    #expect(!export.talk.contains("SL670"))
    #expect(export.output.contains("sluice/mode: outdated\n    sluice/tasks: '2 of 4'\n"))
    let narrow = try Command(outdated + ["-o", "-", "--task", "fit_model"], in: project.url)
    #expect(tasks(narrow.output) == ["fit_model"])
    #expect(narrow.talk.contains("SL670"))
    let none = try Command(outdated + ["--task", "load"], in: project.url)
    #expect(none.status == 0 && none.talk == "nothing is outdated: nothing was written\n")
    let check = try Command(outdated + ["--task", "load", "--check"], in: project.url)
    #expect(check.status == 0 && check.talk == "nothing is outdated: nothing was compared\n")
    #expect(project.read("argo.yaml") == nil)
  }

  @Test func whatCannotBeToldIsExportedAndSaid() throws {
    let project = try project()
    try project.write(
      "pipeline.yaml",
      """
      clients: {SQLScript: db.client, PostgresRelation: db.client}
      tasks:
      - {source: a.sql, name: a, class: SQLScript, product_class: PostgresRelation, product: [s, t, table]}

      """)
    try project.write("a.sql", "CREATE TABLE {{product}} AS SELECT 1\n")
    try project.write("db.py", "def client(): pass\n")
    let export = try Command(["export", "--mode", "outdated", "-o", "-"], in: project.url)
    #expect(export.status == 0)
    #expect(tasks(export.output) == ["a"])
    #expect(export.talk.contains("note: whether 'a' is outdated cannot be told"), "\(export.talk)")
  }
}

@Suite struct StaleTests {
  @Test func theMeaningOfTheDifferenceIsSaid() throws {
    let project = try project()
    let missing = try Command(["export", "--check"], in: project.url)
    #expect(missing.status == 1)
    #expect(missing.talk == "there is no 'argo.yaml': run `sluice export`\n")
    #expect(try Command(["export", "-q"], in: project.url).status == 0)
    try project.write(
      "sluice.yaml", "targets: {a: {image: 'img:2', resources: {load: {cpu: 2}}}}\n")
    let stale = try Command(["export", "--check"], in: project.url)
    #expect(stale.status == 1)
    #expect(
      stale.talk == """
        'argo.yaml' is stale: run `sluice export`, and this is what changes
          'load' runs in another template: run-task → run-load
          the template 'run-load' is new
          the pods of 'run-task': image continuumio/miniconda3 → img:2

        """)
    let json = try Command(["export", "--check", "--format", "json"], in: project.url)
    #expect(json.status == 1 && json.talk.isEmpty)
    #expect(json.output.contains(#""state": "stale""#))
    #expect(json.output.contains(#""subject": "pod""#))
    #expect(try Command(["export", "--format", "json"], in: project.url).status == 2)
  }

  @Test func aLongListIsCut() throws {
    let project = try project()
    #expect(try Command(["export", "-q"], in: project.url).status == 0)
    let variables = (1...40).map { "V\($0): x" }.joined(separator: ", ")
    try project.write("sluice.yaml", "targets: {a: {env: {\(variables)}}}\n")
    let stale = try Command(["export", "--check"], in: project.url)
    #expect(stale.talk.split(separator: "\n").count == 22)
    #expect(stale.talk.hasSuffix("  … and 20 more\n"))
  }
}
