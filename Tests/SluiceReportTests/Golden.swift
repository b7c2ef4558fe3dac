import Foundation
import Testing

/// Compares `text` with `Tests/Fixtures/reports/<name>`; with `SLUICE_RECORD=1` in the environment it writes the
/// file instead, and the difference is reviewed like any other.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let file = here.deletingLastPathComponent().appendingPathComponent("Fixtures/reports/\(name)")
  if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
  }
  let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  #expect(text == golden, sourceLocation: sourceLocation)
}
