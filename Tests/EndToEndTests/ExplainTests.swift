import Foundation
import TestSupport
import Testing

/// `sluice explain --here`.
@Suite struct ExplainTests {
  private func broken(_ folder: String) throws -> Scratch {
    try Scratch(copyOf: Fixtures.root.appending(path: "\(folder)/broken"))
  }

  @Test func aFindingIsShownWithItsMendAndAWayToHideIt() throws {
    let project = try broken("rules/SL301-unknown-upstream")
    let here = try Command(["explain", "SL301", "--here"], in: project.url)
    #expect(here.status == 0)
    #expect(here.talk.isEmpty)
    expectGolden(here.output, "explain/SL301-here.txt")
  }

  @Test func whatIsNotHereIsNoMistake() throws {
    let project = try broken("rules/SL301-unknown-upstream")
    let here = try Command(["explain", "cycle", "--here"], in: project.url)
    #expect(here.status == 0)
    #expect(here.output.hasSuffix("\nHere: none\n"))
    let unknown = try Command(["explain", "cycel", "--here"], in: project.url)
    #expect(unknown.status == 2)
    #expect(unknown.talk == "error: no finding is named 'cycel'; did you mean 'cycle'?\n")
    #expect(try Command(["explain", "cycle", "pipeline.yaml"], in: project.url).status == 2)
    let empty = try Scratch()
    #expect(try Command(["explain", "cycle", "--here"], in: empty.url).status == 2)
  }

  @Test func manyAreCountedAndAllKindsAreListed() throws {
    let tasks = (0..<30).map { "- {source: f\($0).sh, product: f\($0)}\n" }
    let project = try Scratch(["a/pipeline.yaml": tasks.joined(), "b/pipeline.yaml": "[]\n"])
    let here = try Command(["explain", "source-missing", "--here"], in: project.url)
    #expect(here.output.contains("\nHere: 30 findings\n"))
    #expect(
      here.output.contains("\nand 27 more:\n  a/pipeline.yaml:4:12: there is no file 'f3.sh'\n"))
    #expect(here.output.hasSuffix("\n  … and 7 more\n"))
    let one = try Command(["explain", "SL201", "--here", "a/f1.sh", "a"], in: project.url)
    #expect(one.status == 2)
    let all = try Command(["explain", "--here"], in: project.url)
    #expect(all.output.contains("30 here\n"))
  }

  @Test func findingsOfAnExportAreLookedForToo() throws {
    let samples = Fixtures.repository.appending(path: "sample-projects/etl-sql")
    let project = try Scratch(copyOf: samples)
    try project.remove("environment.yml")
    let here = try Command(["explain", "SL501", "--here"], in: project.url)
    #expect(here.output.contains("Here: 1 finding\n"))
  }

  @Test func programsGetTheSame() throws {
    let project = try broken("rules/SL301-unknown-upstream")
    for (arguments, rules, findings) in [(["SL301"], 1, nil), (["SL301", "--here"], 1, 1)] {
      let run = try Command(["explain", "--format", "json"] + arguments, in: project.url)
      let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      #expect(json?["schema"] as? String == "sluice.explanation/1")
      #expect((json?["rules"] as? [Any])?.count == rules)
      #expect(((json?["findings"] as? [Any])?.isEmpty == false) == (findings != nil))
    }
  }
}
