/// Iteration, length, attributes, items and slices.
extension JinjaEvaluator {
  /// Python's `iter(value)`.
  func iterator(_ value: JinjaValue) throws(TemplateFailure) -> JinjaIterator {
    switch value {
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      return JinjaIterator([], name: "generator")
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .string(let text): return JinjaIterator(text.map { .string([$0]) }, name: "str_iterator")
    case .markup(let text): return JinjaIterator(text.map { .string([$0]) }, name: "str_iterator")
    case .list(let list):
      // A list may grow while it is read.
      var index = 0
      return JinjaIterator("list_iterator") { () throws(TemplateFailure) in
        guard index < list.items.count else { return nil }
        index += 1
        return list.items[index - 1]
      }
    case .tuple(let items): return JinjaIterator(items, name: "tuple_iterator")
    case .dictionary(let dictionary):
      let count = dictionary.entries.count
      var index = 0
      return JinjaIterator("dict_keyiterator") { () throws(TemplateFailure) in
        guard dictionary.entries.count == count else {
          throw .error("RuntimeError", "dictionary changed size during iteration")
        }
        guard index < count else { return nil }
        index += 1
        return dictionary.entries[index - 1].key
      }
    case .object(let object): return try object.iterator(self)
    case .null, .boolean, .integer, .big, .float:
      throw .type("'\(value.typeName)' object is not iterable")
    }
  }

  /// Python's `list(value)`.
  func items(of value: JinjaValue) throws(TemplateFailure) -> [JinjaValue] {
    switch value {
    case .list(let list):
      try spend(list.items.count)
      return list.items
    case .tuple(let items): return items
    default: break
    }
    let items = try iterator(value)
    var all: [JinjaValue] = []
    while let item = try items.pull(self) {
      try spend(1, holding: all.count)
      all.append(item)
    }
    return all
  }

  /// Python's `len(value)`.
  func length(of value: JinjaValue) throws(TemplateFailure) -> Int {
    switch value {
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      return 0
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .string(let text), .markup(let text): return text.count
    case .list(let list): return list.items.count
    case .tuple(let items): return items.count
    case .dictionary(let dictionary): return dictionary.entries.count
    case .object(let object):
      if let length = try object.length(self) { return length }
    case .null, .boolean, .integer, .big, .float: break
    }
    throw .type("object of type '\(value.typeName)' has no len()")
  }

  /// `value.name`: the attribute, or else the item.
  func attribute(_ name: String, of value: JinjaValue) throws(TemplateFailure) -> JinjaValue {
    if let attribute = try ownAttribute(name, of: value) { return attribute }
    if let item = try ownItem(.string(name), of: value) { return item }
    return missing(.string(name), of: value)
  }

  /// `value[key]`: the item, or else the attribute.
  func item(_ key: JinjaValue, of value: JinjaValue) throws(TemplateFailure) -> JinjaValue {
    if let item = try ownItem(key, of: value) { return item }
    if let name = key.text {
      var text = ""
      text.unicodeScalars.append(contentsOf: name)
      if let attribute = try ownAttribute(text, of: value) { return attribute }
    }
    return missing(key, of: value)
  }

  /// The undefined value that stands for an attribute or item that is not there.
  func missing(_ key: JinjaValue, of value: JinjaValue) -> JinjaValue {
    let shown = (try? representation(of: key)).map { String(scalars: $0) } ?? "?"
    let name = key.text.map { String(scalars: $0) } ?? shown
    let message =
      key.text == nil
      ? "\(value.typeWords) has no element \(shown)"
      : "'\(value.typeWords)' has no attribute \(shown)"
    return undefined(name: name, message: message)
  }

  func undefined(name: String, message: String, isStrict: Bool? = nil) -> JinjaValue {
    .undefined(
      JinjaUndefined(
        name: name, message: message, isStrict: isStrict ?? environment.isStrict,
        template: template.name, range: template.parsed[here].range))
  }

  /// Python's `getattr`; `nil` where it fails.
  func ownAttribute(
    _ name: String, of value: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue? {
    if case .undefined(let undefined) = value {
      if name.hasPrefix("__"), name.hasSuffix("__") { return nil }
      throw undefined.failure
    }
    if name.hasPrefix("__"), name.hasSuffix("__") {
      throw .undecided("the inner workings of Python ('\(name)')")
    }
    switch value {
    case .undefined, .null: return nil
    case .later(let later): throw TemplateFailure(.later(name: later))
    case .string, .markup: return stringMethod(name, of: value)
    case .list(let list): return listMethod(name, of: list)
    case .tuple(let items): return tupleMethod(name, of: items)
    case .dictionary(let dictionary): return dictionaryMethod(name, of: dictionary)
    case .boolean, .integer, .big, .float: return numberAttribute(name, of: value)
    case .object(let object): return try object.attribute(name, self)
    }
  }

  /// Python's `value[key]`; `nil` where it fails with a `LookupError` or a `TypeError`.
  private func ownItem(
    _ key: JinjaValue, of value: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue? {
    switch value {
    case .undefined(let undefined): throw undefined.failure
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .string(let text): return index(key, in: text.count).map { .string([text[$0]]) }
    case .markup(let text): return index(key, in: text.count).map { .markup([text[$0]]) }
    case .list(let list): return index(key, in: list.items.count).map { list.items[$0] }
    case .tuple(let items): return index(key, in: items.count).map { items[$0] }
    case .dictionary(let dictionary):
      if case .undefined(let undefined) = key, undefined.isStrict { throw undefined.failure }
      return isHashable(key) ? try dictionary.value(key) : nil
    case .object(let object): return try object.item(key, self)
    case .null, .boolean, .integer, .big, .float: return nil
    }
  }

  func isHashable(_ value: JinjaValue) -> Bool { (try? JinjaKey(value)) != nil }

  /// Python's index of a sequence, counted from the end where it is negative.
  func index(_ key: JinjaValue, in count: Int) -> Int? {
    guard let number = Number(key), case .integer(let index) = number else { return nil }
    let position = index < 0 ? index + count : index
    return position >= 0 && position < count ? position : nil
  }

  /// `value[start:stop:step]`; slices go past Jinja's own lookup, so they fail as Python fails.
  func slice(
    _ value: JinjaValue, _ start: JinjaValue, _ stop: JinjaValue, _ step: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue {
    switch value {
    case .string(let text): return .string(try sliced(text, start, stop, step))
    case .markup(let text): return .markup(try sliced(text, start, stop, step))
    case .list(let list): return .list(JinjaList(try sliced(list.items, start, stop, step)))
    case .tuple(let items): return .tuple(try sliced(items, start, stop, step))
    case .undefined(let undefined): throw undefined.failure
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .object(let object):
      guard let range = object as? JinjaRange else {
        throw .type("'\(value.typeName)' object is not subscriptable")
      }
      return .object(try range.sliced(slicePositions(start, stop, step, count: range.count)))
    case .dictionary: throw .type("unhashable type: 'slice'")
    case .null, .boolean, .integer, .big, .float:
      throw .type("'\(value.typeName)' object is not subscriptable")
    }
  }

  private func sliced<Element>(
    _ items: [Element], _ start: JinjaValue, _ stop: JinjaValue, _ step: JinjaValue
  ) throws(TemplateFailure) -> [Element] {
    let positions = try slicePositions(start, stop, step, count: items.count)
    try spend(positions.count)
    if positions.step == 1 {
      return positions.count == 0
        ? [] : Array(items[positions.start..<positions.start + positions.count])
    }
    return (0..<positions.count).map { items[positions.start &+ $0 &* positions.step] }
  }

  /// Which positions of a sequence a slice takes.
  struct SlicePositions {
    /// The first, and the one behind the last; both may lie outside where nothing is taken.
    var start: Int
    var stop: Int
    var step: Int
    var count: Int
  }

  private func slicePositions(
    _ start: JinjaValue, _ stop: JinjaValue, _ step: JinjaValue, count: Int
  ) throws(TemplateFailure) -> SlicePositions {
    let stride = try sliceIndex(step) ?? 1
    guard stride != 0 else { throw .value("slice step cannot be zero") }
    let (low, high) = stride > 0 ? (0, count) : (-1, count - 1)
    func clamped(_ index: Int?, _ standard: Int) -> Int {
      guard let index else { return standard }
      let position = index < 0 ? index &+ count : index
      return min(max(position, low), high)
    }
    let first = clamped(try sliceIndex(start), stride > 0 ? low : high)
    let end = clamped(try sliceIndex(stop), stride > 0 ? high : low)
    let distance = stride > 0 ? end - first : first - end
    guard distance > 0 else {
      return SlicePositions(start: first, stop: end, step: stride, count: 0)
    }
    let size = Int(clamping: stride.magnitude)
    let taken = (distance - 1) / size + 1
    return SlicePositions(start: first, stop: end, step: stride, count: taken)
  }

  private func sliceIndex(_ value: JinjaValue) throws(TemplateFailure) -> Int? {
    if value.isNull { return nil }
    switch Number(value) {
    case .integer(let index): return index
    // Beyond every sequence on its side.
    case .big(let big): return big.isNegative ? Int.min / 2 : Int.max / 2
    case .float, nil:
      throw .type("slice indices must be integers or None or have an __index__ method")
    }
  }
}

extension String {
  init(scalars: JinjaText) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self = String(view)
  }
}
