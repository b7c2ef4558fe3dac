import Foundation
package import Testing

/// Whether this run writes the golden files anew (`SLUICE_RECORD=1`); their diff is the review.
package let isRecording = ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1"

/// Compares `text` with the file at `path` below `Fixtures`, or writes it when recording. A file that
/// cannot be written fails the test.
package func expectGolden(
  _ text: String, _ path: String, _ location: SourceLocation = #_sourceLocation
) {
  expectGolden(text, inRepository: "Tests/Fixtures/\(path)", location)
}

/// The same for a file at `path` below the repository's root: a page that is made from the sources.
package func expectGolden(
  _ text: String, inRepository path: String, _ location: SourceLocation = #_sourceLocation
) {
  let file = Fixtures.repository.appending(path: path)
  if isRecording {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    } catch {
      Issue.record("\(path) cannot be written: \(error)", sourceLocation: location)
    }
    return
  }
  let wanted = (try? String(contentsOf: file, encoding: .utf8)) ?? "(no golden: SLUICE_RECORD=1)"
  #expect(text == wanted, "differs from \(path)", sourceLocation: location)
}
