package import SluiceCore
import SluiceScan

/// The findings that were there when a project began to be checked: only what comes new is shown.
package struct Baseline: Hashable, Sendable {
  /// What a finding is known by: lines move, words stay.
  package struct Entry: Hashable, Sendable {
    /// The kind's code.
    package var code: String
    /// The file's path, relative to the root.
    package var path: String
    /// The finding's own words.
    package var message: String

    /// The entry that stands for `finding`.
    package init(_ finding: Diagnostic, _ store: SourceStore) {
      code = finding.kind.code
      path = store.files[finding.range.file].path
      message = finding.message
    }

    init(code: String, path: String, message: String) {
      self.code = code
      self.path = path
      self.message = message
    }
  }

  /// How often each was found.
  private(set) var counts: [Entry: Int] = [:]
  /// The file's position in the store.
  let file: Int

  /// Reads a file as `sluice check --write-baseline` writes it; `nil` if it is none.
  init?(_ bytes: [UInt8], file: Int) {
    self.file = file
    guard let root = try? JSONParser.parse(bytes),
      root["schema"]?.string(in: bytes) == Baseline.schema, let items = root["findings"]?.items
    else { return nil }
    for item in items {
      guard let code = item["code"]?.string(in: bytes), let path = item["file"]?.string(in: bytes),
        let message = item["message"]?.string(in: bytes)
      else { return nil }
      counts[Entry(code: code, path: path, message: message), default: 0] += 1
    }
  }

  /// The first key's value.
  package static let schema = "sluice.baseline/1"
}
