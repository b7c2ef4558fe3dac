import SluiceCore
import SluicePipeline
import Testing

@testable import SluiceReport

@Suite struct AdoptReportTests {
  @Test(arguments: [
    ("abc", ["abc"]), ("", [""]), ("abcdefghijkl", ["abcdefghij", "  kl"]),
    ("abc def ghi jkl", ["abc def", "  ghi jkl"]), ("ab 日本語日本語", ["ab", "  日本語日", "  本語"]),
  ])
  func linesAreBrokenAtBlanks(text: String, lines: [String]) {
    #expect(wrapped(text, to: 10) == lines)
  }

  @Test func noLineIsWiderThanAsked() {
    var comparison = SpecComparison(title: "t")
    comparison.add(
      "tasks", ["load_data", "日本語 <- load_data"], ["load-data"], because: "names differ")
    comparison.add("image", [String(repeating: "a/", count: 60)], ["x"], because: nil)
    comparison.add("many", (0..<50).map { "\($0)" }, [], because: nil)
    for width in [40, 61, 100] {
      let text = adoptReport(
        [comparison], leftOut: [.init(key: "a.b", reason: "no")], width: width, style: .plain)
      for line in text.split(separator: "\n") { #expect(displayWidth(of: String(line)) <= width) }
      #expect(text.contains("because names differ") && text.contains("… and 31 more"))
      #expect(text.hasSuffix("not carried over:\n  a.b: no\n"))
    }
  }
}
