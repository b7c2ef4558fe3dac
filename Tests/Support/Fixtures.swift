package import Foundation

/// Where the tests' inputs lie.
package enum Fixtures {
  /// The repository's root.
  package static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// `Tests/Fixtures`
  package static let root = repository.appending(path: "Tests/Fixtures")

  /// The names of what lies in `Fixtures/folder`, sorted, without hidden ones; none if there is no
  /// such folder.
  package static func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: folder).path(percentEncoded: false))
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The bytes of the file at `path` below `Fixtures`.
  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }
}
