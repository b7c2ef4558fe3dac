/// R code without comments and layout. O(text).
package func rForm(_ text: [UInt8]) -> [UInt8] {
  var form: [UInt8] = []
  var isAtEnd = true
  for token in rTokens(text) {
    switch token.kind {
    case .comment: continue
    case .end:
      if isAtEnd { continue }
      isAtEnd = true
      form.append(0x1E)
    case .name, .string, .number, .mark:
      isAtEnd = false
      form += text[token.range]
      // `<-` and `< -` are two things, and so are `x y` and `xy`.
      form.append(0x1F)
    }
  }
  if !isAtEnd { form.append(0x1E) }
  return form
}

/// The texts in R code that may name files, and rows of texts put together as paths, as in
/// `file.path("lib", "a.R")`. What is known to be written is left out. O(text).
package func rNamedFiles(_ text: [UInt8]) -> [String] {
  let tokens = rTokens(text).filter { $0.kind != .comment }
  let written = Set(rPathLiterals(text).filter { $0.use == .written }.map(\.text))
  var files: [String] = []
  var row: [String] = []
  func closeRow() {
    if row.count > 1, row.count < 9 { files.append(row.joined(separator: "/")) }
    row = []
  }
  for (index, token) in tokens.enumerated() {
    if token.kind == .string, token.range.count <= ProjectWord.lengthLimit {
      let value = rStringValue(text, token.range)
      row.append(value)
      let isPath = value.utf8.contains(0x2E) || value.utf8.contains(UInt8(ascii: "/"))
      if isPath, !written.contains(value) { files.append(value) }
      continue
    }
    let isComma = text[token.range].elementsEqual(",".utf8)
    if isComma, index > 0, tokens[index - 1].kind == .string { continue }
    closeRow()
  }
  closeRow()
  return files
}
