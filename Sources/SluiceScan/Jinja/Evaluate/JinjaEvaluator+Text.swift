/// `str`, `repr` and `bool`.
extension JinjaEvaluator {
  /// Python's `str(value)`.
  func text(of value: JinjaValue) throws(TemplateFailure) -> JinjaText {
    switch value {
    case .string(let text), .markup(let text): return text
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      return []
    case .object(let object):
      if let text = try object.text(self) { return text }
      throw .undecided("how Python prints a '\(object.typeName)' is known only where it runs")
    case .later, .null, .boolean, .integer, .big, .float, .list, .tuple, .dictionary:
      return try representation(of: value)
    }
  }

  /// Python's `repr(value)`.
  func representation(of value: JinjaValue) throws(TemplateFailure) -> JinjaText {
    var result: JinjaText = []
    try represent(value, into: &result, depth: 0)
    return result
  }

  private func represent(
    _ value: JinjaValue, into result: inout JinjaText, depth: Int
  ) throws(TemplateFailure) {
    try step()
    guard depth < 100 else { throw .undecided("a value that is nested too deeply to be printed") }
    switch value {
    case .undefined(let undefined):
      // Even the strict kind can be shown.
      _ = undefined
      result += "Undefined".unicodeScalars
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .null: result += "None".unicodeScalars
    case .boolean(let value): result += (value ? "True" : "False").unicodeScalars
    case .integer(let value): result += String(value).unicodeScalars
    case .big(let value):
      guard value.bitWidth < 14_000 else {
        throw .value("Exceeds the limit (4300 digits) for integer string conversion")
      }
      result += value.text.unicodeScalars
    case .float(let value): result += pythonRepresentation(of: value).unicodeScalars
    case .string(let text):
      try spend(text.count)
      result += stringRepresentation(text)
    case .markup(let text):
      try spend(text.count)
      result += "Markup(".unicodeScalars
      result += stringRepresentation(text)
      result.append(")")
    case .list(let list):
      result.append("[")
      try represent(list.items, into: &result, depth: depth)
      result.append("]")
    case .tuple(let items):
      result.append("(")
      try represent(items, into: &result, depth: depth)
      result += (items.count == 1 ? ",)" : ")").unicodeScalars
    case .dictionary(let dictionary):
      result.append("{")
      for (index, entry) in dictionary.entries.enumerated() {
        if index > 0 { result += ", ".unicodeScalars }
        try represent(entry.key, into: &result, depth: depth + 1)
        result += ": ".unicodeScalars
        try represent(entry.value, into: &result, depth: depth + 1)
      }
      result.append("}")
    case .object(let object):
      guard object.showsText, let text = try object.text(self) else {
        throw .undecided("how Python shows a '\(object.typeName)' is known only where it runs")
      }
      result += text
    }
    try spend(0, holding: result.count)
  }

  private func represent(
    _ items: [JinjaValue], into result: inout JinjaText, depth: Int
  ) throws(TemplateFailure) {
    for (index, item) in items.enumerated() {
      if index > 0 { result += ", ".unicodeScalars }
      try represent(item, into: &result, depth: depth + 1)
    }
  }

  /// Python's `bool(value)`.
  func isTrue(_ value: JinjaValue) throws(TemplateFailure) -> Bool {
    switch value {
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      return false
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .null: return false
    case .boolean(let value): return value
    case .integer(let value): return value != 0
    case .big: return true
    case .float(let value): return value != 0
    case .string(let text), .markup(let text): return !text.isEmpty
    case .list(let list): return !list.items.isEmpty
    case .tuple(let items): return !items.isEmpty
    case .dictionary(let dictionary): return !dictionary.entries.isEmpty
    case .object(let object):
      if let length = try object.length(self) { return length > 0 }
      return object.isTrue
    }
  }

  /// Markupsafe's `escape`: a text that is safe already stays as it is.
  func escaped(_ value: JinjaValue) throws(TemplateFailure) -> JinjaText {
    if case .markup(let text) = value { return text }
    return escapedForHTML(try text(of: value))
  }
}

/// `& < > ' "` as entities.
func escapedForHTML(_ text: JinjaText) -> JinjaText {
  var result: JinjaText = []
  for scalar in text {
    switch scalar {
    case "&": result += "&amp;".unicodeScalars
    case "<": result += "&lt;".unicodeScalars
    case ">": result += "&gt;".unicodeScalars
    case "'": result += "&#39;".unicodeScalars
    case "\"": result += "&#34;".unicodeScalars
    default: result.append(scalar)
    }
  }
  return result
}

/// Python's `repr` of a string: single quotes unless only they occur inside; what cannot be printed as
/// an escape.
func stringRepresentation(_ text: JinjaText) -> JinjaText {
  let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
  var result: JinjaText = [quote]
  for scalar in text {
    switch scalar {
    case quote, "\\": result += ["\\", scalar]
    case "\n": result += ["\\", "n"]
    case "\r": result += ["\\", "r"]
    case "\t": result += ["\\", "t"]
    default:
      if isPrintable(scalar) {
        result.append(scalar)
      } else {
        result += escapeSequence(scalar).unicodeScalars
      }
    }
  }
  result.append(quote)
  return result
}

/// `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
func escapeSequence(_ scalar: Unicode.Scalar) -> String {
  let (letter, width) =
    scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
  let digits = String(scalar.value, radix: 16)
  return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
}

/// Python's `str.isprintable` of one scalar.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x7F { return scalar.value >= 0x20 }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .spaceSeparator:
    return false
  default: return true
  }
}
