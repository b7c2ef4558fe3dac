// The forms that PyYAML's implicit resolvers take for numbers (YAML 1.1 with PyYAML's own corners:
// `1e3` and `-.5` are text, `1:30` is ninety, `09` is text). Each reads its text once.

/// `[-+]?0b…`, octal `0…`, decimal, `0x…`, and base 60.
func hasIntegerForm(_ text: [UInt8]) -> Bool {
  var index = afterSign(text)
  guard index < text.count else { return false }
  if text[index] == UInt8(ascii: "0") {
    guard index + 1 < text.count else { return true }
    switch text[index + 1] {
    case UInt8(ascii: "b"):
      return index + 2 < text.count
        && text[(index + 2)...].allSatisfy { $0 == 0x30 || $0 == 0x31 || $0 == underscore }
    case UInt8(ascii: "x"):
      return index + 2 < text.count
        && text[(index + 2)...].allSatisfy { digitValue($0) < 16 || $0 == underscore }
    default:
      return text[(index + 1)...].allSatisfy { ($0 >= 0x30 && $0 <= 0x37) || $0 == underscore }
    }
  }
  guard isDigit(text[index]) else { return false }
  index = afterDigits(text, index)
  if index == text.count { return true }
  guard let end = afterSixties(text, index) else { return false }
  return end == text.count
}

/// With a dot, always; an exponent needs its sign.
func hasFloatForm(_ text: [UInt8]) -> Bool {
  let start = afterSign(text)
  guard start < text.count else { return false }
  if text[start] == dot {
    switch String(decoding: text[(start + 1)...].prefix(4), as: UTF8.self) {
    case "inf", "Inf", "INF": return true
    case "nan", "NaN", "NAN": return start == 0
    default: break
    }
    guard start == 0, text.count > 1, isDigit(text[1]) else { return false }
    return hasExponent(text, afterDigits(text, 1))
  }
  guard isDigit(text[start]) else { return false }
  let whole = afterDigits(text, start)
  let sixties = afterSixties(text, whole)
  let point = sixties ?? whole
  guard point < text.count, text[point] == dot else { return false }
  let end = afterDigits(text, point + 1)
  return sixties == nil ? hasExponent(text, end) : end == text.count
}

/// Whether the text ends at `index`, or behind an exponent there.
private func hasExponent(_ text: [UInt8], _ index: Int) -> Bool {
  if index == text.count { return true }
  guard text[index] | 0x20 == UInt8(ascii: "e"), index + 2 < text.count,
    text[index + 1] == plus || text[index + 1] == minus
  else { return false }
  return text[(index + 2)...].allSatisfy(isDigit)
}

private func afterSign(_ text: [UInt8]) -> Int {
  guard let first = text.first else { return 0 }
  return first == plus || first == minus ? 1 : 0
}

/// Behind a run of digits and underscores.
private func afterDigits(_ text: [UInt8], _ start: Int) -> Int {
  var index = start
  while index < text.count, isDigit(text[index]) || text[index] == underscore { index += 1 }
  return index
}

/// Behind one or more of `:0` … `:59`; `nil` if there is none or one is too large.
private func afterSixties(_ text: [UInt8], _ start: Int) -> Int? {
  var index = start
  while index < text.count, text[index] == colon {
    let first = index + 1
    guard first < text.count, isDigit(text[first]) else { return nil }
    index = first + 1
    if index < text.count, isDigit(text[index]) {
      guard text[first] <= UInt8(ascii: "5") else { return nil }
      index += 1
    }
  }
  return index == start ? nil : index
}

/// The value of a digit in bases up to 36; 255 for any other byte.
func digitValue(_ byte: UInt8) -> UInt8 {
  if isDigit(byte) { return byte - 0x30 }
  let lower = byte | 0x20
  guard lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") else { return 255 }
  return lower - UInt8(ascii: "a") + 10
}
