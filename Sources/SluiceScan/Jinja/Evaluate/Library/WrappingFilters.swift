/// `wordwrap` and `pprint`.
extension JinjaEvaluator {
  func wrapped(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["width", "break_long_words", "wrapstring", "break_on_hyphens"])
    let width = try bound[0].map { (value) throws(TemplateFailure) in try index(value) } ?? 79
    let breaksWords = try bound[1].map { (value) throws(TemplateFailure) in try isTrue(value) }
    let mark = bound[2]?.text ?? ["\n"]
    let breaksHyphens = try bound[3].map { (value) throws(TemplateFailure) in try isTrue(value) }
    guard let text = call.value.text else {
      if case .undefined(let undefined) = call.value { throw undefined.failure }
      throw .error(
        "AttributeError", "'\(call.value.typeName)' object has no attribute 'splitlines'")
    }
    try spend(text.count * 2)
    guard width > 0 || text.isEmpty else { throw .value("invalid width \(width) (must be > 0)") }
    var lines: [JinjaText] = []
    for line in text.lines() {
      let parts = wrap(
        chunks(of: line, breaksHyphens: breaksHyphens ?? true), width,
        breaksWords: breaksWords ?? true, breaksHyphens: breaksHyphens ?? true)
      lines.append(JinjaText(parts.joined(separator: mark)))
    }
    return .string(JinjaText(lines.joined(separator: mark)))
  }

  /// Words and runs of blanks; a word is cut behind the hyphens between letters.
  private func chunks(of line: JinjaText, breaksHyphens: Bool) -> [JinjaText] {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || (0x09...0x0D).contains(scalar.value)
    }
    var chunks: [JinjaText] = []
    for run in line.runs(isBlank) {
      if !breaksHyphens || run.first.map(isBlank) ?? true {
        chunks.append(run)
      } else {
        chunks += cutAtHyphens(run)
      }
    }
    return chunks
  }

  private func cutAtHyphens(_ word: JinjaText) -> [JinjaText] {
    func isLetter(_ index: Int) -> Bool {
      word.indices.contains(index) && isPythonWord(word[index])
        && word[index].asciiDigit == nil && !word[index].isPythonDecimal
    }
    var parts: [JinjaText] = []
    var start = 0
    var index = 0
    while index < word.count {
      // Two letters before a hyphen, two behind it, as textwrap's expression has it.
      if word[index] == "-", index + 1 < word.count, word[index + 1] != "-", isLetter(index - 1),
        isLetter(index - 2) || (index >= 3 && word[index - 2] == "-" && isLetter(index - 3)),
        isLetter(index + 1),
        isLetter(index + 2)
          || (index + 3 < word.count && word[index + 2] == "-" && isLetter(index + 3))
      {
        parts.append(Array(word[start...index]))
        start = index + 1
      } else if word[index] == "-", index > start, word[index - 1] != "-",
        index + 2 < word.count, word[index + 1] == "-"
      {
        var end = index
        while end < word.count, word[end] == "-" { end += 1 }
        if end < word.count, isPythonWord(word[end]) {
          parts.append(Array(word[start..<index]))
          parts.append(Array(word[index..<end]))
          start = end
          index = end
          continue
        }
      }
      index += 1
    }
    if start < word.count { parts.append(Array(word[start...])) }
    return parts
  }

  /// `TextWrapper._wrap_chunks`.
  private func wrap(
    _ chunks: [JinjaText], _ width: Int, breaksWords: Bool, breaksHyphens: Bool
  ) -> [JinjaText] {
    var rest = Array(chunks.reversed())
    var lines: [JinjaText] = []
    func isBlank(_ text: JinjaText) -> Bool { text.allSatisfy(isJinjaBlank) }
    while !rest.isEmpty {
      var line: [JinjaText] = []
      var length = 0
      if let last = rest.last, isBlank(last), !lines.isEmpty { rest.removeLast() }
      while let next = rest.last, length + next.count <= width {
        line.append(rest.removeLast())
        length += next.count
      }
      if let next = rest.last, next.count > width {
        let room = max(1, width - length)
        if breaksWords {
          var end = room
          if breaksHyphens, next.count > room {
            let head = next[..<room]
            if let hyphen = head.lastIndex(of: "-"), hyphen > 0,
              head[..<hyphen].contains(where: { $0 != "-" })
            {
              end = hyphen + 1
            }
          }
          line.append(Array(next.prefix(end)))
          rest[rest.count - 1] = Array(next.dropFirst(end))
        } else if line.isEmpty {
          line.append(rest.removeLast())
        }
      }
      if let last = line.last, isBlank(last) { line.removeLast() }
      if !line.isEmpty { lines.append(JinjaText(line.joined())) }
    }
    return lines
  }

  /// Python's `pprint.pformat`, of what fits on one line: dictionaries come sorted.
  func prettyText(_ value: JinjaValue) throws(TemplateFailure) -> JinjaText {
    let text = try representation(of: sortedInside(value, depth: 0))
    guard text.count <= 80 else { throw .undecided("how 'pprint' lays out a long value") }
    return text
  }

  private func sortedInside(
    _ value: JinjaValue, depth: Int
  ) throws(TemplateFailure) -> JinjaValue {
    try step()
    guard depth < 100 else { return value }
    switch value {
    case .list(let list):
      var items: [JinjaValue] = []
      for item in list.items { items.append(try sortedInside(item, depth: depth + 1)) }
      return .list(JinjaList(items))
    case .tuple(let tuple):
      var items: [JinjaValue] = []
      for item in tuple { items.append(try sortedInside(item, depth: depth + 1)) }
      return .tuple(items)
    case .dictionary(let dictionary):
      var keyed: [(key: JinjaValue, value: JinjaValue)] = []
      for entry in dictionary.entries {
        guard entry.key.text != nil || Number(entry.key) != nil else {
          throw .undecided("how 'pprint' sorts mixed keys")
        }
        keyed.append((entry.key, entry.key))
      }
      let result = JinjaDictionary()
      for key in try sorted(keyed) {
        try result.set(key, sortedInside(dictionary.value(key) ?? .null, depth: depth + 1))
      }
      return .dictionary(result)
    case .undefined, .later, .null, .boolean, .integer, .big, .float, .string, .markup, .object:
      return value
    }
  }
}
