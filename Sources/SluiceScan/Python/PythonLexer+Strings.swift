import SluiceCore

extension PythonLexer {
  /// Why the text of an f-string stopped.
  enum TextStop {
    case quote, leftBrace, rightBrace, failure
  }

  /// A string literal whose quote is at `quoteAt`; of an f-string only the beginning. A `quote`
  /// other than 0 in `style` means an f-string.
  mutating func string(from start: Int, quoteAt: Int, _ style: StringStyle) {
    let quote = bytes[quoteAt]
    let isFormatted = style.quote != 0 && !takesStringsWhole
    self.style = style
    self.style.quote = quote
    var index = quoteAt + 1
    if bytes[index] == quote, bytes[index + 1] == quote {
      self.style.isTriple = true
      index += 2
    }
    if isFormatted {
      set(.fstringStart, from: start, length: index - start)
      return
    }
    let isTriple = self.style.isTriple
    let isASCII = style.isBytes && !takesStringsWhole
    while true {
      index = bytes.literalRunEnd(
        from: min(index, count), quote: quote, isTriple: isTriple, isASCII: isASCII)
      let byte = bytes[index]
      if byte == quote {
        if !isTriple {
          index += 1
          break
        }
        if bytes[index + 1] == quote, bytes[index + 2] == quote {
          index += 3
          break
        }
        index += 1
      } else if byte == 0x5C {
        if !style.isRaw, !takesStringsWhole, !checkEscape(at: index, start) { return }
        index += 1
        if index < count { index += bytes[index] == 0x0D && bytes[index + 1] == 0x0A ? 2 : 1 }
      } else if byte == 0x0A || byte == 0x0D, !isTriple {
        return failUnterminated(start, index)
      } else if byte == 0, index >= count {
        return failUnterminated(start, index)
      } else if byte >= 0x80, isASCII {
        set(.error, from: start, length: index - start)
        return fail("bytes can only contain ASCII literal characters", index..<index + 1)
      } else {
        index += 1
      }
    }
    set(.string, from: start, length: index - start)
  }

  mutating func failUnterminated(_ start: Int, _ end: Int) {
    let isTriple = style.isTriple
    let opening = start..<min(count, max(start + 1, isTriple ? start + 3 : end))
    set(.error, from: start, length: max(0, min(count, end) - start))
    if isTriple {
      failFinally("unterminated triple-quoted string literal", opening)
    } else {
      fail("unterminated string literal", opening)
    }
  }

  /// `\x`, `\u`, `\U` and `\N` need what follows them. `start` is the literal's.
  mutating func checkEscape(at index: Int, _ start: Int) -> Bool {
    var digits = 0
    switch bytes[index + 1] {
    case 0x78: digits = 2
    case 0x75 where !style.isBytes: digits = 4
    case 0x55 where !style.isBytes: digits = 8
    case 0x4E where !style.isBytes:
      var end = index + 2
      if bytes[end] == 0x7B {
        end += 1
        while end < count, bytes[end] != 0x7D, bytes[end] != 0x0A, bytes[end] != style.quote {
          end += 1
        }
      }
      if bytes[end] == 0x7D, end > index + 3 { return true }
      set(.error, from: start, length: index - start)
      fail("malformed \\N character escape", index..<min(count, index + 2))
      return false
    default: return true
    }
    var value: UInt32 = 0
    for offset in 0..<digits {
      guard index + 2 + offset < count, let digit = hexDigit(bytes[index + 2 + offset]) else {
        set(.error, from: start, length: index - start)
        fail("truncated escape: \(digits) hexadecimal digits must follow", index..<index + 2)
        return false
      }
      value = value << 4 | digit
    }
    guard value <= 0x10FFFF else {
      set(.error, from: start, length: index - start)
      fail("illegal Unicode character", index..<index + 2 + digits)
      return false
    }
    return true
  }

  /// Where the closing quote is of an f-string that `position` stands in, if it is read as any other
  /// string, as Python 3.11 does; `nil` if there is none.
  mutating func wholeStringEnd(_ style: StringStyle) -> Int? {
    var index = position
    while index < count {
      let byte = bytes[index]
      if byte == style.quote {
        if !style.isTriple { return index }
        if bytes[index + 1] == byte, bytes[index + 2] == byte { return index }
      } else if byte == 0x5C {
        index += 1
      } else if !style.isTriple, byte == 0x0A || byte == 0x0D {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// Goes over the text of an f-string from `position` to the next field, or its end. In a format
  /// (`inFormat`) a brace is never doubled. `start` is the literal's.
  mutating func formattedText(_ style: StringStyle, inFormat: Bool, start: Int) -> TextStop {
    var index = position
    defer { position = min(index, count) }
    while true {
      let byte = bytes[index]
      switch byte {
      case style.quote:
        if !style.isTriple { return .quote }
        if bytes[index + 1] == style.quote, bytes[index + 2] == style.quote { return .quote }
        index += 1
      case 0x7B:
        if !inFormat, bytes[index + 1] == 0x7B {
          index += 2
          continue
        }
        return .leftBrace
      case 0x7D:
        if !inFormat, bytes[index + 1] == 0x7D {
          index += 2
          continue
        }
        return .rightBrace
      case 0x5C:
        if !style.isRaw {
          self.style = style
          guard checkEscape(at: index, start) else { return .failure }
          if bytes[index + 1] == 0x4E {
            while index < count, bytes[index] != 0x7D { index += 1 }
            index += 1
            continue
          }
        }
        index += 1
        let escaped = bytes[index]
        if index < count, escaped != 0x7B, escaped != 0x7D {
          index += escaped == 0x0D && bytes[index + 1] == 0x0A ? 2 : 1
        }
      case 0x0A where !style.isTriple, 0x0D where !style.isTriple:
        self.style = style
        failUnterminated(start, index)
        return .failure
      case 0 where index >= count:
        self.style = style
        failUnterminated(start, index)
        return .failure
      default: index += 1
      }
    }
  }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}
