import SluiceBundle
import SluiceCore
import SluiceExport
import SluicePipeline

/// Every kind of finding that any stage can make, by code.
enum Catalog {
  static let all: [DiagnosticKind] =
    (Analyzer.ownKinds + BundleKinds.all + ExportKinds.all).sorted { $0.code < $1.code }

  /// The kind of this code or name; case does not count.
  static func kind(_ word: String) -> DiagnosticKind? {
    let word = word.lowercased()
    return all.first { $0.code.lowercased() == word || $0.name == word }
  }
}
