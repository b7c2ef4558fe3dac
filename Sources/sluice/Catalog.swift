import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceScan
import SluiceYAML

/// Every kind of finding that any stage can make, by code.
enum Catalog {
  static let all: [DiagnosticKind] =
    (YAMLKinds.all + SpecKinds.all + KeyKinds.all + PythonKinds.all + ScannerKinds.all
    + Rule.all.map(\.kind)
    + ExportKinds.all).sorted { $0.code < $1.code }

  /// The kind of this code or name; case does not count.
  static func kind(_ word: String) -> DiagnosticKind? {
    let word = word.lowercased()
    return all.first { $0.code.lowercased() == word || $0.name == word }
  }
}
