import Foundation
import SluicePipeline
import TestSupport
import Testing

@testable import sluice

/// The pages under `docs`, as paths.
private let pages: [String] = {
  let folder = Fixtures.repository.appending(path: "docs")
  let all = FileManager.default.enumerator(atPath: folder.path)
  return (all?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.sorted()
}()

@Suite struct DocumentTests {
  /// A block that says it is `sluice.yaml` is one, unless it is there to show a mistake.
  @Test(arguments: pages)
  func configurationsInThePagesAreSound(page: String) throws {
    let text = try String(
      contentsOf: Fixtures.repository.appending(path: "docs/\(page)"), encoding: .utf8)
    guard !page.hasPrefix("rules/") else { return }
    for block in text.components(separatedBy: "```yaml\n").dropFirst() {
      let yaml = block.components(separatedBy: "```")[0]
      guard yaml.hasPrefix("# sluice.yaml") else { continue }
      let written = WrittenConfiguration(Array(yaml.utf8), file: 0, kinds: Catalog.all)
      #expect(
        written.diagnostics.isEmpty, "\(page): \(written.diagnostics.map(\.message))\n\(yaml)")
    }
  }
}
