/// Python's `text.format(…)`.
extension JinjaEvaluator {
  func braceFormat(
    _ format: JinjaText, _ arguments: JinjaArguments
  ) throws(TemplateFailure) -> JinjaText {
    var reader = BraceReader(arguments, self)
    return try reader.result(format, depth: 2)
  }
}

private struct BraceReader {
  private let arguments: JinjaArguments
  private let evaluator: JinjaEvaluator
  /// The next field without a number; `nil` once fields are numbered.
  private var next: Int? = 0

  init(_ arguments: JinjaArguments, _ evaluator: JinjaEvaluator) {
    self.arguments = arguments
    self.evaluator = evaluator
  }

  mutating func result(_ format: JinjaText, depth: Int) throws(TemplateFailure) -> JinjaText {
    guard depth > 0 else { throw .value("Max string recursion exceeded") }
    var result: JinjaText = []
    var index = 0
    while index < format.count {
      let scalar = format[index]
      index += 1
      switch scalar {
      case "{":
        guard index < format.count else {
          throw .value("Single '{' encountered in format string")
        }
        if format[index] == "{" {
          result.append("{")
          index += 1
          continue
        }
        let end = try fieldEnd(format, from: index)
        let part = try field(Array(format[index..<end]), depth: depth)
        try evaluator.spend(part.count)
        result += part
        index = end + 1
      case "}":
        guard index < format.count, format[index] == "}" else {
          throw .value("Single '}' encountered in format string")
        }
        result.append("}")
        index += 1
      default: result.append(scalar)
      }
    }
    try evaluator.spend(result.count)
    return result
  }

  private func fieldEnd(_ format: JinjaText, from start: Int) throws(TemplateFailure) -> Int {
    var depth = 1
    var index = start
    var inBrackets = false
    while index < format.count {
      switch format[index] {
      case "[" where depth == 1: inBrackets = true
      case "]" where depth == 1: inBrackets = false
      case "{" where !inBrackets: depth += 1
      case "}" where !inBrackets:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    throw .value("expected '}' before end of string")
  }

  private mutating func field(
    _ field: JinjaText, depth: Int
  ) throws(TemplateFailure) -> JinjaText {
    var end = 0
    var inBrackets = false
    while end < field.count {
      if field[end] == "[" { inBrackets = true }
      if field[end] == "]" { inBrackets = false }
      if !inBrackets, field[end] == "!" || field[end] == ":" { break }
      end += 1
    }
    var value = try self.value(Array(field[..<end]))
    var rest = field[end...]
    if rest.first == "!" {
      guard rest.count > 1 else {
        throw .value("end of string while looking for conversion specifier")
      }
      let letter = rest[rest.startIndex + 1]
      rest = rest.dropFirst(2)
      guard rest.isEmpty || rest.first == ":" else {
        throw .value("expected ':' after conversion specifier")
      }
      switch letter {
      case "s": value = .string(try evaluator.text(of: value))
      case "r": value = .string(try evaluator.representation(of: value))
      case "a": value = .string(evaluator.asciiText(try evaluator.representation(of: value)))
      default: throw .value("Unknown conversion specifier '\(letter)'")
      }
    }
    var shape = Array(rest.dropFirst())
    if shape.contains("{") || shape.contains("}") { shape = try result(shape, depth: depth - 1) }
    return try evaluator.formatted(value, shape)
  }

  /// The value that a field names: `0`, `name`, `0.attribute`, `name[key]`.
  private mutating func value(_ path: JinjaText) throws(TemplateFailure) -> JinjaValue {
    let head = Array(path.prefix { $0 != "." && $0 != "[" })
    var value = try first(head)
    var index = head.count
    while index < path.count {
      if path[index] == "." {
        let name = path[(index + 1)...].prefix { $0 != "." && $0 != "[" }
        guard !name.isEmpty else { throw .value("Empty attribute in format string") }
        guard let found = try evaluator.ownAttribute(String(scalars: Array(name)), of: value)
        else {
          throw .error(
            "AttributeError",
            "'\(value.typeName)' object has no attribute '\(String(scalars: Array(name)))'")
        }
        value = found
        index += 1 + name.count
      } else {
        guard path[index] == "[", let close = path[index...].firstIndex(of: "]") else {
          throw .value(
            path[index] == "["
              ? "Missing ']' in format string"
              : "Only '.' or '[' may follow ']' in format field specifier")
        }
        let key = Array(path[(index + 1)..<close])
        guard !key.isEmpty else { throw .value("Empty attribute in format string") }
        let number = Int(String(scalars: key))
        let found = evaluator.environmentItem(
          number.map { .integer($0) } ?? .string(key), of: value)
        guard let item = try found.get() else {
          switch value {
          case .string, .markup, .list, .tuple:
            throw number == nil
              ? .type("\(value.typeName) indices must be integers or slices, not str")
              : .error("IndexError", "\(value.typeName) index out of range")
          default: break
          }
          throw .error("KeyError", String(scalars: stringRepresentation(key)))
        }
        value = item
        index = close + 1
      }
    }
    return value
  }

  private mutating func first(_ name: JinjaText) throws(TemplateFailure) -> JinjaValue {
    let text = String(scalars: name)
    var position: Int?
    if name.isEmpty {
      guard let index = next else {
        throw .value(
          "cannot switch from manual field specification to automatic field numbering")
      }
      position = index
      next = index + 1
    } else if name.allSatisfy({ $0.asciiDigit != nil }) {
      guard next == 0 || next == nil else {
        throw .value(
          "cannot switch from automatic field numbering to manual field specification")
      }
      next = nil
      position = Int(text)
    }
    if let position {
      guard position < arguments.positional.count else {
        throw .error(
          "IndexError",
          "Replacement index \(position) out of range for positional args tuple")
      }
      return arguments.positional[position]
    }
    guard let keyword = arguments.keywords.first(where: { $0.name == text }) else {
      throw .error("KeyError", String(scalars: stringRepresentation(name)))
    }
    return keyword.value
  }
}

extension JinjaEvaluator {
  /// Python's own `value[key]`, without Jinja's way out to attributes.
  fileprivate func environmentItem(
    _ key: JinjaValue, of value: JinjaValue
  ) -> Result<JinjaValue?, TemplateFailure> {
    do throws(TemplateFailure) {
      switch value {
      case .string, .markup, .list, .tuple, .dictionary, .object, .undefined, .later: break
      case .null, .boolean, .integer, .big, .float:
        throw .type("'\(value.typeName)' object is not subscriptable")
      }
      let item = try item(key, of: value)
      return .success(item.isUndefined ? nil : item)
    } catch {
      return .failure(error)
    }
  }
}
