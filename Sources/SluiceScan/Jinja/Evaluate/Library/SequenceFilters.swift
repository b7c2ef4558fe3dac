/// The filters over lists, dictionaries and other sequences.
extension JinjaEvaluator {
  func sequenceFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
    let value = call.value
    switch call.name {
    case "length", "count":
      _ = try call.bound([])
      return .integer(try length(of: value))
    case "list":
      _ = try call.bound([])
      return .list(JinjaList(try items(of: value)))
    case "first":
      _ = try call.bound([])
      return try iterator(value).pull(self)
        ?? undefined(name: "first", message: "No first item, sequence was empty.")
    case "last":
      _ = try call.bound([])
      return try reversed(value).pull(self)
        ?? undefined(name: "last", message: "No last item, sequence was empty.")
    case "reverse":
      _ = try call.bound([])
      if let text = value.text {
        return value.isMarkup ? .markup(text.reversed()) : .string(text.reversed())
      }
      if case .object(let object) = value, object is JinjaIterator {
        return .list(JinjaList(try items(of: value).reversed()))
      }
      if case .undefined(let undefined) = value {
        if undefined.isStrict { throw undefined.failure }
        return .object(JinjaIterator([], name: "reversed"))
      }
      guard isIterable(value) else {
        throw .error("FilterArgumentError", "argument must be iterable")
      }
      return .object(try reversed(value))
    case "items":
      _ = try call.bound([])
      if value.isUndefined { return .object(JinjaIterator([], name: "generator")) }
      guard isMapping(value) else {
        return .object(
          JinjaIterator("generator") { () throws(TemplateFailure) in
            throw .type("Can only get item pairs from a mapping.")
          })
      }
      return .object(try iterator(itemPairs(value)))
    case "dictsort": return try dictionarySorted(call)
    case "join": return try joined(call)
    case "sum": return try sum(call)
    case "sort":
      let bound = try call.bound(["reverse", "case_sensitive", "attribute"])
      let keys = try multiGetter(bound[2] ?? .null, ignoresCase: !(try flag(bound[1])))
      var keyed: [(key: JinjaValue, value: JinjaValue)] = []
      for item in try items(of: value) { keyed.append((try keys(item), item)) }
      return .list(JinjaList(try sorted(keyed, reverse: flag(bound[0]))))
    case "min", "max": return try extreme(call)
    case "unique":
      let bound = try call.bound(["case_sensitive", "attribute"])
      let getter = try getter(bound[1] ?? .null, ignoresCase: !(try flag(bound[0])))
      let items = try iterator(value)
      var seen: Set<JinjaKey> = []
      return .object(
        JinjaIterator("generator") { [self] () throws(TemplateFailure) in
          while let item = try items.pull(self) {
            if seen.insert(try JinjaKey(getter(item))).inserted { return item }
          }
          return nil
        })
    case "groupby": return try grouped(call)
    case "batch": return try batched(call)
    case "slice": return try slicedEvenly(call)
    case "random": throw .undecided("the filter 'random'")
    case "attr":
      let name = try call.bound(["name"], required: 1)[0] ?? .null
      guard let text = name.text else { throw .type("attribute name must be string") }
      let words = String(scalars: text)
      return try ownAttribute(words, of: value) ?? missing(name, of: value)
    default: return nil
    }
  }

  func flag(_ value: JinjaValue?) throws(TemplateFailure) -> Bool {
    guard let value else { return false }
    return try isTrue(value)
  }

  func isIterable(_ value: JinjaValue) -> Bool {
    switch value {
    case .string, .markup, .list, .tuple, .dictionary: true
    case .object(let object): object.isIterable
    case .undefined, .later, .null, .boolean, .integer, .big, .float: false
    }
  }

  /// Python's `reversed`.
  private func reversed(_ value: JinjaValue) throws(TemplateFailure) -> JinjaIterator {
    switch value {
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      return JinjaIterator([], name: "reversed")
    case .object(let object) where object is JinjaIterator || object is JinjaLoop:
      throw .type("'\(value.typeName)' object is not reversible")
    case .null, .boolean, .integer, .big, .float:
      throw .type("'\(value.typeName)' object is not reversible")
    case .later, .string, .markup, .list, .tuple, .dictionary, .object:
      return JinjaIterator(try items(of: value).reversed(), name: "list_reverseiterator")
    }
  }

  private func itemPairs(_ value: JinjaValue) throws(TemplateFailure) -> JinjaValue {
    let method = try ownAttribute("items", of: value)
    return try self.call(method ?? .null, JinjaArguments())
  }

  private func dictionarySorted(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["case_sensitive", "by", "reverse"])
    let by = bound[1]?.text.map { String(scalars: $0) } ?? (bound[1] == nil ? "key" : "")
    guard by == "key" || by == "value" else {
      throw .error("FilterArgumentError", "You can only sort by either \"key\" or \"value\"")
    }
    let isSensitive = try flag(bound[0])
    guard let method = try ownAttribute("items", of: call.value) else {
      throw .error(
        "AttributeError", "'\(call.value.typeName)' object has no attribute 'items'")
    }
    var keyed: [(key: JinjaValue, value: JinjaValue)] = []
    for pair in try items(of: self.call(method, JinjaArguments())) {
      guard case .tuple(let parts) = pair, parts.count == 2 else { continue }
      let key = by == "key" ? parts[0] : parts[1]
      keyed.append((isSensitive ? key : key.caseIgnored, pair))
    }
    return .list(JinjaList(try sorted(keyed, reverse: flag(bound[2]))))
  }

  private func joined(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["d", "attribute"])
    var parts = try items(of: call.value)
    if let attribute = bound[1], !attribute.isNull {
      let getter = try getter(attribute)
      for index in parts.indices { parts[index] = try getter(parts[index]) }
    }
    let separator = bound[0] ?? .string("")
    let isSafe = escapes && (separator.isMarkup || parts.contains { $0.isMarkup })
    let mark = try isSafe ? escaped(separator) : text(of: separator)
    var result: JinjaText = []
    for (index, part) in parts.enumerated() {
      let text = try isSafe ? escaped(part) : text(of: part)
      try spend(text.count + mark.count, holding: result.count)
      if index > 0 { result += mark }
      result += text
    }
    return isSafe ? .markup(result) : .string(result)
  }

  private func sum(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["attribute", "start"])
    var total = bound[1] ?? .integer(0)
    if total.text != nil { throw .type("sum() can't sum strings [use ''.join(seq) instead]") }
    let getter: (JinjaValue) throws(TemplateFailure) -> JinjaValue
    if let attribute = bound[0], !attribute.isNull {
      getter = try self.getter(attribute)
    } else {
      getter = { (item) throws(TemplateFailure) in item }
    }
    let items = try iterator(call.value)
    while let item = try items.pull(self) { total = try binary(.add, total, getter(item)) }
    return total
  }

  private func extreme(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["case_sensitive", "attribute"])
    let getter = try getter(bound[1] ?? .null, ignoresCase: !(try flag(bound[0])))
    let items = try iterator(call.value)
    guard var best = try items.pull(self) else {
      return undefined(
        name: call.name, message: "No aggregated item, sequence was empty.")
    }
    var key = try getter(best)
    while let item = try items.pull(self) {
      let other = try getter(item)
      let isBetter =
        call.name == "min"
        ? try isLess(other, key, "<") : try isLess(key, other, ">", reversed: true)
      if isBetter { (best, key) = (item, other) }
    }
    return best
  }

  private func grouped(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["attribute", "default", "case_sensitive"], required: 1)
    let isSensitive = try flag(bound[2])
    let standard = bound[1].flatMap { $0.isNull ? nil : $0 }
    let plain = try getter(bound[0] ?? .null, standard: standard)
    let getter = try getter(bound[0] ?? .null, ignoresCase: !isSensitive, standard: standard)
    var keyed: [(key: JinjaValue, value: JinjaValue)] = []
    for item in try items(of: call.value) { keyed.append((try getter(item), item)) }
    var groups: [(key: JinjaValue, items: [JinjaValue])] = []
    for item in try sorted(keyed) {
      let key = try getter(item)
      if let last = groups.last, try areEqual(last.key, key) {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((key, [item]))
      }
    }
    var result: [JinjaValue] = []
    for group in groups {
      let key = try isSensitive ? group.key : plain(group.items[0])
      result.append(.object(JinjaGroup(grouper: key, list: .list(JinjaList(group.items)))))
    }
    return .list(JinjaList(result))
  }

  private func batched(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["linecount", "fill_with"], required: 1)
    let count = bound[0] ?? .null
    let fill = bound[1].flatMap { $0.isNull ? nil : $0 }
    let items = try iterator(call.value)
    var waiting: JinjaValue?
    return .object(
      JinjaIterator("generator") { [self] () throws(TemplateFailure) in
        var row: [JinjaValue] = []
        if let first = waiting {
          row = [first]
          waiting = nil
        }
        while let item = try items.pull(self) {
          if try areEqual(.integer(row.count), count) {
            waiting = item
            return .list(JinjaList(row))
          }
          row.append(item)
        }
        guard !row.isEmpty else { return nil }
        if let fill, try isLess(.integer(row.count), count, "<") {
          let missing = try index(count) - row.count
          try spend(missing)
          row += [JinjaValue](repeating: fill, count: missing)
        }
        return .list(JinjaList(row))
      })
  }

  private func slicedEvenly(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["slices", "fill_with"], required: 1)
    let fill = bound[1].flatMap { $0.isNull ? nil : $0 }
    let (value, slices) = (call.value, bound[0] ?? .null)
    var all: [JinjaValue] = []
    var count = 0
    var number = -1
    var start = 0
    return .object(
      JinjaIterator("generator") { [self] () throws(TemplateFailure) in
        if number < 0 {
          all = try items(of: value)
          _ = try binary(.floorDivide, .integer(all.count), slices)
          count = try index(slices)
          number = 0
        }
        guard number < count else { return nil }
        let extra = all.count % count
        let size = all.count / count + (number < extra ? 1 : 0)
        var part = Array(all[start..<start + size])
        if let fill, number >= extra { part.append(fill) }
        start += size
        number += 1
        return .list(JinjaList(part))
      })
  }

  // MARK: Attributes by name

  typealias Getter = (JinjaValue) throws(TemplateFailure) -> JinjaValue

  /// Jinja's `make_attrgetter`: `a.b.0` is looked up part by part.
  func getter(
    _ attribute: JinjaValue, ignoresCase: Bool = false, standard: JinjaValue? = nil
  ) throws(TemplateFailure) -> Getter {
    let parts = attributeParts(attribute)
    return { [self] (item) throws(TemplateFailure) in
      var item = item
      for part in parts {
        item = try self.item(part, of: item)
        if let standard, item.isUndefined { item = standard }
      }
      return ignoresCase ? item.caseIgnored : item
    }
  }

  /// As `getter`, for several attributes with commas between them; the key is a list.
  private func multiGetter(
    _ attribute: JinjaValue, ignoresCase: Bool
  ) throws(TemplateFailure) -> Getter {
    let names: [JinjaValue] =
      attribute.text.map { $0.split(by: [","], limit: -1, fromEnd: false).map { .string($0) } }
      ?? [attribute]
    var getters: [Getter] = []
    for name in names { getters.append(try getter(name, ignoresCase: ignoresCase)) }
    return { [getters] (item) throws(TemplateFailure) in
      var keys: [JinjaValue] = []
      for getter in getters { keys.append(try getter(item)) }
      return .list(JinjaList(keys))
    }
  }

  private func attributeParts(_ attribute: JinjaValue) -> [JinjaValue] {
    if attribute.isNull { return [] }
    guard let text = attribute.text else { return [attribute] }
    return text.split(by: ["."], limit: -1, fromEnd: false).map { part in
      let isNumber = !part.isEmpty && part.allSatisfy { $0.asciiDigit != nil }
      return isNumber
        ? Int(String(scalars: part)).map { .integer($0) } ?? .string(part) : .string(part)
    }
  }
}

extension JinjaValue {
  /// A text in lower case, anything else as it is.
  var caseIgnored: JinjaValue {
    text.map { isMarkup ? .markup($0.lowercased) : .string($0.lowercased) } ?? self
  }
}
