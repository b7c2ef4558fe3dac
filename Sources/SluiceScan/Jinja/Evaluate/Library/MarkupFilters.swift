/// The filters that write HTML, addresses and JSON.
extension JinjaEvaluator {
  func markupFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
    let value = call.value
    switch call.name {
    case "escape", "e":
      _ = try call.bound([])
      return .markup(try escaped(value))
    case "forceescape":
      _ = try call.bound([])
      return .markup(escapedForHTML(try text(of: value)))
    case "safe":
      _ = try call.bound([])
      return .markup(try text(of: value))
    case "striptags":
      _ = try call.bound([])
      return .string(try withoutTags(text(of: value)))
    case "urlencode":
      _ = try call.bound([])
      return .string(try addressEncoded(value))
    case "tojson":
      let indent = try call.bound(["indent"])[0].flatMap { $0.isNull ? nil : $0 }
      return .markup(try jsonText(value, indent: indent))
    case "xmlattr": return try attributes(call)
    case "urlize": throw .undecided("the filter 'urlize'")
    default: return nil
    }
  }

  /// Markupsafe's `striptags`.
  func withoutTags(_ text: JinjaText) throws(TemplateFailure) -> JinjaText {
    try spend(text.count)
    var result: JinjaText = []
    var position = 0
    while let start = text.firstOffset(of: ["<"], from: position) {
      let isComment = text[start...].starts(with: "<!--".unicodeScalars)
      let mark: JinjaText = isComment ? ["-", "-", ">"] : [">"]
      guard let end = text.firstOffset(of: mark, from: isComment ? start + 4 : start) else { break }
      result += text[position..<start]
      position = end + mark.count
    }
    result += text[position...]
    let words = result.split(by: nil, limit: -1, fromEnd: false)
    return try unescapedHTML(JinjaText(words.joined(separator: [" "])))
  }

  private func attributes(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let spaced =
      try call.bound(["autospace"])[0].map { (flag) throws(TemplateFailure) in try isTrue(flag) }
      ?? true
    guard case .dictionary(let dictionary) = call.value else {
      if case .undefined(let undefined) = call.value { throw undefined.failure }
      throw .error(
        "AttributeError", "'\(call.value.typeName)' object has no attribute 'items'")
    }
    var parts: [JinjaText] = []
    for entry in dictionary.entries {
      if entry.value.isNull || entry.value.isUndefined { continue }
      guard let key = entry.key.text else {
        throw .type("expected string or bytes-like object, got '\(entry.key.typeName)'")
      }
      let forbidden: (Unicode.Scalar) -> Bool = {
        $0 == "/" || $0 == ">" || $0 == "=" || $0 == " " || (0x09...0x0D).contains($0.value)
      }
      guard !key.contains(where: forbidden) else {
        throw .value(
          "Invalid character in attribute name: \(String(scalars: stringRepresentation(key)))")
      }
      parts.append(try escaped(entry.key) + ["=", "\""] + escaped(entry.value) + ["\""])
    }
    var text = JinjaText(parts.joined(separator: [" "]))
    if spaced, !text.isEmpty { text.insert(" ", at: 0) }
    return escapes ? .markup(text) : .string(text)
  }

  private func addressEncoded(_ value: JinjaValue) throws(TemplateFailure) -> JinjaText {
    if value.text != nil || !isIterable(value) {
      if case .undefined(let undefined) = value {
        if undefined.isStrict { throw undefined.failure }
        return []
      }
      return quotedAddress(try text(of: value), inQuery: false)
    }
    let pairs: [JinjaValue]
    if case .dictionary(let dictionary) = value {
      pairs = dictionary.entries.map { .tuple([$0.key, $0.value]) }
    } else {
      pairs = try items(of: value)
    }
    var parts: [JinjaText] = []
    for pair in pairs {
      let both = try items(of: pair)
      guard both.count == 2 else {
        throw .value(
          both.count < 2
            ? "not enough values to unpack (expected 2, got \(both.count))"
            : "too many values to unpack (expected 2)")
      }
      parts.append(
        quotedAddress(try text(of: both[0]), inQuery: true) + ["="]
          + quotedAddress(try text(of: both[1]), inQuery: true))
    }
    return JinjaText(parts.joined(separator: ["&"]))
  }

  private func quotedAddress(_ text: JinjaText, inQuery: Bool) -> JinjaText {
    var result: JinjaText = []
    for byte in String(scalars: text).utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20)
        || ["_", ".", "-", "~"].contains(scalar) || (!inQuery && scalar == "/")
      if isPlain {
        result.append(scalar)
      } else if inQuery, scalar == " " {
        result.append("+")
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%\(digits.count == 1 ? "0" : "")\(digits)".unicodeScalars
      }
    }
    return result
  }

  // MARK: JSON

  /// Python's `json.dumps(value, sort_keys=True)`, with what HTML would read as escapes.
  private func jsonText(
    _ value: JinjaValue, indent: JinjaValue?
  ) throws(TemplateFailure) -> JinjaText {
    var unit: JinjaText?
    if let indent {
      if let text = indent.text {
        unit = text
      } else {
        unit = try padded([], to: index(indent), with: " ", .left)
      }
    }
    var result: JinjaText = []
    try writeJSON(value, unit, depth: 0, &result)
    var safe: JinjaText = []
    for scalar in result {
      switch scalar {
      case "<", ">", "&", "'": safe += escapeSequence(scalar).jsonEscape
      default: safe.append(scalar)
      }
    }
    return safe
  }

  private func writeJSON(
    _ value: JinjaValue, _ unit: JinjaText?, depth: Int, _ result: inout JinjaText
  ) throws(TemplateFailure) {
    try step()
    try spend(0, holding: result.count)
    guard depth < 100 else { throw .undecided("a value that is nested too deeply for JSON") }
    switch value {
    case .null: result += "null".unicodeScalars
    case .boolean(let value): result += (value ? "true" : "false").unicodeScalars
    case .integer, .big: result += try representation(of: value)
    case .float(let value):
      result +=
        (value.isNaN
        ? "NaN"
        : value.isInfinite
          ? (value < 0 ? "-Infinity" : "Infinity")
          : pythonRepresentation(of: value)).unicodeScalars
    case .string(let text), .markup(let text):
      // A scalar takes six where it is escaped: quotes within quotes double with each filter.
      try spend(6 * text.count, holding: result.count)
      result += jsonString(text)
    case .list(let list): try writeJSON(list.items, unit, depth, &result)
    case .tuple(let items): try writeJSON(items, unit, depth, &result)
    case .dictionary(let dictionary):
      var keyed: [(key: JinjaValue, value: JinjaValue)] = []
      for entry in dictionary.entries {
        keyed.append((entry.key, .tuple([entry.key, entry.value])))
      }
      let pairs = try sorted(keyed)
      try writeMembers(pairs.count, "{", "}", unit, depth, &result) {
        (index, result) throws(TemplateFailure) in
        guard case .tuple(let pair) = pairs[index] else { return }
        result += jsonString(try jsonKey(pair[0]))
        result += ": ".unicodeScalars
        try writeJSON(pair[1], unit, depth: depth + 1, &result)
      }
    case .undefined, .object:
      if case .object(let object) = value, let group = object as? JinjaGroup {
        return try writeJSON([group.grouper, group.list], unit, depth, &result)
      }
      throw .type("Object of type \(value.typeName) is not JSON serializable")
    case .later(let name): throw TemplateFailure(.later(name: name))
    }
  }

  private func writeJSON(
    _ items: [JinjaValue], _ unit: JinjaText?, _ depth: Int, _ result: inout JinjaText
  ) throws(TemplateFailure) {
    try writeMembers(items.count, "[", "]", unit, depth, &result) {
      (index, result) throws(TemplateFailure) in
      try writeJSON(items[index], unit, depth: depth + 1, &result)
    }
  }

  private func writeMembers(
    _ count: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ unit: JinjaText?,
    _ depth: Int, _ result: inout JinjaText,
    _ body: (Int, inout JinjaText) throws(TemplateFailure) -> Void
  ) throws(TemplateFailure) {
    result.append(open)
    func newLine(_ depth: Int) {
      guard let unit else { return }
      result.append("\n")
      for _ in 0..<depth { result += unit }
    }
    for index in 0..<count {
      if index > 0 { result += (unit == nil ? ", " : ",").unicodeScalars }
      newLine(depth + 1)
      try body(index, &result)
    }
    if count > 0 { newLine(depth) }
    result.append(close)
  }

  private func jsonKey(_ key: JinjaValue) throws(TemplateFailure) -> JinjaText {
    switch key {
    case .string(let text), .markup(let text): return text
    case .null: return Array("null".unicodeScalars)
    case .boolean(let value): return Array((value ? "true" : "false").unicodeScalars)
    case .integer, .big, .float: return try representation(of: key)
    case .undefined, .later, .list, .tuple, .dictionary, .object:
      throw .type("keys must be str, int, float, bool or None, not \(key.typeName)")
    }
  }

  private func jsonString(_ text: JinjaText) -> JinjaText {
    var result: JinjaText = ["\""]
    for scalar in text {
      switch scalar {
      case "\"", "\\": result += ["\\", scalar]
      case "\n": result += ["\\", "n"]
      case "\r": result += ["\\", "r"]
      case "\t": result += ["\\", "t"]
      case "\u{08}": result += ["\\", "b"]
      case "\u{0C}": result += ["\\", "f"]
      default:
        if scalar.value >= 0x20, scalar.value < 0x7F || scalar.value == 0x7F {
          result.append(scalar)
        } else {
          for unit in String(scalar).utf16 { result += "\\u\(fourDigits(unit))".unicodeScalars }
        }
      }
    }
    result.append("\"")
    return result
  }
}

private func fourDigits(_ unit: UInt16) -> String {
  let digits = String(unit, radix: 16)
  return String(repeating: "0", count: 4 - digits.count) + digits
}

extension String {
  /// `\x3c` as `\u003c`.
  fileprivate var jsonEscape: JinjaText { Array("\\u00\(dropFirst(2))".unicodeScalars) }
}

/// Python's `html.unescape`, of the references that `escape` makes, numbers, and the common names.
func unescapedHTML(_ text: JinjaText) throws(TemplateFailure) -> JinjaText {
  let names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©",
    "reg": "®", "hellip": "…", "ndash": "–", "mdash": "—", "raquo": "»", "laquo": "«",
    "euro": "€", "deg": "°", "middot": "·", "times": "×",
  ]
  var result: JinjaText = []
  var index = 0
  while index < text.count {
    guard text[index] == "&" else {
      result.append(text[index])
      index += 1
      continue
    }
    let body = text[(index + 1)...].prefix { $0 == "#" || isPythonWord($0) }
    let end = index + 1 + body.count
    let word = String(scalars: Array(body))
    let isClosed = end < text.count && text[end] == ";"
    if word.hasPrefix("#") {
      let digits = word.dropFirst()
      let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
      if isClosed, let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
        code >= 0x20, !(0x7F...0x9F).contains(code), let scalar = Unicode.Scalar(code)
      {
        result.append(scalar)
        index = end + 1
        continue
      }
      if digits.first?.isNumber ?? false { throw .undecided("an unusual HTML reference") }
    } else if isClosed, let scalar = names[word] {
      result.append(scalar)
      index = end + 1
      continue
    } else if !word.isEmpty {
      throw .undecided("the HTML reference '&\(word)'")
    }
    result.append("&")
    index += 1
  }
  return result
}
