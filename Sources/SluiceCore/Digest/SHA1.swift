/// The SHA-1 digest (FIPS 180-4) of bytes that come piece by piece: what git names its objects by. It
/// finds changes, and is no protection against anyone. O(bytes), in constant memory.
package struct SHA1: Sendable {
  private var state: [UInt32] = [
    0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0,
  ]
  private var blocks = DigestBlocks()

  package init() {}

  /// Takes the next piece; an empty one changes nothing.
  package mutating func update(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The same for bytes that lie outside of Swift's own memory, which must stay as they are meanwhile.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.withUnsafeMutableBufferPointer { state in
      blocks.take(bytes) { compress($0, &state) }
    }
  }

  /// The digest of all that came, in 40 lower-case hexadecimal digits. Nothing may come after it.
  package mutating func finish() -> String {
    state.withUnsafeMutableBufferPointer { state in
      blocks.close { compress($0, &state) }
    }
    return hexadecimal(state)
  }
}

/// Works the 64 bytes at `block` into the five words of `state`.
private func compress(_ block: UnsafeRawPointer, _ state: inout UnsafeMutableBufferPointer<UInt32>)
{
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
    for index in 0..<16 {
      words[index] = UInt32(
        bigEndian: block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
    }
    for index in 16..<80 {
      let mixed =
        words[index &- 3] ^ words[index &- 8] ^ words[index &- 14] ^ words[index &- 16]
      words[index] = turned(mixed, 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    func step(_ mixed: UInt32, _ constant: UInt32, _ word: UInt32) {
      let sum = turned(a, 5) &+ mixed &+ e &+ constant &+ word
      (e, d, c, b, a) = (d, c, turned(b, 30), a, sum)
    }
    for index in 0..<20 { step((b & c) | (~b & d), 0x5a82_7999, words[index]) }
    for index in 20..<40 { step(b ^ c ^ d, 0x6ed9_eba1, words[index]) }
    for index in 40..<60 { step((b & c) | (b & d) | (c & d), 0x8f1b_bcdc, words[index]) }
    for index in 60..<80 { step(b ^ c ^ d, 0xca62_c1d6, words[index]) }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }
}

@inline(__always)
private func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
  (word << bits) | (word >> (32 &- bits))
}
