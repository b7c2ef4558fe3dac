import Foundation
import TestSupport
import Testing

/// What a check says at its end.
@Suite struct SummaryTests {
  @Test func itCanBeAskedWhatToMendFirst() throws {
    let broken = Fixtures.root.appending(path: "rules/SL301-unknown-upstream/broken")
    let project = try Scratch(copyOf: broken)
    let plain = try Command(["check"], in: project.url).output
    #expect(!plain.contains("mend first"))
    for flag in ["--summary", "-v"] {
      let text = try Command(["check", flag], in: project.url).output
      #expect(text.contains("\nmend first (of 4 tasks)\n  3 wait for   tasks.py:6:26"), "\(text)")
    }
    let json = try Command(["check", "--summary", "--format", "json"], in: project.url).output
    #expect(json == (try Command(["check", "--format", "json"], in: project.url)).output)
  }

  /// Whatever is wrong with the one source of fifty tasks is one finding.
  @Test(arguments: [
    ("print(zzz)\n", "SL250"), ("print(1\n", "SL204"), ("open('/home/me/x.csv')\n", "SL257"),
  ])
  func aGridHasItsFindingOnce(_ code: String, _ kind: String) throws {
    let numbers = (0..<50).map { "\($0)" }.joined(separator: ", ")
    let project = try Scratch([
      "pipeline.yaml": """
      - source: t.py
        name: t-[[a]]
        product: out/[[a]].ipynb
        grid: {a: [\(numbers)]}
      """,
      "t.py": "# %% tags=['parameters']\nupstream = None\na = 1\n# %%\nprint(upstream, a)\n" + code,
    ])
    let check = try Command(["check", "--format", "concise"], in: project.url).output
    #expect(check.split(separator: "\n").count == 1, "\(check)")
    #expect(check.contains("[\(kind)]"))
  }
}
