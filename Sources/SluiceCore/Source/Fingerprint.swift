/// Tells whether a file holds the bytes that it held before. No defence against someone who means to
/// deceive: for that there is SHA-256.
package struct Fingerprint: Hashable, Sendable {
  /// In bytes.
  package let size: Int
  /// Made of every byte and its place.
  package let hash: UInt64

  /// As it was made before.
  package init(size: Int, hash: UInt64) {
    self.size = size
    self.hash = hash
  }

  /// Of `bytes`. O(bytes), a word at a time.
  package init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Fingerprint($0) }
  }

  /// Of `bytes`. O(bytes), a word at a time.
  package init(_ bytes: UnsafeRawBufferPointer) {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= bytes.count {
      hash.take(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    hash.take(rest)
    hash.take(UInt64(bytes.count))
    self.init(size: bytes.count, hash: hash)
  }
}

extension UInt64 {
  /// Mixes a word in: every bit of it reaches the high half, and from there the low one.
  @inline(__always)
  fileprivate mutating func take(_ word: UInt64) {
    let product = (self ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    self = (product.low ^ product.high) &+ word
  }
}
