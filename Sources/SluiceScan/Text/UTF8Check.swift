import SluiceCore

/// The first byte that breaks UTF-8, with the bytes that make the broken sequence; `nil` if the
/// text is sound. Surrogates and overlong forms are broken, as in RFC 3629. One pass.
func firstBrokenUTF8(_ bytes: [UInt8]) -> Range<Int>? {
  var index = 0
  while index < bytes.count {
    let lead = bytes[index]
    if lead < 0x80 {
      index = bytes.asciiRunEnd(from: index)
      continue
    }
    let length = sequenceLength(lead)
    guard length > 1 else { return index..<index + 1 }
    var next = index + 1
    while next < index + length, next < bytes.count, bytes[next] & 0xC0 == 0x80 {
      if next == index + 1, !secondByteFits(lead, bytes[next]) { break }
      next += 1
    }
    guard next == index + length else { return index..<next }
    index = next
  }
  return nil
}

/// SL214 at the first broken byte, if there is one.
func encodingFindings(_ bytes: [UInt8], file: Int, what: String) -> [Diagnostic] {
  guard let broken = firstBrokenUTF8(bytes) else { return [] }
  let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  return [
    Diagnostic(
      kind: .notUTF8, range: SourceRange(file: file, bytes: broken),
      message: isUTF16
        ? "the \(what) is UTF-16, but it is read as UTF-8"
        : "byte 0x\(hexadecimal(bytes[broken.lowerBound])) is not UTF-8",
      label: "not UTF-8", help: "save the file as UTF-8")
  ]
}

/// The bytes of a byte order mark at the file's start: 3 or none.
func byteOrderMarkLength(_ bytes: [UInt8]) -> Int {
  bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
}

private func sequenceLength(_ lead: UInt8) -> Int {
  switch lead {
  case 0xC2...0xDF: 2
  case 0xE0...0xEF: 3
  case 0xF0...0xF4: 4
  default: 1
  }
}

private func secondByteFits(_ lead: UInt8, _ second: UInt8) -> Bool {
  switch lead {
  case 0xE0: second >= 0xA0
  case 0xED: second < 0xA0
  case 0xF0: second >= 0x90
  case 0xF4: second < 0x90
  default: true
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}
