/// The methods of lists, tuples, dictionaries and numbers.
extension JinjaEvaluator {
  func listMethod(_ name: String, of list: JinjaList) -> JinjaValue? {
    func method(
      _ names: [String], required: Int,
      _ body: @escaping ([JinjaValue?], JinjaEvaluator) throws(TemplateFailure) -> JinjaValue
    ) -> JinjaValue {
      .object(
        JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
          try body(
            arguments.bound(
              name, names, required: required, positionalOnly: name == "sort" ? 0 : names.count),
            evaluator)
        })
    }
    switch name {
    case "append":
      return method(["object"], required: 1) { (bound, evaluator) throws(TemplateFailure) in
        try evaluator.spend(1, holding: list.items.count)
        list.items.append(bound[0] ?? .null)
        return .null
      }
    case "extend":
      return method(["iterable"], required: 1) { (bound, evaluator) throws(TemplateFailure) in
        list.items += try evaluator.items(of: bound[0] ?? .null)
        return .null
      }
    case "insert":
      return method(["index", "object"], required: 2) {
        (bound, evaluator) throws(TemplateFailure) in
        let index = try evaluator.index(bound[0] ?? .null)
        let count = list.items.count
        try evaluator.spend(1, holding: count)
        list.items.insert(
          bound[1] ?? .null, at: min(max(index < 0 ? index &+ count : index, 0), count))
        return .null
      }
    case "pop":
      return method(["index"], required: 0) { (bound, evaluator) throws(TemplateFailure) in
        let index = try bound[0].map { (value) throws(TemplateFailure) in
          try evaluator.index(value)
        }
        guard !list.items.isEmpty else { throw .error("IndexError", "pop from empty list") }
        guard let place = evaluator.index(.integer(index ?? -1), in: list.items.count) else {
          throw .error("IndexError", "pop index out of range")
        }
        return list.items.remove(at: place)
      }
    case "remove":
      return method(["value"], required: 1) { (bound, evaluator) throws(TemplateFailure) in
        for (index, item) in list.items.enumerated() {
          if try evaluator.areEqual(item, bound[0] ?? .null) {
            list.items.remove(at: index)
            return .null
          }
        }
        throw .value("list.remove(x): x not in list")
      }
    case "clear":
      return method([], required: 0) { (_, _) throws(TemplateFailure) in
        list.items = []
        return .null
      }
    case "copy":
      return method([], required: 0) { (_, evaluator) throws(TemplateFailure) in
        try evaluator.spend(list.items.count)
        return .list(JinjaList(list.items))
      }
    case "reverse":
      return method([], required: 0) { (_, _) throws(TemplateFailure) in
        list.items.reverse()
        return .null
      }
    case "sort":
      return .object(
        JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
          guard arguments.positional.isEmpty else {
            throw .type("sort() takes no positional arguments")
          }
          let bound = try arguments.bound(name, ["key", "reverse"])
          let reverse = try bound[1].map { (value) throws(TemplateFailure) in
            try evaluator.isTrue(value)
          }
          var keyed: [(key: JinjaValue, value: JinjaValue)] = []
          for item in list.items {
            let key = bound[0].flatMap { $0.isNull ? nil : $0 }
            keyed.append(
              (
                try key.map { (function) throws(TemplateFailure) in
                  try evaluator.call(function, JinjaArguments(positional: [item]))
                } ?? item, item
              ))
          }
          list.items = try evaluator.sorted(keyed, reverse: reverse ?? false)
          return .null
        })
    case "count", "index": return sequenceMethod(name) { list.items }
    default: return nil
    }
  }

  func tupleMethod(_ name: String, of items: [JinjaValue]) -> JinjaValue? {
    name == "count" || name == "index" ? sequenceMethod(name) { items } : nil
  }

  private func sequenceMethod(
    _ name: String, _ items: @escaping () -> [JinjaValue]
  ) -> JinjaValue {
    .object(
      JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
        let names = name == "count" ? ["value"] : ["value", "start", "stop"]
        let bound = try arguments.bound(name, names, required: 1, positionalOnly: names.count)
        let items = items()
        let range =
          name == "count"
          ? (0, items.count)
          : try TextCall(name, arguments, evaluator).range(bound[1], bound[2], count: items.count)
        var count = 0
        for index in items.indices where index >= range.0 && index < range.1 {
          guard try evaluator.areEqual(items[index], bound[0] ?? .null) else { continue }
          if name == "index" { return .integer(index) }
          count += 1
        }
        if name == "count" { return .integer(count) }
        throw .value("value is not in the sequence")
      })
  }

  func dictionaryMethod(_ name: String, of dictionary: JinjaDictionary) -> JinjaValue? {
    func method(
      _ names: [String], required: Int,
      _ body: @escaping ([JinjaValue?], JinjaEvaluator) throws(TemplateFailure) -> JinjaValue
    ) -> JinjaValue {
      .object(
        JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
          try body(
            arguments.bound(name, names, required: required, positionalOnly: names.count),
            evaluator)
        })
    }
    switch name {
    case "keys", "values", "items":
      guard let part = JinjaDictionaryView.Part(rawValue: name) else { return nil }
      return method([], required: 0) { (_, _) throws(TemplateFailure) in
        .object(JinjaDictionaryView(part, of: dictionary))
      }
    case "get":
      return method(["key", "default"], required: 1) { (bound, _) throws(TemplateFailure) in
        try dictionary.value(bound[0] ?? .null) ?? bound[1] ?? .null
      }
    case "pop":
      return method(["key", "default"], required: 1) { (bound, evaluator) throws(TemplateFailure) in
        let key = bound[0] ?? .null
        if let value = try dictionary.remove(key) ?? bound[1] { return value }
        throw .error("KeyError", String(scalars: try evaluator.representation(of: key)))
      }
    case "popitem":
      return method([], required: 0) { (_, _) throws(TemplateFailure) in
        guard let last = dictionary.entries.last else {
          throw .error("KeyError", "'popitem(): dictionary is empty'")
        }
        _ = try dictionary.remove(last.key)
        return .tuple([last.key, last.value])
      }
    case "setdefault":
      return method(["key", "default"], required: 1) { (bound, _) throws(TemplateFailure) in
        let key = bound[0] ?? .null
        if let value = try dictionary.value(key) { return value }
        try dictionary.set(key, bound[1] ?? .null)
        return bound[1] ?? .null
      }
    case "update":
      return .object(
        JinjaFunction(name) { (arguments, evaluator) throws(TemplateFailure) in
          try evaluator.fill(dictionary, from: arguments, name)
          return .null
        })
    case "clear":
      return method([], required: 0) { (_, _) throws(TemplateFailure) in
        dictionary.removeAll()
        return .null
      }
    case "copy":
      return method([], required: 0) { (_, evaluator) throws(TemplateFailure) in
        try evaluator.spend(dictionary.entries.count)
        return .dictionary(dictionary.copy())
      }
    case "fromkeys":
      return method(["iterable", "value"], required: 1) {
        (bound, evaluator) throws(TemplateFailure) in
        let made = JinjaDictionary()
        for key in try evaluator.items(of: bound[0] ?? .null) {
          try made.set(key, bound[1] ?? .null)
        }
        return .dictionary(made)
      }
    default: return nil
    }
  }

  /// What `dict(…)` and `update(…)` do: a mapping or pairs, and names.
  func fill(
    _ dictionary: JinjaDictionary, from arguments: JinjaArguments, _ name: String
  ) throws(TemplateFailure) {
    guard arguments.positional.count <= 1 else {
      throw .type("\(name) expected at most 1 argument, got \(arguments.positional.count)")
    }
    if let source = arguments.positional.first {
      if case .dictionary(let other) = source {
        try spend(other.entries.count)
        for entry in other.entries { try dictionary.set(entry.key, entry.value) }
      } else if case .object(let object) = source, object.isMapping {
        for key in try items(of: source) {
          try dictionary.set(key, object.item(key, self) ?? .null)
        }
      } else {
        for (index, item) in try items(of: source).enumerated() {
          let pair: [JinjaValue]
          switch item {
          case .null, .boolean, .integer, .big, .float:
            throw .type(
              "cannot convert dictionary update sequence element #\(index) to a sequence")
          default: pair = try items(of: item)
          }
          guard pair.count == 2 else {
            throw .value(
              "dictionary update sequence element #\(index) has length \(pair.count); 2 is required"
            )
          }
          try dictionary.set(pair[0], pair[1])
        }
      }
    }
    for keyword in arguments.keywords { try dictionary.set(.string(keyword.name), keyword.value) }
  }

  func numberAttribute(_ name: String, of value: JinjaValue) -> JinjaValue? {
    guard let number = Number(value) else { return nil }
    func method(
      _ body: @escaping () throws(TemplateFailure) -> JinjaValue
    ) -> JinjaValue {
      .object(
        JinjaFunction(name) { (arguments, _) throws(TemplateFailure) in
          _ = try arguments.bound(name, [])
          return try body()
        })
    }
    let plain: JinjaValue =
      switch number {
      case .integer(let value): .integer(value)
      case .big(let value): .big(value)
      case .float(let value): .float(value)
      }
    switch (name, number.whole) {
    case ("real", _): return plain
    case ("imag", nil): return .float(0)
    case ("imag", _): return .integer(0)
    case ("conjugate", _): return method { () throws(TemplateFailure) in plain }
    case ("numerator", .some): return plain
    case ("denominator", .some): return .integer(1)
    case ("bit_length", let whole?):
      return method { () throws(TemplateFailure) in .integer(whole.bitWidth) }
    case ("bit_count", let whole?):
      return method { () throws(TemplateFailure) in
        .integer(whole.words.reduce(0) { $0 + $1.nonzeroBitCount })
      }
    case ("is_integer", nil):
      return method { () throws(TemplateFailure) in
        let value = number.double
        return .boolean(value.isFinite && value == value.rounded(.down))
      }
    case ("as_integer_ratio", _), ("to_bytes", .some), ("from_bytes", .some), ("hex", nil),
      ("fromhex", nil):
      return .object(
        JinjaFunction(name) { (_, _) throws(TemplateFailure) in
          throw .undecided("the method '\(name)' of numbers")
        })
    default: return nil
    }
  }
}
