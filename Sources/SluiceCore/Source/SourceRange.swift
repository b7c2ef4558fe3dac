/// A place in one file of the project: half-open UTF-8 byte offsets into the file as it lies on
/// disk. Empty means "between two bytes".
package struct SourceRange: Hashable, Sendable {
  /// Position of the file in the `SourceStore`.
  package var file: Int
  /// Offsets into the file's bytes; for a notebook, into the JSON text.
  package var bytes: Range<Int>

  package init(file: Int, bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }
}
