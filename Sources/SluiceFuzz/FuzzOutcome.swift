import SluiceCore

/// What one execution of a target showed.
package struct FuzzOutcome: Sendable {
  /// Which promise was broken, as a clause; `nil` for none. The first one counts.
  package private(set) var fault: String?
  /// What the input made the program do, as numbers: kinds of nodes beside each other, words of
  /// messages. An input with a new one is worth being changed further.
  package private(set) var features: Set<UInt64> = []
  /// Bytes that were made of the input: what makes much may take long.
  package internal(set) var made = 0

  /// Remembers a broken promise.
  mutating func fail(_ words: @autoclosure () -> String) {
    if fault == nil { fault = words() }
  }

  /// Fails unless `holds`.
  mutating func expect(_ holds: Bool, _ words: @autoclosure () -> String) {
    if !holds { fail(words()) }
  }

  /// Remembers that these numbers, in this order and this room, were met.
  mutating func note(_ room: UInt8, _ numbers: UInt64...) {
    var hash = FNV()
    hash.take(room)
    for number in numbers { hash.take(number) }
    features.insert(hash.value)
  }

  /// Remembers a message without what it quotes and counts.
  mutating func note(_ message: String, of code: String = "") {
    var hash = FNV()
    for byte in code.utf8 { hash.take(byte) }
    var isQuoted = false
    for byte in message.utf8 {
      if byte == UInt8(ascii: "'") {
        isQuoted.toggle()
      } else if !isQuoted, !(0x30...0x39).contains(byte) {
        hash.take(byte)
      }
    }
    features.insert(hash.value)
  }

  /// Remembers the findings, whose places have to lie in a file of `size` bytes.
  mutating func note(_ findings: [Diagnostic], size: Int) {
    for finding in findings {
      note(finding.message, of: finding.kind.code)
      for range in [finding.range] + finding.related.map(\.range) {
        expect(range.bytes.upperBound <= size, "a finding behind the file: \(finding.message)")
      }
    }
  }
}

/// FNV-1a in 64 bits.
struct FNV {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func take(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  mutating func take(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      take(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// The hash of a text.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash = FNV()
    for byte in bytes { hash.take(byte) }
    return hash.value
  }
}
