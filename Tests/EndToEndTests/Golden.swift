import Foundation
import Testing

/// Where the tests' inputs lie.
enum Fixtures {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The names of the folders in `Fixtures/folder`, sorted.
  static func folders(_ folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: folder).path())
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }
}

/// Compares `text` with the file at `path` below the fixtures; with `SLUICE_RECORD=1` writes it.
func expectGolden(_ text: String, _ path: String, _ location: SourceLocation = #_sourceLocation) {
  let file = Fixtures.root.appending(path: path)
  if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
    try? Data(text.utf8).write(to: file)
    return
  }
  let wanted = (try? String(contentsOf: file, encoding: .utf8)) ?? "(no golden: SLUICE_RECORD=1)"
  #expect(text == wanted, "differs from \(path)", sourceLocation: location)
}
