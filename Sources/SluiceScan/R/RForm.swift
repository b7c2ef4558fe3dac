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

/// The files that R code runs with `source("…")`, as they are named. O(text).
package func rSourcedFiles(_ text: [UInt8]) -> [String] {
  let tokens = rTokens(text).filter { $0.kind != .comment }
  var files: [String] = []
  for index in tokens.indices.dropLast(2) {
    let word = text[tokens[index].range]
    guard word.elementsEqual("source".utf8) || word.elementsEqual("sys.source".utf8),
      text[tokens[index + 1].range].elementsEqual("(".utf8), tokens[index + 2].kind == .string
    else { continue }
    let literal = text[tokens[index + 2].range]
    files.append(String(decoding: literal.dropFirst().dropLast(), as: UTF8.self))
  }
  return files
}
