import Foundation
import TestSupport
import Testing

/// `sluice check` about several projects at once.
@Suite struct SeveralProjectsTests {
  private static let wrong = "# %% tags=['parameters']\nupstream = ['laod']\n# %%\nupstream\n"
  private static let load = "# %% tags=['parameters']\nupstream = None\n# %%\nupstream\n"

  /// Two projects with one mistake each, and one without.
  private func repository() throws -> Scratch {
    let spec = "- {source: load.py, product: l.ipynb}\n- {source: fit.py, product: f.ipynb}\n"
    var files: [String: String] = [:]
    for name in ["a", "deep/b", "c"] {
      files["\(name)/pipeline.yaml"] = spec
      files["\(name)/load.py"] = SeveralProjectsTests.load
      files["\(name)/fit.py"] =
        name == "c" ? SeveralProjectsTests.load : SeveralProjectsTests.wrong
    }
    return try Scratch(files)
  }

  @Test func aFolderAboveProjectsStandsForAll() throws {
    let repository = try repository()
    for arguments in [
      ["check"], ["check", "."], ["check", "a", "deep/b/pipeline.yaml", "c", "a"],
    ] {
      let check = try Command(arguments + ["--format", "concise"], in: repository.url)
      #expect(check.status == 1)
      #expect(
        check.output == """
          a/fit.py:2:13: error[SL301] no task is named 'laod' (did you mean 'load'?)
          deep/b/fit.py:2:13: error[SL301] no task is named 'laod' (did you mean 'load'?)

          """)
      #expect(check.talk.isEmpty)
    }
    let text = try Command(["check"], in: repository.url).output
    #expect(text.hasSuffix("\n2 errors in 6 tasks, 6 sources of 3 projects\n"))
    let clean = try Command(["check", "c", "c/pipeline.yaml"], in: repository.url)
    #expect(clean.output == "no findings in 2 tasks, 2 sources\n")
    let files = try Command(["check", "a/load.py", "c"], in: repository.url)
    #expect(files.output == "no findings in 4 tasks, 4 sources of 2 projects\n")
  }

  @Test func pathsAreThoseOfTheFolderAndForServicesThoseOfTheRepository() throws {
    let repository = try repository()
    try repository.write("sub/.git/x", "")
    try repository.write("sub/here/x", "")
    for name in ["a", "c"] {
      try FileManager.default.moveItem(
        at: repository.url.appending(path: name), to: repository.url.appending(path: "sub/\(name)"))
    }
    let here = repository.url.appending(path: "sub/here")
    let concise = try Command(["check", "../a", "../c", "--format", "concise"], in: here)
    #expect(concise.output.hasPrefix("../a/fit.py:2:13: "))
    let json = try Command(["check", "../a", "../c", "--format", "json"], in: here).output
    #expect(json.contains("\"projects\": [\"../a\"]"))
    #expect(json.contains("\"entry\": \"../c/pipeline.yaml\""))
    let github = try Command(["check", "../a", "../c", "--format", "github"], in: here)
    #expect(github.output.hasPrefix("::error file=a/fit.py,line=2"))
    let junit = try Command(["check", "../c", "../c", ".", "--format", "junit"], in: here)
    #expect(junit.status == 2)
    for format in ["sarif", "gitlab", "junit"] {
      let report = try Command(["check", "../a", "../c", "--format", format], in: here).output
      #expect(report.contains("\"a/fit.py\""))
    }
  }

  @Test func oneProjectAloneIsReportedAsBefore() throws {
    let repository = try repository()
    let check = try Command(
      ["check", "a", "a/pipeline.yaml", "--format", "json"], in: repository.url)
    #expect(check.output.contains("\"file\": \"fit.py\""))
    #expect(!check.output.contains("\"projects\""))
  }

  @Test func mendsAndBaselinesAreMadeInEveryProject() throws {
    let repository = try repository()
    let diff = try Command(["check", "--diff"], in: repository.url)
    #expect(diff.status == 1)
    #expect(
      diff.output.contains("+++ b/a/fit.py\n") && diff.output.contains("+++ b/deep/b/fit.py\n"))
    let written = try Command(["check", "--write-baseline"], in: repository.url)
    #expect(written.talk.contains("'deep/b/.sluice-baseline.json'"))
    #expect(
      try Command(["check"], in: repository.url).output
        == "no findings, 2 hidden in 6 tasks, 6 sources of 3 projects\n")
    for name in ["a", "deep/b", "c"] {
      try FileManager.default.removeItem(
        atPath: "\(repository.path)/\(name)/.sluice-baseline.json")
    }
    let fix = try Command(["check", "--fix"], in: repository.url)
    #expect(fix.status == 0)
    #expect(fix.talk == "made 2 mends\n")
    #expect(repository.read("deep/b/fit.py")?.contains("['load']") == true)
    let named = try Command(["check", "--baseline", "x.json"], in: repository.url)
    #expect(named.status == 2)
  }

  @Test func eachProjectSaysWhatFailsIt() throws {
    let repository = try repository()
    try repository.write("a/sluice.yaml", "rules: {SL301: warning}\n")
    try repository.write("deep/b/sluice.yaml", "rules: {SL301: warning}\n")
    #expect(try Command(["check"], in: repository.url).status == 0)
    #expect(try Command(["check", "--fail-on", "warning"], in: repository.url).status == 1)
    try repository.write("a/sluice.yaml", "rules: {SL301: warning}\nfail-on: warning\n")
    #expect(try Command(["check"], in: repository.url).status == 1)
  }

  @Test func aProjectThatCannotBeReadHidesNoOther() throws {
    let repository = try repository()
    try repository.write("p/setup.py", "")
    try repository.write("p/src/p/pipeline.yaml", "tasks: []\n")
    try repository.write("p/pipeline.yaml", "tasks: []\n")
    let check = try Command(["check", "--format", "concise"], in: repository.url)
    #expect(check.status == 2)
    #expect(check.talk.contains("Ploomber refuses to choose"))
    #expect(check.output.split(separator: "\n").count == 2)
  }

  @Test func whatGitIgnoresIsNoProject() throws {
    let repository = try repository()
    try repository.write(".gitignore", "copies/\n")
    try repository.write("copies/a/pipeline.yaml", "tasks: {}\n")
    try repository.git("init", "-q")
    try repository.git("add", "-A")
    try repository.git("commit", "-qm", "All")
    let check = try Command(["check", "-v"], in: repository.url)
    #expect(check.output.hasSuffix("of 3 projects\n"), "\(check.talk)")
    #expect(check.talk.contains("found 3"))
  }

  @Test func exportsLimitsAreLookedForInAll() throws {
    let repository = try Scratch()
    let samples = Fixtures.repository.appending(path: "sample-projects")
    for name in ["ml-basic", "etl-sql"] {
      try FileManager.default.copyItem(
        at: samples.appending(path: name), to: repository.url.appending(path: name))
      try FileManager.default.removeItem(
        at: repository.url.appending(path: "\(name)/environment.yml"))
    }
    let check = try Command(["check", "--for", "argo", "--format", "concise"], in: repository.url)
    #expect(check.output.contains("etl-sql/") && check.output.contains("ml-basic/"))
    #expect(try Command(["check"], in: repository.url).status == 0)
  }

  /// Other commands want one project, and say which there are.
  @Test func commandsAboutOneProjectNameThoseBelow() throws {
    let repository = try repository()
    let graph = try Command(["graph"], in: repository.url)
    #expect(graph.status == 2)
    #expect(graph.talk.contains("below it there are projects: 'a', 'c', 'deep/b'"))
    let empty = try Scratch()
    #expect(try Command(["check"], in: empty.url).status == 2)
  }
}
