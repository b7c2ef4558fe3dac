/// The scalar at `index` and its length in bytes; U+FFFD of length 1 where the bytes are no UTF-8.
func decodeScalar(_ text: [UInt8], at index: Int, end: Int) -> (Unicode.Scalar, Int) {
  let lead = text[index]
  if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
  guard length > 1, index + length <= end else { return ("\u{FFFD}", 1) }
  var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
  for offset in 1..<length {
    let byte = text[index + offset]
    guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{FFFD}", 1)
}

/// What `\s` matches in Python's `re`.
func isJinjaBlank(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 { return value == 0x20 || (9...13).contains(value) || (28...31).contains(value) }
  return scalar.properties.isWhitespace
}

/// What may stand in a word: what `\w` matches, and what an identifier may hold.
func isJinjaWord(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 {
    return value == 0x5F || (0x30...0x39).contains(value)
      || (0x41...0x5A).contains(value & ~0x20)
  }
  return scalar != "\u{FFFD}"
    && (scalar.properties.isXIDContinue || scalar.properties.numericType != nil)
}
