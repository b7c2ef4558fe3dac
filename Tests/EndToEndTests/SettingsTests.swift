import Foundation
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

@testable import sluice

private let tasks = "- {source: a.sh, product: a}\n"
private let script = "touch {{product}}\n"

@Suite struct SettingsTests {
  private func project(_ files: [String: String] = [:]) throws -> Scratch {
    try Scratch(["pipeline.yaml": tasks, "a.sh": script].merging(files) { $1 })
  }

  @Test func variablesOfTheEnvironmentCount() throws {
    let project = try project(["a.sh": "echo {{upstream['a']}} {{product}}\n"])
    #expect(try Command(["check"], in: project.url).status == 1)
    let warned = try self.project(["sluice.yaml": "rules: {unused-upstream: warning}\n"])
    try warned.write("pipeline.yaml", "- {source: a.py, product: a.ipynb}\n")
    try warned.write("a.py", "# %%\nprint(1)\n")
    #expect(try Command(["check"], in: warned.url).status == 0)
    let strict = ["SLUICE_FAIL_ON": "warning"]
    #expect(try Command(["check"], in: warned.url, environment: strict).status == 1)
    let flag = try Command(["check", "--fail-on", "error"], in: warned.url, environment: strict)
    #expect(flag.status == 0)
    let json = try Command(["check"], in: warned.url, environment: ["SLUICE_FORMAT": "json"])
    #expect(json.output.hasPrefix("{\n  \"schema\""))
  }

  @Test(arguments: [
    (["SLUICE_FAIL_ON": "eror"], "SLUICE_FAIL_ON", "did you mean 'error'?"),
    (["SLUICE_FORMAT": "jsno"], "SLUICE_FORMAT", "did you mean 'json'?"),
  ])
  func aWrongVariableIsAWrongQuestion(
    environment: [String: String], name: String, help: String
  ) throws {
    let project = try project()
    for command in ["check", "config"] {
      let run = try Command([command], in: project.url, environment: environment)
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.talk.contains(name) && run.talk.contains(help))
    }
  }

  /// A key of `sluice.yaml` must not take the name of another setting, or of the CI templates'.
  @Test func noVariableMeansTwoThings() {
    let others =
      [FindingFormat.variable]
      + ["REPOSITORY", "VERSION", "FOLDER", "ARGUMENTS"].map {
        ConfigurationVariable.prefix + $0
      }
    #expect(ConfigurationVariable.all().allSatisfy { !others.contains($0.name) })
  }

  @Test func configSaysWhereEachValueComesFrom() throws {
    let project = try project([
      "sluice.yaml": "rules:\n  cycle: warning\nbaseline: old.json\nignore: {path: [x, y]}\n",
      "env.yaml": "a: 1\n",
    ])
    let run = try Command(
      ["config", "--fail-on", "warning", "--env", "a=2"], in: project.url,
      environment: ["SLUICE_BASELINE": "new.json", "SLUICE_BASE_LINE": "x", "NO_COLOR": "1"])
    #expect(run.status == 0)
    let text = run.output.replacing(project.path, with: "ROOT")
    let lines = text.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    for line in [
      "root ROOT default", "entry pipeline.yaml default", "env-file env.yaml default",
      "env.a 2 --env", "format text default", "color never NO_COLOR",
      "rules.cycle warning sluice.yaml:2:10", "ignore[0].path[0] x sluice.yaml:4:17",
      "fail-on warning --fail-on", "baseline new.json SLUICE_BASELINE",
    ] {
      #expect(lines.contains(line), "\(line) is not in\n\(text)")
    }
    #expect(run.talk.contains("did you mean SLUICE_BASELINE?"))
    let json = try Command(["config", "--format", "json"], in: project.url)
    #expect(json.output.hasPrefix("{\n  \"schema\": \"sluice.config/1\",\n"))
    #expect(
      json.output.contains(#""origin": {"kind": "file", "file": "sluice.yaml", "line": 3, "col"#))
  }

  @Test func configNamesTheMistakesOfTheFile() throws {
    let project = try project(["sluice.yaml": "fail_on: error\n"])
    let run = try Command(["config"], in: project.url)
    #expect(run.status == 1)
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("fail-on ") }
    #expect(line?.split(separator: " ").dropFirst().first == "error")
    #expect(run.talk.contains("sluice.yaml:1:1: error[SL010]"))
  }

  @Test func theEntryPointsOriginIsKnown() throws {
    let project = try project(["setup.cfg": "[ploomber]\nentry-point = other.yaml\n"])
    try project.write("other.yaml", tasks)
    let configured = try Command(["config"], in: project.url).output
    #expect(configured.contains("other.yaml") && configured.contains("setup.cfg\n"))
    let named = try Command(["config", "-e", "pipeline.yaml"], in: project.url).output
    #expect(named.contains("--entry\n"))
  }

  @Test func schemasArePrinted() throws {
    let project = try Scratch()
    let config = try Command(["schema", "config"], in: project.url)
    #expect(config.output == configurationSchema(Configuration.keys))
    let pipeline = try Command(["schema", "pipeline"], in: project.url)
    #expect(pipeline.output == specificationSchema())
    #expect(try Command(["schema", "env"], in: project.url).status == 2)
  }
}

@Suite struct InitTests {
  private static let everything = [
    ".github/workflows/sluice.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml",
    "sub one/.sluice-schema.json", "sub one/sluice.yaml",
  ]

  /// A repository with the project in a folder below, and remotes at both services.
  private func repository() throws -> Scratch {
    try Scratch([
      "sub one/pipeline.yaml": tasks, "sub one/a.sh": script,
      ".git/config": """
      [remote "origin"]
      \turl = git@github.com:team/project.git
      [remote "mirror"]
        url=https://gitlab.example.com/team/project.git
      """,
    ])
  }

  @Test func everythingIsWrittenOnceAndInItsPlace() throws {
    let repository = try repository()
    let project = repository.url.appending(path: "sub one")
    let dry = try Command(["init", "--dry-run"], in: project)
    #expect(dry.status == 0 && dry.talk.isEmpty)
    for path in InitTests.everything {
      #expect(dry.output.contains("--- /dev/null\n+++ b/\(path)\n@@ -0,0 +1,"))
      #expect(repository.read(path) == nil)
    }
    let first = try Command(["init"], in: project)
    #expect(first.status == 0 && first.output.isEmpty)
    for path in InitTests.everything {
      #expect(first.talk.contains("wrote '\(path)'"))
    }
    for path in InitTests.everything.prefix(3) {
      let name = path.replacing("/", with: "_").drop { $0 == "." }
      expectGolden(repository.read(path) ?? "", "init/\(name)")
    }
    #expect(
      repository.read("sub one/.sluice-schema.json") == configurationSchema(Configuration.keys))
    let start = configurationStart(Configuration.keys, schema: ".sluice-schema.json")
    #expect(repository.read("sub one/sluice.yaml") == start)
    #expect(try Command(["check"], in: project).status == 0)
    #expect(try Command(["config"], in: project).talk.isEmpty)
    let second = try Command(["init"], in: project)
    #expect(second.status == 0)
    #expect(second.talk.split(separator: "\n").allSatisfy { $0.hasSuffix("it says the same") })
  }

  @Test func whatIsThereIsKeptAndTheLinesAreSaid() throws {
    let repository = try repository()
    let other = "repos: []\n"
    try repository.write(".pre-commit-config.yaml", other)
    try repository.write("sub one/sluice.yaml", "fail-on: warning\n")
    try repository.write(".gitlab-ci.yml", "sluice: {script: [sluice check -C 'sub one']}\n")
    try repository.write(".github/workflows/sluice.yml", "# sluice for another project\n")
    let run = try Command(["init"], in: repository.url.appending(path: "sub one"))
    #expect(run.status == 0)
    #expect(repository.read(".pre-commit-config.yaml") == other)
    #expect(repository.read("sub one/sluice.yaml") == "fail-on: warning\n")
    #expect(run.talk.contains("kept '.pre-commit-config.yaml'; to check before each commit, add"))
    #expect(run.talk.contains("        args: [\"-C\", \"sub one\"]\n"))
    #expect(run.talk.contains("kept '.gitlab-ci.yml'\n"))
    #expect(
      run.talk.contains("to check this project, add to its steps:\n\n      - uses: ./.sluice"))
  }

  @Test func withoutServicesNothingIsWrittenForThem() throws {
    let project = try Scratch(["pipeline.yaml": tasks, "a.sh": script])
    #expect(try Command(["init", "-q"], in: project.url).talk.isEmpty)
    let wanted = [".pre-commit-config.yaml", ".sluice-schema.json", "sluice.yaml"]
    #expect(project.names.filter { $0.contains("sluice") || $0.hasPrefix(".") } == wanted)
    #expect(project.read(".pre-commit-config.yaml")?.contains("args:") == false)
  }

  @Test func aWorktreeKnowsItsRemotes() throws {
    let place = try Scratch([
      "main/.git/config": "[remote \"o\"]\n\turl = https://github.com/a/b\n",
      "main/.git/worktrees/w/commondir": "../..\n",
      "w/.git": "gitdir: ../main/.git/worktrees/w\n", "w/pipeline.yaml": tasks, "w/a.sh": script,
    ])
    let run = try Command(["init"], in: place.url.appending(path: "w"))
    #expect(run.talk.contains("wrote '.github/workflows/sluice.yml'"))
    #expect(!run.talk.contains("gitlab"))
  }

  @Test func anotherSpecificationIsNamed() throws {
    let project = try Scratch(["pipeline.serve.yaml": tasks, "a.sh": script])
    #expect(try Command(["init"], in: project.url).status == 2)
    #expect(try Command(["init", "-e", "pipeline.serve.yaml"], in: project.url).status == 0)
    let hook = project.read(".pre-commit-config.yaml") ?? ""
    #expect(hook.contains("args: [\"-e\", \"pipeline.serve.yaml\"]"))
  }

  /// Every example of the file is one that its key takes.
  @Test func withItsCommentsTakenOffTheFileIsSound() throws {
    let text = configurationStart(Configuration.keys, schema: "x.json")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.map { line in
      let isProse = line.hasPrefix("# ") && !line.hasPrefix("#  ")
      return isProse ? "" : line.hasPrefix("#") ? String(line.dropFirst()) : String(line)
    }
    let written = WrittenConfiguration(
      Array(shown.joined(separator: "\n").utf8), file: 0, kinds: Catalog.all)
    #expect(written.diagnostics.isEmpty)
    let commented = WrittenConfiguration(Array(text.utf8), file: 0, kinds: Catalog.all)
    #expect(commented.diagnostics.isEmpty)
    for key in Configuration.keys { #expect(text.contains("\n# \(key.name): ")) }
  }

  @Test func aFolderThatCannotBeWrittenEndsWithThree() throws {
    let project = try Scratch(["pipeline.yaml": tasks, "a.sh": script, ".github/workflows": ""])
    let run = try Command(["init"], in: project.url)
    #expect(run.status == 3)
    #expect(run.talk.contains("error: "))
  }
}
