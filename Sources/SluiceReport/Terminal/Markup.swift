/// The text as content or attribute of an element of XML or HTML: nothing in it is read as markup, and
/// what a reader would obey, or XML 1.0 has no place for, is shown as a sign. Line ends stay unless it is
/// on one line.
func markup(_ text: String, onOneLine: Bool = false) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result.append(contentsOf: "&amp;".unicodeScalars)
    case "<": result.append(contentsOf: "&lt;".unicodeScalars)
    case ">": result.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
    case "'": result.append(contentsOf: "&#39;".unicodeScalars)
    case "\n" where !onOneLine: result.append(scalar)
    // Not characters of XML.
    case "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
    default: result.append(shown(scalar))
    }
  }
  return String(result)
}
