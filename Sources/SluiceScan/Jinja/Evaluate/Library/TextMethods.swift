/// The methods of Python's `str`, as far as they are deterministic and need no bytes.
extension JinjaEvaluator {
  /// The bound method; `nil` if `str` has none of that name.
  func stringMethod(_ name: String, of value: JinjaValue) -> JinjaValue? {
    guard let text = value.text else { return nil }
    if value.isMarkup, let method = markupMethod(name, of: text) { return method }
    guard let body = textMethod(name) else { return nil }
    let isMarkup = value.isMarkup
    return .object(
      JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
        let result = try body(text, TextCall(name, arguments, evaluator))
        return isMarkup ? result.markedSafe : result
      })
  }

  private typealias TextMethod = (JinjaText, TextCall) throws(TemplateFailure) -> JinjaValue

  private func textMethod(_ name: String) -> TextMethod? {
    simpleTextMethod(name) ?? searchingTextMethod(name) ?? shapingTextMethod(name)
  }

  /// Those that take no argument.
  private func simpleTextMethod(_ name: String) -> TextMethod? {
    func of(_ body: @escaping (JinjaText) -> JinjaValue) -> TextMethod {
      { (text, call) throws(TemplateFailure) in
        _ = try call.bound([])
        try call.evaluator.spend(text.count)
        return body(text)
      }
    }
    func mapped(_ body: @escaping (JinjaText) -> JinjaText) -> TextMethod {
      of { .string(body($0)) }
    }
    func tested(_ body: @escaping (JinjaText) -> Bool) -> TextMethod { of { .boolean(body($0)) } }
    switch name {
    case "upper": return mapped(\.uppercased)
    case "lower": return mapped(\.lowercased)
    case "casefold": return mapped(\.caseFolded)
    case "capitalize": return mapped(\.capitalized)
    case "title": return mapped(\.titled)
    case "swapcase": return mapped(\.caseSwapped)
    case "isupper": return tested(\.isUpper)
    case "islower": return tested(\.isLower)
    case "istitle": return tested(\.isTitle)
    case "isspace": return tested { !$0.isEmpty && $0.allSatisfy(isJinjaBlank) }
    case "isascii": return tested { $0.allSatisfy(\.isASCII) }
    case "isprintable": return tested { $0.allSatisfy(isPrintable) }
    case "isidentifier": return tested(\.isIdentifier)
    case "isalpha": return tested { !$0.isEmpty && $0.allSatisfy(\.isPythonAlpha) }
    case "isdecimal": return tested { !$0.isEmpty && $0.allSatisfy(\.isPythonDecimal) }
    case "isdigit": return tested { !$0.isEmpty && $0.allSatisfy(\.isPythonDigit) }
    case "isnumeric":
      return tested { !$0.isEmpty && $0.allSatisfy { $0.properties.numericType != nil } }
    case "isalnum":
      return tested {
        !$0.isEmpty
          && $0.allSatisfy { $0.isPythonAlpha || $0.properties.numericType != nil }
      }
    default: return nil
    }
  }

  /// Those that look for a part, or take parts away.
  private func searchingTextMethod(_ name: String) -> TextMethod? {
    switch name {
    case "startswith", "endswith":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["prefix", "start", "end"], required: 1, positionalOnly: 3)
        let (start, end) = try call.range(bound[1], bound[2], count: text.count)
        let parts: [JinjaValue] =
          if case .tuple(let parts)? = bound[0] { parts } else { bound[0].map { [$0] } ?? [] }
        for part in parts {
          guard let part = part.text else {
            throw .type(
              "\(name) first arg must be str or a tuple of str, not \(part.typeName)")
          }
          guard start <= end, part.count <= end - start else { continue }
          let place = name == "startswith" ? start : end - part.count
          if text[place..<place + part.count].elementsEqual(part) { return .boolean(true) }
        }
        return .boolean(false)
      }
    case "find", "index", "rfind", "rindex":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["sub", "start", "end"], required: 1, positionalOnly: 3)
        let part = try call.text(bound[0])
        let (start, end) = try call.range(bound[1], bound[2], count: text.count)
        try call.evaluator.spend(text.count)
        let place =
          name.hasPrefix("r")
          ? text.lastOffset(of: part, from: start, to: end)
          : text.firstOffset(of: part, from: start, to: end)
        if let place { return .integer(place) }
        guard name.hasSuffix("find") else { throw .value("substring not found") }
        return .integer(-1)
      }
    case "count":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["sub", "start", "end"], required: 1, positionalOnly: 3)
        let part = try call.text(bound[0])
        var (start, end) = try call.range(bound[1], bound[2], count: text.count)
        try call.evaluator.spend(text.count)
        if part.isEmpty { return .integer(max(0, end - start + 1)) }
        var count = 0
        while let place = text.firstOffset(of: part, from: start, to: end) {
          count += 1
          start = place + part.count
        }
        return .integer(count)
      }
    case "replace":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["old", "new", "count"], required: 2, positionalOnly: 3)
        let count = try bound[2].map { (value) throws(TemplateFailure) in try call.integer(value) }
        return .string(
          try call.evaluator.replaced(
            text, call.text(bound[0]), by: call.text(bound[1]), count ?? -1))
      }
    case "removeprefix", "removesuffix":
      return { (text, call) throws(TemplateFailure) in
        let part = try call.text(call.bound(["part"], required: 1, positionalOnly: 1)[0])
        if name == "removeprefix" {
          return .string(text.starts(with: part) ? Array(text.dropFirst(part.count)) : text)
        }
        let isEnd = !part.isEmpty && text.suffix(part.count).elementsEqual(part)
        return .string(isEnd ? Array(text.dropLast(part.count)) : text)
      }
    case "strip", "lstrip", "rstrip":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["chars"], positionalOnly: 1)
        var characters: JinjaText?
        if let value = bound[0], !value.isNull {
          guard let text = value.text else { throw .type("\(name) arg must be None or str") }
          characters = text
        }
        return .string(
          text.stripped(of: characters, left: name != "rstrip", right: name != "lstrip"))
      }
    case "partition", "rpartition":
      return { (text, call) throws(TemplateFailure) in
        let part = try call.text(call.bound(["sep"], required: 1, positionalOnly: 1)[0])
        guard !part.isEmpty else { throw .value("empty separator") }
        let isLast = name == "rpartition"
        guard let place = isLast ? text.lastOffset(of: part) : text.firstOffset(of: part) else {
          let parts: [JinjaText] = isLast ? [[], [], text] : [text, [], []]
          return .tuple(parts.map { .string($0) })
        }
        let parts = [Array(text[..<place]), part, Array(text[(place + part.count)...])]
        return .tuple(parts.map { .string($0) })
      }
    default: return nil
    }
  }

  /// Those that cut, join and fill.
  private func shapingTextMethod(_ name: String) -> TextMethod? {
    switch name {
    case "split", "rsplit":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["sep", "maxsplit"])
        let limit =
          try bound[1].map { (value) throws(TemplateFailure) in try call.integer(value) } ?? -1
        try call.evaluator.spend(text.count)
        var separator: JinjaText?
        if let value = bound[0], !value.isNull {
          separator = try call.text(value, "must be str or None, not \(value.typeName)")
          if separator == [] { throw .value("empty separator") }
        }
        let parts = text.split(by: separator, limit: limit, fromEnd: name == "rsplit")
        return .list(JinjaList(parts.map { .string($0) }))
      }
    case "splitlines":
      return { (text, call) throws(TemplateFailure) in
        let keeps = try call.bound(["keepends"])[0]
        let isKept =
          try keeps.map { (value) throws(TemplateFailure) in try call.evaluator.isTrue(value) }
          ?? false
        try call.evaluator.spend(text.count)
        return .list(JinjaList(text.lines(keepingEnds: isKept).map { .string($0) }))
      }
    case "join":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["iterable"], required: 1, positionalOnly: 1)
        let items = try call.evaluator.items(of: bound[0] ?? .null)
        var result: JinjaText = []
        for (index, item) in items.enumerated() {
          guard let part = item.text else {
            throw .type(
              "sequence item \(index): expected str instance, \(item.typeName) found")
          }
          try call.evaluator.spend(part.count + text.count)
          if index > 0 { result += text }
          result += part
        }
        return .string(result)
      }
    case "ljust", "rjust", "center":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["width", "fillchar"], required: 1, positionalOnly: 2)
        let fill = try bound[1].map { (value) throws(TemplateFailure) in try call.text(value) }
        guard (fill ?? [" "]).count == 1 else {
          throw .type("The fill character must be exactly one character long")
        }
        return .string(
          try call.evaluator.padded(
            text, to: call.integer(bound[0] ?? .null), with: fill?.first ?? " ",
            name == "ljust" ? .left : name == "rjust" ? .right : .center))
      }
    case "zfill":
      return { (text, call) throws(TemplateFailure) in
        let width = try call.integer(call.bound(["width"], required: 1, positionalOnly: 1)[0])
        let isSigned = text.first == "-" || text.first == "+"
        let digits = try call.evaluator.padded(
          Array(text.dropFirst(isSigned ? 1 : 0)), to: width - (isSigned ? 1 : 0), with: "0", .right
        )
        return .string(text.prefix(isSigned ? 1 : 0) + digits)
      }
    case "expandtabs":
      return { (text, call) throws(TemplateFailure) in
        let size = try call.bound(["tabsize"])[0]
        let width =
          try size.map { (value) throws(TemplateFailure) in try call.integer(value) } ?? 8
        try call.evaluator.spend(text.count)
        return .string(try call.evaluator.expandedTabs(text, width))
      }
    case "format":
      return { (text, call) throws(TemplateFailure) in
        .string(try call.evaluator.braceFormat(text, call.arguments))
      }
    case "format_map":
      return { (text, call) throws(TemplateFailure) in
        let bound = try call.bound(["mapping"], required: 1, positionalOnly: 1)
        guard case .dictionary(let dictionary)? = bound[0] else {
          throw .undecided("'format_map' with something that is no dict")
        }
        var arguments = JinjaArguments()
        for entry in dictionary.entries {
          guard let key = entry.key.text else { continue }
          arguments.keywords.append((String(scalars: key), entry.value))
        }
        return .string(try call.evaluator.braceFormat(text, arguments))
      }
    case "encode", "translate", "maketrans":
      return { (_, _) throws(TemplateFailure) in
        throw .undecided("the method '\(name)' of texts")
      }
    default: return nil
    }
  }

  // MARK: What methods and filters share

  func replaced(
    _ text: JinjaText, _ old: JinjaText, by new: JinjaText, _ count: Int
  ) throws(TemplateFailure) -> JinjaText {
    var left = count < 0 ? Int.max : count
    var result: JinjaText = []
    var start = 0
    if old.isEmpty {
      guard left > 0 else { return text }
      for scalar in text {
        if left > 0 {
          try spend(new.count + 1)
          result += new
          left -= 1
        }
        result.append(scalar)
      }
      return left > 0 ? result + new : result
    }
    try spend(text.count)
    while left > 0, let place = text.firstOffset(of: old, from: start) {
      try spend(new.count)
      result += text[start..<place]
      result += new
      start = place + old.count
      left -= 1
    }
    return result + text[start...]
  }

  /// On which side of its field a text stands.
  enum Alignment { case left, right, center }

  func padded(
    _ text: JinjaText, to width: Int, with fill: Unicode.Scalar, _ side: Alignment
  ) throws(TemplateFailure) -> JinjaText {
    guard width > text.count else { return text }
    try spend(width)
    let room = width - text.count
    let left =
      switch side {
      case .left: 0
      case .right: room
      // As `str.center`: the odd one goes left where the width is odd.
      case .center: room / 2 + (room & width & 1)
      }
    return JinjaText(repeating: fill, count: left) + text
      + JinjaText(repeating: fill, count: room - left)
  }

  fileprivate func expandedTabs(
    _ text: JinjaText, _ size: Int
  ) throws(TemplateFailure) -> JinjaText {
    var result: JinjaText = []
    var column = 0
    for scalar in text {
      switch scalar {
      case "\t":
        guard size > 0 else { continue }
        let width = size - column % size
        try spend(width)
        result += JinjaText(repeating: " ", count: width)
        column += width
      default:
        result.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return result
  }

  /// What `Markup` has beside or instead of the methods of `str`.
  private func markupMethod(_ name: String, of text: JinjaText) -> JinjaValue? {
    switch name {
    case "striptags", "unescape", "escape":
      .object(
        JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
          if name == "escape" {
            let bound = try arguments.bound(name, ["s"], required: 1)
            return .markup(try evaluator.escaped(bound[0] ?? .null))
          }
          _ = try arguments.bound(name, [])
          return .string(
            try name == "unescape" ? unescapedHTML(text) : evaluator.withoutTags(text))
        })
    case "join", "replace", "ljust", "rjust", "center", "format", "format_map":
      .object(
        JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
          var arguments = arguments
          switch name {
          case "join":
            guard let value = arguments.positional.first, arguments.positional.count == 1 else {
              break
            }
            var parts: [JinjaValue] = []
            for item in try evaluator.items(of: value) {
              parts.append(.string(try evaluator.escaped(item)))
            }
            arguments.positional = [.list(JinjaList(parts))]
          case "format", "format_map":
            throw .undecided("the method 'format' of safe texts")
          default:
            if arguments.positional.count > 1 {
              arguments.positional[1] = .string(try evaluator.escaped(arguments.positional[1]))
            }
          }
          guard let plain = evaluator.stringMethod(name, of: .string(text)) else { return .null }
          return try evaluator.call(plain, arguments).markedSafe
        })
    default: nil
    }
  }
}
