/// Python's `repr` of a text. Letters that Python would escape for not being printable, beyond those
/// of ASCII, stay as they are.
func pythonRepresentation(of text: String) -> String {
  let hasSingle = text.utf8.contains(0x27)
  let quote: Unicode.Scalar = hasSingle && !text.utf8.contains(0x22) ? "\"" : "'"
  var result = String(quote)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\\", quote:
      result += "\\"
      result.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16)
      result += digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
    default: result.unicodeScalars.append(scalar)
    }
  }
  result.unicodeScalars.append(quote)
  return result
}
