import Foundation
import TestSupport
import Testing

/// The first page shows a broken project and what is said about it: both must be true.
@Test func theReadmeShowsTheRealOutput() throws {
  let readmePath = Fixtures.repository.appending(path: "README.md")
  var readme = try String(contentsOf: readmePath, encoding: .utf8)
  let project = try Scratch(copyOf: Fixtures.root.appending(path: "readme/churn"), named: "churn")
  for (file, language) in [("pipeline.yaml", "yaml"), ("tasks.py", "python")] {
    let text = try #require(project.read(file))
    #expect(readme.contains("```\(language)\n\(text)```\n"), "\(file)")
  }
  let check = try Command(["check"], in: project.url)
  if isRecording {
    let start = try #require(readme.range(of: "```text\n"))
    let end = try #require(readme.range(of: "```\n", range: start.upperBound..<readme.endIndex))
    readme.replaceSubrange(start.upperBound..<end.lowerBound, with: check.output)
    try readme.write(to: readmePath, atomically: true, encoding: .utf8)
  }
  #expect(readme.contains("```text\n\(check.output)```\n"))
}
