/// Finds one byte string in others. Looks for its first and its last byte at once, 32 places at a
/// time; only where both stand it looks closer.
package struct ByteSearch: Sendable {
  private let needle: [UInt8]

  /// The needle must not be empty.
  package init(_ needle: [UInt8]) {
    precondition(!needle.isEmpty, "nothing is everywhere")
    self.needle = needle
  }

  /// The first place of the needle in `text` at or behind `start` that ends at or before `limit`, or
  /// the text's end; `nil` if there is none.
  package func offset(in text: [UInt8], from start: Int = 0, before limit: Int = .max) -> Int? {
    let last = needle.count - 1
    let ones: UInt64 = 0x0101_0101_0101_0101
    let firsts = UInt64(needle[0]) &* ones
    let lasts = UInt64(needle[last]) &* ones
    return text.withUnsafeBytes { bytes in
      /// Behind the last place where the needle can begin.
      let end = min(limit, bytes.count) - last
      var index = max(0, start)
      while index < end {
        while index + 32 <= end {
          let first = bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
          let other = bytes.loadUnaligned(fromByteOffset: index + last, as: SIMD4<UInt64>.self)
          let difference = (first ^ firsts) | (other ^ lasts)
          let found = (difference &- ones) & ~difference & 0x8080_8080_8080_8080
          guard found[0] | found[1] | found[2] | found[3] == 0 else { break }
          index += 32
        }
        if index + 8 <= end {
          let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          let other = bytes.loadUnaligned(fromByteOffset: index + last, as: UInt64.self)
          let difference = UInt64(littleEndian: (first ^ firsts) | (other ^ lasts))
          let found = (difference &- ones) & ~difference & 0x8080_8080_8080_8080
          guard found != 0 else {
            index += 8
            continue
          }
          index += found.trailingZeroBitCount / 8
        }
        if needle.indices.allSatisfy({ bytes[index + $0] == needle[$0] }) { return index }
        index += 1
      }
      return nil
    }
  }
}
