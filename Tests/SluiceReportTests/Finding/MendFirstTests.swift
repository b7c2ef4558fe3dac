import SluiceCore
import SluicePipeline
import TestSupport
import Testing

@testable import SluiceReport

extension DiagnosticKind {
  fileprivate static let outside = DiagnosticKind(
    code: "SL312", name: "product-outside", severity: .warning, explanation: "It lies outside.")
}

/// A specification of `count` lines, each with an error that `blocks` gives as many tasks, or with a
/// warning where it gives none.
private func sample(_ count: Int, blocks: (Int) -> Int) -> Sample {
  var sample = Sample()
  let lines = (0..<count).map { "line \($0)\n" }
  let file = sample.file("pipeline.yaml", lines.joined())
  for task in 0..<count { sample.task("t\(task)") }
  for number in 0..<count {
    let waiting = blocks(number)
    sample.diagnostics.append(
      Diagnostic(
        kind: waiting == 0 ? .outside : .unknownUpstream,
        range: sample.range(file, "line \(number)\n"), message: "message \(number)",
        help: "mend it",
        blocks: (0..<waiting).map { TaskName("t\($0)") }))
  }
  return sample
}

@Suite struct MendFirstTests {
  @Test func whatMostTasksWaitForComesFirst() {
    let report = mendFirst(sample(12) { [1, 11, 0, 3, 3, 2, 2][$0 % 7] }.analysis.findings)
    #expect(
      report == """
        mend first (of 12 tasks)
          11 wait for   pipeline.yaml:2:1   SL301  message 1
          11 wait for   pipeline.yaml:9:1   SL301  message 8
           3 wait for   pipeline.yaml:4:1   SL301  message 3
           3 wait for   pipeline.yaml:5:1   SL301  message 4
           3 wait for   pipeline.yaml:11:1  SL301  message 10
          … and 5 more errors
        most often: 10 SL301 unknown-upstream, 2 SL312 product-outside


        """)
  }

  @Test func ofEqualsNoneIsFirst() {
    let findings = sample(12) { _ in 1 }.analysis.findings
    #expect(mendFirst(findings) == "")
    #expect(mendFirst(findings, least: 0).hasPrefix("mend first (of 12 tasks)\n  1 waits for "))
    #expect(mendFirst(sample(3) { _ in 0 }.analysis.findings, least: 0) == "")
  }

  @Test func fewFindingsNeedNoRanking() {
    let few = sample(10) { $0 + 1 }.analysis
    #expect(!textReport(few).contains("mend first"))
    #expect(textReport(few, options: TextOptions(ranks: true)).contains("mend first"))
    #expect(textReport(sample(11) { $0 + 1 }.analysis).contains("mend first"))
  }

  @Test func manyTwinsAreSaidTogether() {
    let many = sample(40) { $0 == 5 ? 2 : 0 }.analysis
    expectGolden(textReport(many), "reports/twins.txt")
    #expect(conciseReport(many).split(separator: "\n").count == 40)
    let groups = findingGroups(sample(12) { _ in 0 }.diagnostics)
    #expect(groups.count == 12)
  }
}
