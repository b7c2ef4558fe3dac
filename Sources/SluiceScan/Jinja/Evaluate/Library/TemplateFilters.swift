/// The filters of Jinja 3.1, by name.
extension JinjaEvaluator {
  func filter(
    _ name: String, _ value: JinjaValue, _ arguments: JinjaArguments
  ) throws(TemplateFailure) -> JinjaValue {
    try step()
    let call = FilterCall(name: name, value: value, arguments: arguments)
    if let result = try textFilter(call) { return result }
    if let result = try numberFilter(call) { return result }
    if let result = try sequenceFilter(call) { return result }
    if let result = try selectingFilter(call) { return result }
    if let result = try markupFilter(call) { return result }
    throw .error("TemplateRuntimeError", "No filter named '\(name)' found.")
  }

  private func textFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
    let value = call.value
    switch call.name {
    case "upper", "lower", "capitalize":
      _ = try call.bound([])
      let text = try soft(value)
      guard let method = stringMethod(call.name, of: text) else { return nil }
      return try self.call(method, JinjaArguments())
    case "title":
      _ = try call.bound([])
      return .string(titled(try text(of: value)))
    case "trim":
      let characters = try call.bound(["chars"])[0] ?? .null
      guard let method = stringMethod("strip", of: try soft(value)) else { return nil }
      return try self.call(method, JinjaArguments(positional: [characters]))
    case "center":
      let width = try call.bound(["width"])[0] ?? .integer(80)
      guard let method = stringMethod("center", of: try soft(value)) else { return nil }
      return try self.call(method, JinjaArguments(positional: [width]))
    case "string":
      _ = try call.bound([])
      return try soft(value)
    case "replace":
      let bound = try call.bound(["old", "new", "count"], required: 2)
      var count = -1
      if let value = bound[2], !value.isNull { count = try index(value) }
      let (old, new) = (bound[0] ?? .null, bound[1] ?? .null)
      guard escapes else {
        return .string(
          try replaced(text(of: value), text(of: old), by: text(of: new), count))
      }
      let isSafe = value.isMarkup || old.isMarkup || new.isMarkup
      let base = try isSafe ? escaped(value) : text(of: value)
      let replacement = try isSafe ? escaped(new) : text(of: new)
      let result = try replaced(base, text(of: old), by: replacement, count)
      return isSafe ? .markup(result) : .string(result)
    case "format":
      if !call.arguments.keywords.isEmpty {
        guard call.arguments.positional.isEmpty else {
          throw .error(
            "FilterArgumentError",
            "can't handle positional and keyword arguments at the same time")
        }
        let dictionary = JinjaDictionary()
        for keyword in call.arguments.keywords {
          try dictionary.set(.string(keyword.name), keyword.value)
        }
        return try percentFormat(text(of: value), .dictionary(dictionary), isMarkup: value.isMarkup)
      }
      return try percentFormat(
        text(of: value), .tuple(call.arguments.positional), isMarkup: value.isMarkup)
    case "indent": return try indented(call)
    case "truncate": return try truncated(call)
    case "wordcount":
      _ = try call.bound([])
      return .integer(try text(of: value).words.count)
    case "wordwrap": return try wrapped(call)
    case "default", "d":
      let bound = try call.bound(["default_value", "boolean"])
      let standard = bound[0] ?? .string("")
      if value.isUndefined { return standard }
      guard try flag(bound[1]) else { return value }
      return try isTrue(value) ? value : standard
    case "pprint":
      _ = try call.bound([])
      return .string(try prettyText(value))
    default: return nil
    }
  }

  /// Markupsafe's `soft_str`: safe text stays safe.
  func soft(_ value: JinjaValue) throws(TemplateFailure) -> JinjaValue {
    value.text == nil ? .string(try text(of: value)) : value
  }

  /// Jinja's own `title`: words begin behind blanks, hyphens and brackets.
  private func titled(_ text: JinjaText) -> JinjaText {
    func parts(_ scalar: Unicode.Scalar) -> Bool {
      isJinjaBlank(scalar) || ["-", "(", "{", "[", "<"].contains(scalar)
    }
    var result: JinjaText = []
    for word in text.runs(parts) {
      result += word.prefix(1).uppercaseText
      result += Array(word.dropFirst()).lowercased
    }
    return result
  }

  private func indented(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["width", "first", "blank"])
    let width = bound[0] ?? .integer(4)
    let isFirst = try bound[1].map { (flag) throws(TemplateFailure) in try isTrue(flag) } ?? false
    let isBlank = try bound[2].map { (flag) throws(TemplateFailure) in try isTrue(flag) } ?? false
    let indent: JinjaText
    if let text = width.text {
      indent = text
    } else {
      indent = try padded([], to: index(width), with: " ", .left)
    }
    guard let text = call.value.text else {
      switch call.value {
      case .undefined(let undefined): throw undefined.failure
      case .list:
        throw .error("AttributeError", "'list' object has no attribute 'splitlines'")
      default:
        throw .type("unsupported operand type(s) for +=: '\(call.value.typeName)' and 'str'")
      }
    }
    let lines = (text + ["\n"]).lines()
    var result: JinjaText = isFirst ? indent : []
    for (index, line) in lines.enumerated() {
      try spend(line.count + indent.count)
      if index > 0 {
        result.append("\n")
        if isBlank || !line.isEmpty { result += indent }
      }
      result += line
    }
    return call.value.isMarkup ? .markup(result) : .string(result)
  }

  private func truncated(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["length", "killwords", "end", "leeway"])
    let length = try bound[0].map { (value) throws(TemplateFailure) in try index(value) } ?? 255
    let kills = try bound[1].map { (flag) throws(TemplateFailure) in try isTrue(flag) } ?? false
    let end = bound[2] ?? .string("...")
    var leeway = 5
    if let value = bound[3], !value.isNull { leeway = try index(value) }
    let endCount = try self.length(of: end)
    guard length >= endCount else {
      throw .error("AssertionError", "expected length >= \(endCount), got \(length)")
    }
    guard leeway >= 0 else { throw .error("AssertionError", "expected leeway >= 0, got \(leeway)") }
    let count = try self.length(of: call.value)
    if count <= length || count - length <= leeway { return call.value }
    guard let text = call.value.text else {
      throw .type("'\(call.value.typeName)' cannot be truncated")
    }
    guard let mark = end.text else {
      throw .type("can only concatenate str (not \"\(end.typeName)\") to str")
    }
    var kept = Array(text.prefix(length - endCount))
    if !kills, let blank = kept.lastOffset(of: [" "]) { kept = Array(kept[..<blank]) }
    let isMarkup = call.value.isMarkup
    return isMarkup ? .markup(kept + (try escaped(end))) : .string(kept + mark)
  }
}

/// A call of a filter.
struct FilterCall {
  let name: String
  let value: JinjaValue
  let arguments: JinjaArguments

  func bound(_ names: [String], required: Int = 0) throws(TemplateFailure) -> [JinjaValue?] {
    try arguments.bound("do_\(name)", names, required: required)
  }
}

extension ArraySlice<Unicode.Scalar> {
  fileprivate var uppercaseText: JinjaText { Array(self).uppercased }
}

extension JinjaText {
  /// The text cut where a scalar that fits stands beside one that does not; all pieces are kept.
  func runs(_ fits: (Unicode.Scalar) -> Bool) -> [JinjaText] {
    var runs: [JinjaText] = []
    var last: Bool?
    for scalar in self {
      let isFit = fits(scalar)
      if isFit == last { runs[runs.count - 1].append(scalar) } else { runs.append([scalar]) }
      last = isFit
    }
    return runs
  }

  /// What `\w+` finds.
  var words: [JinjaText] {
    runs { isPythonWord($0) }.filter { $0.first.map(isPythonWord) ?? false }
  }
}

/// `\w`
func isPythonWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar.isPythonAlpha || scalar.properties.numericType != nil
}
