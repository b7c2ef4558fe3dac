/// Expressions.
extension JinjaEvaluator {
  /// The value; one that is known only later is a failure.
  func evaluate(_ id: JinjaNode.ID, _ frame: JinjaFrame) throws(TemplateFailure) -> JinjaValue {
    let value = try evaluateAny(id, frame)
    if case .later(let name) = value {
      here = id
      throw TemplateFailure(.later(name: name))
    }
    return value
  }

  private func evaluateAny(
    _ id: JinjaNode.ID, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    try step()
    switch template.parsed[id].kind {
    case .constant(let constant): return value(of: constant, id)
    case .name(let name, _):
      if let value = frame.value(name) { return value }
      here = id
      return undefined(name: name, message: "'\(name)' is undefined")
    default: return try deeper { () throws(TemplateFailure) in try evaluateDeep(id, frame) }
    }
  }

  private func value(of constant: JinjaNode.Constant, _ id: JinjaNode.ID) -> JinjaValue {
    switch constant {
    case .none: return .null
    case .boolean(let value): return .boolean(value)
    case .integer(let value?): return .integer(value)
    case .integer(nil):
      let digits = template.parsed.source[template.parsed[id].range].filter { $0 != 0x5F }
      return .integer(bigLiteral(digits) ?? BigInteger(0))
    case .float(let value): return .float(value)
    case .string(let text): return .string(text)
    }
  }

  private func bigLiteral(_ digits: [UInt8]) -> BigInteger? {
    let radix: UInt32 =
      switch digits.count > 2 && digits[0] == 0x30 ? digits[1] | 0x20 : 0 {
      case UInt8(ascii: "x"): 16
      case UInt8(ascii: "o"): 8
      case UInt8(ascii: "b"): 2
      default: 10
      }
    return BigInteger(
      String(decoding: radix == 10 ? digits[...] : digits[2...], as: UTF8.self), radix: radix)
  }

  private func evaluateDeep(
    _ id: JinjaNode.ID, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    switch template.parsed[id].kind {
    case .constant, .name: return .null
    case .tuple(let items): return .tuple(try evaluate(all: items, frame))
    case .list(let items): return .list(JinjaList(try evaluate(all: items, frame)))
    case .dictionary(let items): return try dictionary(items, id, frame)
    case .attribute(let target, let name, _):
      let value = try evaluate(target, frame)
      here = id
      return try attribute(name, of: value)
    case .item(let target, let key): return try item(target, key, id, frame)
    case .call: return try evaluateCall(id, frame)
    case .filter(let target, _, _):
      guard let target else { throw .undecided("a filter of nothing") }
      return try filter(id, of: evaluate(target, frame), frame)
    case .test(let target, let name, let arguments):
      let isDefined = name == "defined" || name == "undefined"
      let value = try isDefined ? evaluateAny(target, frame) : evaluate(target, frame)
      let passed = try self.arguments(arguments, frame)
      here = id
      return .boolean(try test(name, value, passed))
    case .unary(let sign, let operand):
      let value = try evaluate(operand, frame)
      here = id
      return try unary(sign, value)
    case .binary(.and, let left, let right):
      let value = try evaluate(left, frame)
      here = left
      return try isTrue(value) ? evaluate(right, frame) : value
    case .binary(.or, let left, let right):
      let value = try evaluate(left, frame)
      here = left
      return try isTrue(value) ? value : evaluate(right, frame)
    case .binary(let sign, let left, let right):
      let (first, second) = (try evaluate(left, frame), try evaluate(right, frame))
      here = id
      return try binary(sign, first, second)
    case .comparison(let operands, let signs): return try compare(operands, signs, id, frame)
    case .concatenation(let parts): return try concatenated(parts, id, frame)
    case .conditional(let test, let then, let otherwise):
      let decision = try evaluate(test, frame)
      here = test
      if try isTrue(decision) { return try evaluate(then, frame) }
      if let otherwise { return try evaluate(otherwise, frame) }
      here = id
      return undefined(
        name: "else",
        message: "the inline if-expression evaluated to false and no else section was defined.",
        isStrict: false)
    case .slice, .namespaceReference, .text, .output, .set, .setBlock, .loop, .condition, .macro,
      .callBlock, .filterBlock, .with, .autoescape, .block, .extends, .include, .importTemplate,
      .importNames, .raise:
      throw .undecided("no expression")
    }
  }

  private func evaluate(
    all ids: [JinjaNode.ID], _ frame: JinjaFrame
  ) throws(TemplateFailure) -> [JinjaValue] {
    var values: [JinjaValue] = []
    for id in ids { values.append(try evaluate(id, frame)) }
    return values
  }

  private func dictionary(
    _ items: [JinjaNode.ID], _ id: JinjaNode.ID, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    let values = try evaluate(all: items, frame)
    let dictionary = JinjaDictionary()
    for index in stride(from: 0, to: items.count - 1, by: 2) {
      here = items[index]
      try dictionary.set(values[index], values[index + 1])
    }
    return .dictionary(dictionary)
  }

  private func item(
    _ target: JinjaNode.ID, _ key: JinjaNode.ID, _ id: JinjaNode.ID, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    let value = try evaluate(target, frame)
    guard case .slice(let start, let stop, let step) = template.parsed[key].kind else {
      let key = try evaluate(key, frame)
      here = id
      return try item(key, of: value)
    }
    func bound(_ id: JinjaNode.ID?) throws(TemplateFailure) -> JinjaValue {
      guard let id else { return .null }
      return try evaluate(id, frame)
    }
    let bounds = (try bound(start), try bound(stop), try bound(step))
    here = id
    return try slice(value, bounds.0, bounds.1, bounds.2)
  }

  private func compare(
    _ operands: [JinjaNode.ID], _ signs: [JinjaNode.Comparison], _ id: JinjaNode.ID,
    _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    var left = try evaluate(operands[0], frame)
    for (sign, operand) in zip(signs, operands.dropFirst()) {
      let right = try evaluate(operand, frame)
      here = id
      guard try holds(sign, left, right) else { return .boolean(false) }
      left = right
    }
    return .boolean(true)
  }

  private func concatenated(
    _ parts: [JinjaNode.ID], _ id: JinjaNode.ID, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    let values = try evaluate(all: parts, frame)
    let isSafe = escapes && values.contains { $0.isMarkup }
    var result: JinjaText = []
    for (part, value) in zip(parts, values) {
      here = part
      let text = try isSafe ? escaped(value) : text(of: value)
      try spend(text.count, holding: result.count)
      result += text
    }
    return isSafe ? .markup(result) : .string(result)
  }

  // MARK: Calls

  /// A call, with the `caller` that a `call` block passes on.
  func evaluateCall(
    _ id: JinjaNode.ID, _ frame: JinjaFrame, caller: JinjaMacro? = nil
  ) throws(TemplateFailure) -> JinjaValue {
    guard case .call(let function, let arguments) = template.parsed[id].kind else {
      throw .undecided("no call")
    }
    let value = try evaluate(function, frame)
    var passed = try self.arguments(arguments, frame)
    if let caller { passed.keywords.append(("caller", .object(caller))) }
    here = id
    return try call(value, passed)
  }

  func call(
    _ value: JinjaValue, _ arguments: JinjaArguments
  ) throws(TemplateFailure) -> JinjaValue {
    switch value {
    case .undefined(let undefined): throw undefined.failure
    case .object(let object):
      try step()
      return try object.call(arguments, self)
    case .later, .null, .boolean, .integer, .big, .float, .string, .markup, .list, .tuple,
      .dictionary:
      throw .type("'\(value.typeName)' object is not callable")
    }
  }

  func arguments(
    _ arguments: [JinjaNode.Argument], _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaArguments {
    var passed = JinjaArguments()
    for argument in arguments {
      let value = try evaluate(argument.value, frame)
      here = argument.value
      switch argument.form {
      case .positional: passed.positional.append(value)
      case .keyword(let name): try add(name, value, to: &passed)
      case .unpackedSequence: passed.positional += try items(of: value)
      case .unpackedMapping:
        guard case .dictionary(let dictionary) = value else {
          throw .type("argument after ** must be a mapping, not \(value.typeName)")
        }
        for entry in dictionary.entries {
          guard let name = entry.key.text else { throw .type("keywords must be strings") }
          try add(String(scalars: name), entry.value, to: &passed)
        }
      }
    }
    return passed
  }

  private func add(
    _ name: String, _ value: JinjaValue, to passed: inout JinjaArguments
  ) throws(TemplateFailure) {
    guard !passed.keywords.contains(where: { $0.name == name }) else {
      throw .type("got multiple values for keyword argument '\(name)'")
    }
    passed.keywords.append((name, value))
  }

  /// What the filter at `id` makes of a value that is there already.
  func filter(
    _ id: JinjaNode.ID, of value: JinjaValue, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaValue {
    guard case .filter(let target, let name, let arguments) = template.parsed[id].kind else {
      throw .undecided("no filter")
    }
    var value = value
    // A chain that begins with a block's text: the inner filters come first.
    if let target, isOpen(target) { value = try filter(target, of: value, frame) }
    let passed = try self.arguments(arguments, frame)
    here = id
    return try filter(name, value, passed)
  }

  /// Whether the filters of a chain begin with no value of their own.
  private func isOpen(_ id: JinjaNode.ID) -> Bool {
    var current = id
    while case .filter(let target, _, _) = template.parsed[current].kind {
      guard let target else { return true }
      current = target
    }
    return false
  }
}
