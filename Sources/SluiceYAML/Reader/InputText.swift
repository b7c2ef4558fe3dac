/// The bytes as libyaml gets them, and the way from its character counts back to byte offsets.
///
/// Bytes that are not UTF-8, and characters that YAML forbids, become `_` one for one: all offsets
/// stay, one bad byte costs one finding, and the rest of the file is still read.
struct InputText {
  /// The first thing that no YAML text may hold.
  enum Problem {
    case notUTF8(Range<Int>)
    case forbidden(UInt32, Range<Int>)
  }

  /// As many bytes as the file; valid UTF-8.
  private(set) var text: [UInt8]
  private(set) var problem: Problem?
  /// Lines that begin with `%`.
  private(set) var directives = 0
  /// Byte offset of every `stride`-th character; empty when each character is one byte.
  private var marks: [Int] = []
  private static let stride = 64

  init(_ bytes: [UInt8]) {
    text = bytes
    var index = 0
    var isASCII = true
    var lineBegins = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if lineBegins, byte == UInt8(ascii: "%") { directives += 1 }
        lineBegins = byte == 0x0A || byte == 0x0D
        if byte < 0x20 || byte == 0x7F, byte != 0x09, byte != 0x0A, byte != 0x0D {
          forbid(.forbidden(UInt32(byte), index..<index + 1))
        }
        index += 1
        continue
      }
      lineBegins = false
      guard let (value, length) = decodedScalar(in: bytes, at: index) else {
        forbid(.notUTF8(index..<index + 1))
        index += 1
        continue
      }
      if (0x80..<0xA0).contains(value) && value != 0x85 || value == 0xFFFE || value == 0xFFFF {
        forbid(.forbidden(value, index..<index + length))
      } else {
        isASCII = false
      }
      index += length
    }
    if !isASCII { measure() }
  }

  /// The byte offset of libyaml's character `number`; the text's end for one behind it.
  func byteOffset(ofCharacter number: Int) -> Int {
    guard !marks.isEmpty else { return min(max(0, number), text.count) }
    let mark = max(0, number) / InputText.stride
    guard mark < marks.count else { return text.count }
    var offset = marks[mark]
    var left = max(0, number) % InputText.stride
    while left > 0, offset < text.count {
      offset += characterLength(text[offset])
      left -= 1
    }
    return min(offset, text.count)
  }

  private mutating func forbid(_ found: Problem) {
    if problem == nil { problem = found }
    switch found {
    case .notUTF8(let range), .forbidden(_, let range):
      for index in range { text[index] = UInt8(ascii: "_") }
    }
  }

  private mutating func measure() {
    var offset = 0
    var number = 0
    while offset < text.count {
      if number % InputText.stride == 0 { marks.append(offset) }
      offset += characterLength(text[offset])
      number += 1
    }
  }
}

private func characterLength(_ lead: UInt8) -> Int {
  lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
}

/// The scalar value that begins at `index` and its length; `nil` where the bytes are not UTF-8
/// (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
private func decodedScalar(in bytes: [UInt8], at index: Int) -> (value: UInt32, length: Int)? {
  let lead = bytes[index]
  let length = characterLength(lead)
  guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return nil }
  var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
  for next in bytes[index + 1..<index + length] {
    guard next & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(next & 0x3F)
  }
  let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
  guard value >= least, value <= 0x10FFFF, !(0xD800..<0xE000).contains(value) else { return nil }
  return (value, length)
}
