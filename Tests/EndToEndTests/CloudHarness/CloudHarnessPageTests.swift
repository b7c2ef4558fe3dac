import Foundation
import SluiceYAML
import TestSupport
import Testing

/// `docs/cloudharness.md` is written by hand but for what stands between `<!-- feature … -->` and
/// `<!-- end -->`: that comes from the fixture of the feature's name, and cannot grow old.
@Suite struct CloudHarnessPageTests {
  private static let page = "docs/cloudharness.md"
  private static let start = "<!-- feature "
  private static let end = "<!-- end -->"

  @Test func everyFeatureIsShownAsItIsExported() throws {
    let file = Fixtures.repository.appending(path: CloudHarnessPageTests.page)
    let text = try String(contentsOf: file, encoding: .utf8)
    var lines: [String] = []
    var shown: [String] = []
    var isGenerated = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == CloudHarnessPageTests.end { isGenerated = false }
      if !isGenerated { lines.append(String(line)) }
      guard line.hasPrefix(CloudHarnessPageTests.start) else { continue }
      let words = line.dropFirst(CloudHarnessPageTests.start.count).split(separator: " ")
      let name = String(words.first ?? "")
      shown.append(name)
      lines.append(
        try blocks(CloudHarnessFixture(name: name), words.dropFirst().dropLast()))
      isGenerated = true
    }
    #expect(!isGenerated, "a feature has no end")
    #expect(Set(shown) == Set(CloudHarnessFixture.names), "the page shows each fixture")
    #expect(shown.count == Set(shown).count, "the page shows each fixture once")
    for name in shown {
      #expect(text.contains("](#\(name))"), "the table leads to '\(name)'")
      #expect(text.contains("\n### \(name)\n"), "'\(name)' has a heading")
    }
    expectGolden(lines.joined(separator: "\n"), inRepository: CloudHarnessPageTests.page)
  }

  /// Their call, what is written here, and what comes out of it at `words`: paths, and names of
  /// further files that are shown.
  private func blocks(_ fixture: CloudHarnessFixture, _ words: ArraySlice<Substring>) throws
    -> String
  {
    let call = try #require(fixture.text("call.py"), "\(fixture.name) has no call")
    var blocks = [block("python", call)]
    let files = words.filter { !$0.hasPrefix("spec") && !$0.hasPrefix("metadata") }.map(String.init)
    for file in files + (fixture.text("sluice.yaml") == nil ? [] : ["sluice.yaml"]) {
      let text = try #require(fixture.text(file), "\(fixture.name) has no \(file)")
      let language = file.hasSuffix(".py") ? "python" : file.hasSuffix(".sh") ? "sh" : "yaml"
      blocks.append(block(language, "# \(file)\n" + text))
    }
    let paths = words.filter { $0.hasPrefix("spec") || $0.hasPrefix("metadata") }
    let excerpt = Excerpt(Array(paths)).of(try fixture.spec())
    let bytes = yamlBytes(excerpt)
    blocks.append(block("yaml", "# argo.yaml\n" + String(decoding: bytes, as: UTF8.self)))
    return blocks.joined(separator: "\n")
  }

  private func block(_ language: String, _ text: String) -> String {
    "\n```\(language)\n\(text)```"
  }
}
