/// A query without comments and layout, and without the case of keywords and of names that stand in no
/// quotes. Comments that a database reads (`/*+ hint */`, `/*! code */`) stay. O(text).
package func sqlForm(_ text: [UInt8]) -> [UInt8] {
  var form: [UInt8] = []
  var end = 0
  let tokens = sqlTokens(text)
  for token in tokens {
    addHints(text[end..<max(end, token.range.lowerBound)], to: &form)
    end = token.range.upperBound
    switch token.kind {
    case .word:
      form += text[token.range].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    case .quotedName, .string, .number, .parameter, .placeholder, .templateStatement, .mark:
      form += text[token.range]
    }
    form.append(0x1F)
  }
  addHints(text[end...], to: &form)
  return form
}

/// The comments in a gap between tokens that are none to a database.
private func addHints(_ gap: ArraySlice<UInt8>, to form: inout [UInt8]) {
  var rest = gap
  while let start = rest.firstIndex(of: UInt8(ascii: "/")) {
    rest = rest[start...]
    if rest.starts(with: [0x2F, 0x2A, 0x2B]) || rest.starts(with: [0x2F, 0x2A, 0x21]) {
      form += rest
      form.append(0x1F)
      return
    }
    rest = rest.dropFirst()
  }
}
