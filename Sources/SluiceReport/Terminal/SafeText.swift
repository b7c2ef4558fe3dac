import SluiceCore

/// `text` with everything that a terminal would obey, or that would reorder what people read, shown
/// as a sign: a control character as its picture (`␛`), the rest as `�`. Always one line.
package func safeText(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { shown($0) != $0 }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(shown(scalar)) }
  return String(result)
}

/// The same for a text of several lines, with its tabs.
package func safeLines(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    line.split(separator: "\t", omittingEmptySubsequences: false).map { safeText(String($0)) }
      .joined(separator: "\t")
  }.joined(separator: "\n")
}

/// The scalar itself, or the sign that stands for it on a terminal.
func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
  case 0x7F: "\u{2421}"
  // C1 controls (0x9B opens an escape sequence), line and paragraph separators.
  case 0x80..<0xA0, 0x2028, 0x2029: "\u{FFFD}"
  // Bidirectional marks, embeddings and isolates make text read in another order than it has.
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
  // A byte order mark within a text, interlinear annotations and tags are invisible.
  case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: "\u{FFFD}"
  default: scalar
  }
}

/// Blanks for `width` columns.
func blanks(_ width: Int) -> String { String(repeating: " ", count: max(0, width)) }

/// `text` followed by blanks up to `width` columns.
func padded(_ text: String, to width: Int) -> String {
  text + blanks(width - displayWidth(of: text))
}

/// `items` with commas, as many as `width` columns hold but at least one, then how many are left:
/// `a, b, … (and 3 more)`.
func enumeration(_ items: [String], width: Int, limit: Int = .max) -> String {
  var result = ""
  var used = 0
  for (index, item) in items.enumerated() {
    let cost = displayWidth(of: item) + (index == 0 ? 0 : 2)
    // The last item may take the room that the words "and … more" would need.
    let reserve = index + 1 == items.count ? 0 : 18
    if index > 0, used + cost + reserve > width || index >= limit {
      return result + ", … (and \(items.count - index) more)"
    }
    result += (index == 0 ? "" : ", ") + item
    used += cost
  }
  return result
}
