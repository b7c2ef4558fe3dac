package import Foundation

/// A folder of its own for one test, removed with the value.
package final class Scratch {
  /// Links are resolved.
  package let url: URL

  /// Makes the folder, named `name`, with a copy of `folder` or these files in it.
  package init(
    copyOf folder: URL? = nil, named name: String = "demo", _ files: [String: String] = [:]
  ) throws {
    let parent = URL(filePath: NSTemporaryDirectory()).appending(
      path: "sluice-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    url = parent.resolvingSymlinksInPath().appending(path: name)
    if let folder {
      try FileManager.default.copyItem(at: folder, to: url)
    } else {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    for (path, text) in files { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

  /// The folder's absolute path, without a `/` at its end.
  package var path: String {
    let path = url.path(percentEncoded: false)
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Writes a file, and the folders it lies in.
  package func write(_ path: String, _ text: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Removes a file, or a folder and all in it.
  package func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  /// The file's text; `nil` if there is none.
  package func read(_ path: String) -> String? {
    try? String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  /// What lies directly in the folder, sorted.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
