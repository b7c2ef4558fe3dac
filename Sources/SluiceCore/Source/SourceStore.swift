/// Every file that was read, in reading order. A file's position in `files` never changes.
package struct SourceStore: Hashable, Sendable {
  /// A range's `file` is a position here.
  package private(set) var files: [SourceFile] = []
  private var positions: [String: Int] = [:]

  package init() {}

  /// Adds the file and answers its position; a path that is there already keeps its position.
  package mutating func add(_ file: SourceFile) -> Int {
    if let known = positions[file.path] {
      files[known] = file
      return known
    }
    positions[file.path] = files.count
    files.append(file)
    return files.count - 1
  }

  /// Adds a file that another project has read. One with the same path and bytes keeps its position;
  /// where the bytes differ (it was written in between), both are kept.
  package mutating func join(_ file: SourceFile) -> Int {
    if let known = positions[file.path] {
      if files[known].fingerprint == file.fingerprint {
        if !files[known].isNotebook { files[known] = file }
        return known
      }
    } else {
      positions[file.path] = files.count
    }
    files.append(file)
    return files.count - 1
  }

  /// The position of the file at `path` (relative to the root); `nil` if it was not read.
  package func position(of path: String) -> Int? { positions[path] }

  /// Where a person finds `range`. The range must be of this store.
  package func place(of range: SourceRange) -> Place {
    files[range.file].place(of: range.bytes)
  }
}
