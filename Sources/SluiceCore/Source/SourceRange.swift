/// A place in one file of the project: half-open UTF-8 byte offsets into the file as it lies on
/// disk. Empty means "between two bytes". Twelve bytes, as there are many: what lies behind 4 GiB, far
/// beyond all that is read, counts as there.
@usableFromInline package struct SourceRange: Hashable, Sendable {
  @usableFromInline var position: UInt32
  @usableFromInline var lower: UInt32
  @usableFromInline var upper: UInt32

  /// Position of the file in the `SourceStore`.
  @inlinable package var file: Int {
    get { Int(position) }
    set { position = UInt32(clamping: newValue) }
  }

  /// Offsets into the file's bytes; for a notebook, into the JSON text.
  @inlinable package var bytes: Range<Int> {
    get { Int(lower)..<Int(upper) }
    set {
      lower = UInt32(clamping: newValue.lowerBound)
      upper = UInt32(clamping: newValue.upperBound)
    }
  }

  @inlinable package init(file: Int, bytes: Range<Int>) {
    position = UInt32(clamping: file)
    lower = UInt32(clamping: bytes.lowerBound)
    upper = UInt32(clamping: bytes.upperBound)
  }
}
