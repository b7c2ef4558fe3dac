import SluiceCore

/// Tells names that are surely not of a set from those that may be, by a look at their length and ends.
struct PythonNameFilter {
  private var bits = InlineArray<16, UInt64>(repeating: 0)

  init(_ names: some Sequence<String>) {
    for name in names {
      let text = name.utf8
      guard let first = text.first, let last = text.last else { continue }
      let key = PythonNameFilter.key(text.count, first, last)
      bits[key >> 6] |= 1 << UInt64(key & 63)
    }
  }

  /// Whether the identifier at `range` may be one of the names. Others than ASCII always may.
  func mayHold(_ range: Range<Int>, in tree: PythonTree) -> Bool {
    guard !range.isEmpty else { return false }
    let text = tree.fragment.text.span
    let first = text[range.lowerBound]
    let last = text[range.upperBound - 1]
    let key = PythonNameFilter.key(range.count, first, last)
    if bits[key >> 6] >> UInt64(key & 63) & 1 == 1 { return true }
    if tree.isASCII { return false }
    for index in range where text[index] >= 0x80 { return true }
    return false
  }

  private static func key(_ count: Int, _ first: UInt8, _ last: UInt8) -> Int {
    (count &* 131 &+ Int(first) &* 31 &+ Int(last)) & 1023
  }
}
