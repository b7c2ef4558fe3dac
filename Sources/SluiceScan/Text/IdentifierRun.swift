/// A name of Python, as far as its bytes tell.
struct IdentifierRun {
  /// The offset behind it.
  let end: Int
  /// Its bytes, the last in the lowest bits, if they are at most eight; else 0.
  let key: UInt64
  let isASCII: Bool

  /// The name that begins at `start`, eight bytes at a time. O(name).
  @inline(__always)
  init(_ text: [UInt8], from start: Int) {
    var end = start
    var key: UInt64 = 0
    var isASCII = true
    text.withUnsafeBytes { bytes in
      // Most names are short, and some text follows.
      if start + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        let stops = ~identifierBytes(word) & highBits
        if stops != 0 {
          let length = stops.trailingZeroBitCount / 8
          let own = length == 0 ? 0 : word &<< UInt64(64 - 8 * length)
          isASCII = own & highBits == 0
          key = own.byteSwapped
          end += length
          return
        }
      }
      while end + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
        let stops = ~identifierBytes(word) & highBits
        let length = stops == 0 ? 8 : stops.trailingZeroBitCount / 8
        if length > 0 {
          let own = word << UInt64(64 - 8 * length)
          if own & highBits != 0 { isASCII = false }
          key = end == start ? own.byteSwapped : 0
        }
        end += length
        if length < 8 { return }
      }
      while end < bytes.count, isIdentifierByte(bytes[end]) {
        if bytes[end] >= 0x80 { isASCII = false }
        key = end - start < 8 ? key << 8 | UInt64(bytes[end]) : 0
        end += 1
      }
    }
    self.end = end
    self.key = key
    self.isASCII = isASCII
  }
}

private let highBits: UInt64 = 0x8080_8080_8080_8080

/// The high bit of each byte that may stand in a name: `isIdentifierByte` for eight bytes. Sums of
/// seven bits each stay in their bytes.
@inline(__always)
private func identifierBytes(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let low = word & ~highBits
  let small = low | (ones &* 0x20)
  let letters = (small &+ ones &* 0x1F) & ~(small &+ ones &* 0x05)
  let digits = (low &+ ones &* 0x50) & ~(low &+ ones &* 0x46)
  let others = (low ^ ones &* 0x5F) &+ ones &* 0x7F
  return letters | digits | ~others | word
}

/// ASCII letters, digits, `_`, and all of what is not ASCII.
func isIdentifierByte(_ byte: UInt8) -> Bool {
  if byte >= 0x80 { return true }
  let letter = (byte | 0x20) &- 0x61
  return letter < 26 || byte &- 0x30 < 10 || byte == 0x5F
}
