/// The tests of Jinja 3.1: what may stand behind `is`.
extension JinjaEvaluator {
  func test(
    _ name: String, _ value: JinjaValue, _ arguments: JinjaArguments
  ) throws(TemplateFailure) -> Bool {
    if let result = try argumentTest(name, value, arguments) { return result }
    if jinjaTests.contains(name) || JinjaEvaluator.signTests.keys.contains(name) {
      guard arguments.positional.isEmpty, arguments.keywords.isEmpty else {
        throw .type("test_\(name)() takes 1 positional argument")
      }
      return try plainTest(name, value)
    }
    throw .error("TemplateRuntimeError", "No test named '\(name)' found.")
  }

  /// Tests that `select` and its kin know by a sign.
  static let signTests: [String: JinjaNode.Comparison] = [
    "==": .equal, "eq": .equal, "equalto": .equal, "!=": .notEqual, "ne": .notEqual,
    ">": .greater, "gt": .greater, "greaterthan": .greater, ">=": .greaterOrEqual,
    "ge": .greaterOrEqual, "<": .less, "lt": .less, "lessthan": .less, "<=": .lessOrEqual,
    "le": .lessOrEqual,
  ]

  private func argumentTest(
    _ name: String, _ value: JinjaValue, _ arguments: JinjaArguments
  ) throws(TemplateFailure) -> Bool? {
    if let sign = JinjaEvaluator.signTests[name] {
      let bound = try arguments.bound(name, ["other"], required: 1, positionalOnly: 1)
      return try holds(sign, value, bound[0] ?? .null)
    }
    switch name {
    case "divisibleby":
      let bound = try arguments.bound("test_divisibleby", ["num"], required: 1)
      return try areEqual(binary(.remainder, value, bound[0] ?? .null), .integer(0))
    case "in":
      let bound = try arguments.bound("test_in", ["seq"], required: 1)
      return try contains(bound[0] ?? .null, value)
    case "sameas":
      let bound = try arguments.bound("test_sameas", ["other"], required: 1)
      return try isIdentical(value, bound[0] ?? .null)
    default: return nil
    }
  }

  private func isIdentical(
    _ left: JinjaValue, _ right: JinjaValue
  ) throws(TemplateFailure) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.boolean(let first), .boolean(let second)): return first == second
    case (.integer(let first), .integer(let second)) where first != second: return false
    case (.integer(let first), .integer) where (-5...256).contains(first): return true
    case (.list(let first), .list(let second)): return first === second
    case (.dictionary(let first), .dictionary(let second)): return first === second
    case (.object(let first), .object(let second)): return first === second
    case (.undefined(let first), .undefined(let second)): return first === second
    case (.string(let first), .string(let second)) where first != second: return false
    case (.string, .string), (.integer, .integer), (.float, .float), (.big, .big),
      (.tuple, .tuple), (.markup, .markup):
      throw .undecided("whether two equal values are the same object")
    default: return false
    }
  }

  private func plainTest(_ name: String, _ value: JinjaValue) throws(TemplateFailure) -> Bool {
    switch name {
    case "defined": return !value.isUndefined
    case "undefined": return value.isUndefined
    case "none": return value.isNull
    case "odd", "even":
      let rest = try binary(.remainder, value, .integer(2))
      return try areEqual(rest, .integer(name == "odd" ? 1 : 0))
    case "boolean": if case .boolean = value { return true } else { return false }
    case "true": if case .boolean(true) = value { return true } else { return false }
    case "false": if case .boolean(false) = value { return true } else { return false }
    case "integer":
      switch value {
      case .integer, .big: return true
      default: return false
      }
    case "float": if case .float = value { return true } else { return false }
    case "number": return Number(value) != nil
    case "string": return value.text != nil
    case "lower": return try text(of: value).isLower
    case "upper": return try text(of: value).isUpper
    case "mapping": return isMapping(value)
    case "sequence":
      switch value {
      case .string, .markup, .list, .tuple, .dictionary: return true
      case .object(let object): return object.isSequence
      case .undefined(let undefined): return !undefined.isStrict
      case .later, .null, .boolean, .integer, .big, .float: return false
      }
    case "iterable":
      switch value {
      case .undefined(let undefined):
        if undefined.isStrict { throw undefined.failure }
        return true
      case .string, .markup, .list, .tuple, .dictionary: return true
      case .object(let object): return object.isIterable
      case .later, .null, .boolean, .integer, .big, .float: return false
      }
    case "callable":
      switch value {
      case .undefined: return true
      case .object(let object): return object.isCallable
      default: return false
      }
    case "escaped": return value.isMarkup
    case "filter", "test":
      _ = try JinjaKey(value)
      guard let text = value.text else { return false }
      let word = String(scalars: text)
      return name == "filter"
        ? jinjaFilters.contains(word)
        : jinjaTests.contains(word) || JinjaEvaluator.signTests[word] != nil
    default: return false
    }
  }

  func isMapping(_ value: JinjaValue) -> Bool {
    switch value {
    case .dictionary: true
    case .object(let object): object.isMapping
    default: false
    }
  }
}
