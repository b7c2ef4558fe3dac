import SluiceCore

extension NodeBuilder {
  mutating func reportValue(
    _ place: SourceRange, _ message: String, help: String? = nil,
    related: (range: SourceRange, message: String)? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        kind: .yamlValue, range: place, message: message,
        related: related.map { [Diagnostic.Related(range: $0.range, message: $0.message)] } ?? [],
        help: help ?? "write it without the tag, or in the form that the tag asks for"))
  }

  /// Bytes that no YAML text may hold: the first one.
  mutating func reportInputProblem() {
    switch input.problem {
    case nil: return
    case .notUTF8(let bytes):
      diagnostics.append(
        Diagnostic(
          kind: .yamlSyntax, range: range(bytes), message: "this byte is not UTF-8",
          help: "save the file as UTF-8"))
    case .forbidden(let value, let bytes):
      let hex = String(value, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      diagnostics.append(
        Diagnostic(
          kind: .yamlSyntax, range: range(bytes),
          message: "the control character \(code) may not stand in YAML",
          help: "remove it, or write it as an escape in double quotes"))
    }
  }

  mutating func reportSecondDocument(at start: Int) {
    diagnostics.append(
      Diagnostic(
        kind: .yamlSyntax, range: range(LineReader(text: input.text).word(at: start)),
        message: "a second document begins here, and Ploomber reads only files with one",
        help: "remove the line, or move what follows into a file of its own"))
  }

  mutating func reportSyntax(_ problem: SyntaxProblem) {
    let place = input.byteOffset(ofCharacter: problem.place)
    stopAtSyntax(place)
    let reader = SyntaxReader(
      lines: LineReader(text: input.text), problem: problem.problem, place: place,
      context: problem.context,
      since: problem.contextPlace.map { input.byteOffset(ofCharacter: $0) })
    let mistake = reader.mistake()
    // A placeholder that is part of this mistake has been reported as a value of its own.
    if let last = placeholders.last, last.diagnostic == diagnostics.count - 1,
      mistake.bytes.overlaps(last.bytes)
    {
      diagnostics.removeLast()
    }
    diagnostics.append(
      Diagnostic(
        kind: .yamlSyntax, range: range(mistake.bytes), message: mistake.message,
        related: mistake.related.map {
          [Diagnostic.Related(range: range($0.bytes), message: $0.message)]
        } ?? [], help: mistake.help))
  }

  /// libyaml lets a tab stand for a space where PyYAML's own scanner, which Ploomber uses, refuses it:
  /// everywhere but in quotes, block scalars and comments. The first of each line, at most 20.
  mutating func reportTabs(outside opaque: [Range<Int>]) {
    let text = input.text
    let end = min(text.count, syntaxEnd ?? text.count)
    var left = 20
    var next = 0
    var index = 0
    while index < end, left > 0 {
      if next < opaque.count, opaque[next].lowerBound <= index {
        index = max(index, opaque[next].upperBound)
        next += 1
        continue
      }
      let byte = text[index]
      let isComment =
        byte == UInt8(ascii: "#") && (index == 0 || isBlank(text[index - 1]))
      if byte == 0x09 {
        left -= 1
        var last = index
        while last < end, text[last] == 0x09 { last += 1 }
        diagnostics.append(
          Diagnostic(
            kind: .yamlSyntax, range: range(index..<last),
            message: "PyYAML takes a tab only in quotes, block texts and comments",
            help: "replace it with spaces"))
      }
      if byte == 0x09 || isComment {
        let limit = next < opaque.count && !isComment ? opaque[next].lowerBound : end
        while index < min(end, limit), text[index] != 0x0A, text[index] != 0x0D { index += 1 }
      } else {
        index += 1
      }
    }
  }
}

/// A text for the middle of a message: one line, at most 40 characters.
func shown(_ text: String) -> String {
  var short = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == 40 { return short + "…" }
    let isVisible =
      scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\u{2028}"
      && scalar != "\u{2029}"
    short.unicodeScalars.append(isVisible ? scalar : " ")
  }
  return short
}

/// The text as a single-quoted scalar, for a help.
func inQuotes(_ text: String) -> String {
  var quoted = "'"
  for scalar in shown(text).unicodeScalars {
    if scalar == "'" { quoted += "'" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "'"
}
