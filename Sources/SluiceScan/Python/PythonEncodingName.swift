/// An encoding with one byte to a character, whose first half is ASCII.
struct PythonCodePage {
  /// The names, a space before and behind each.
  let names: StaticString
  /// The characters of the upper half, four hexadecimal digits each; `ffff` for none.
  let scalars: StaticString

  /// The characters of the bytes from 0x80 on; `nil` where the page has none.
  var upperHalf: [Unicode.Scalar?] {
    scalars.withUTF8Buffer { digits in
      (0..<128).map { byte in
        guard byte * 4 + 3 < digits.count else { return nil }
        let value = hexadecimalValue(digits[(byte * 4)..<(byte * 4 + 4)])
        return value == 0xFFFF ? nil : Unicode.Scalar(value)
      }
    }
  }
}

/// What a coding comment names, as CPython understands it.
struct PythonEncodingName {
  /// How a file in the encoding can be read.
  enum Encoding {
    case utf8
    case page(PythonCodePage)
    /// Python reads it, and ASCII in it is ASCII: `gbk`, `shift_jis`, `utf-7`.
    case other
    /// No encoding, none of texts, or none in which the comment could be read: `utf-16`.
    case refused
  }

  /// As it is written.
  let text: String
  /// What the tokenizer makes of it: small letters, `-` for `_`; all forms of UTF-8 and of Latin-1
  /// are one.
  let normal: String

  init(_ bytes: ArraySlice<UInt8>) {
    text = String(decoding: bytes, as: UTF8.self)
    let start = String(
      decoding: bytes.prefix(12).map { $0 == 0x5F ? 0x2D : smallLetter($0) }, as: UTF8.self)
    func isForm(of name: String) -> Bool { start == name || start.hasPrefix(name + "-") }
    if isForm(of: "utf-8") {
      normal = "utf-8"
    } else if isForm(of: "latin-1") || isForm(of: "iso-8859-1") || isForm(of: "iso-latin-1") {
      normal = "iso-8859-1"
    } else {
      normal = text
    }
  }

  var encoding: Encoding {
    if normal == "utf-8" { return .utf8 }
    let name = codecName
    for name in [name, name.replacing(0x2E, with: 0x5F)] {
      let word = [0x20] + name + [0x20]
      if contains(pythonUTF8Names, word) { return .utf8 }
      for page in pythonCodePages where contains(page.names, word) { return .page(page) }
      if contains(pythonOtherEncodings, word) { return .other }
    }
    return .refused
  }

  /// As `encodings.normalize_encoding` has it: small letters, digits and dots, and one `_` for all
  /// that stands between them.
  private var codecName: [UInt8] {
    var name: [UInt8] = []
    var isBetween = false
    for byte in normal.utf8 {
      guard isIdentifierByte(byte) && byte != 0x5F || byte == 0x2E else {
        isBetween = true
        continue
      }
      if isBetween, !name.isEmpty { name.append(0x5F) }
      isBetween = false
      name.append(smallLetter(byte))
    }
    return name
  }

  private func contains(_ names: StaticString, _ word: [UInt8]) -> Bool {
    names.withUTF8Buffer { names in
      var start = 0
      while start + word.count <= names.count {
        if names[start..<start + word.count].elementsEqual(word) { return true }
        start += 1
      }
      return false
    }
  }
}

extension [UInt8] {
  fileprivate func replacing(_ byte: UInt8, with other: UInt8) -> [UInt8] {
    map { $0 == byte ? other : $0 }
  }
}

private func smallLetter(_ byte: UInt8) -> UInt8 {
  byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}

/// The value of hexadecimal digits; at most eight.
func hexadecimalValue(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
  digits.reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
}
