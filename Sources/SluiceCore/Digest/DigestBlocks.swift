/// Cuts what a digest reads into blocks of 64 bytes, and pads the last one (FIPS 180-4, 5.1.1).
struct DigestBlocks: Sendable {
  private var rest: [UInt8] = []
  private var count: UInt64 = 0

  /// Hands every whole block to `compress`, and keeps what is left over.
  mutating func take(_ bytes: UnsafeRawBufferPointer, _ compress: (UnsafeRawPointer) -> Void) {
    count &+= UInt64(bytes.count)
    guard let start = bytes.baseAddress else { return }
    var index = 0
    if !rest.isEmpty {
      index = min(64 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<index])
      guard rest.count == 64 else { return }
      rest.withUnsafeBytes { if let block = $0.baseAddress { compress(block) } }
      rest.removeAll(keepingCapacity: true)
    }
    while index + 64 <= bytes.count {
      compress(start + index)
      index += 64
    }
    rest.append(contentsOf: bytes[index...])
  }

  /// Hands over the last block or two: what is left over, a one, zeros, and the length in bits.
  mutating func close(_ compress: (UnsafeRawPointer) -> Void) {
    let bits = count &* 8
    var tail: [UInt8] = [0x80]
    tail += repeatElement(0, count: (119 - rest.count) % 64)
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    tail.withUnsafeBytes { take($0, compress) }
  }
}

/// The words in hexadecimal digits, the highest first.
func hexadecimal(_ words: [UInt32]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  let text = words.flatMap { word in
    stride(from: 28, through: 0, by: -4).map { digits[Int(word >> UInt32($0) & 0xF)] }
  }
  return String(decoding: text, as: UTF8.self)
}
