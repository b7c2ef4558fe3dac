/// Equality, order and membership.
extension JinjaEvaluator {
  func holds(
    _ sign: JinjaNode.Comparison, _ left: JinjaValue, _ right: JinjaValue
  ) throws(TemplateFailure) -> Bool {
    switch sign {
    case .equal: return try areEqual(left, right)
    case .notEqual: return !(try areEqual(left, right))
    case .less: return try isLess(left, right, "<")
    case .greater: return try isLess(right, left, ">", reversed: true)
    case .lessOrEqual: return try isLess(left, right, "<=", orEqual: true)
    case .greaterOrEqual: return try isLess(right, left, ">=", orEqual: true, reversed: true)
    case .contained: return try contains(right, left)
    case .notContained: return !(try contains(right, left))
    }
  }

  /// Python's `==`.
  func areEqual(
    _ left: JinjaValue, _ right: JinjaValue, depth: Int = 0
  ) throws(TemplateFailure) -> Bool {
    try step()
    guard depth < 100 else { throw .undecided("values that are nested too deeply to be compared") }
    switch (left, right) {
    case (.later(let name), _), (_, .later(let name)): throw TemplateFailure(.later(name: name))
    case (.undefined(let undefined), _), (_, .undefined(let undefined)):
      if undefined.isStrict { throw undefined.failure }
      return left.isUndefined && right.isUndefined
    case (.null, .null): return true
    case (.string(let first), .string(let second)), (.string(let first), .markup(let second)),
      (.markup(let first), .string(let second)), (.markup(let first), .markup(let second)):
      return first == second
    case (.list(let first), .list(let second)):
      return try areEqual(first.items, second.items, depth)
    case (.tuple(let first), .tuple(let second)): return try areEqual(first, second, depth)
    case (.dictionary(let first), .dictionary(let second)):
      guard first.entries.count == second.entries.count else { return false }
      for entry in first.entries {
        guard let other = try second.value(entry.key),
          try areEqual(entry.value, other, depth: depth + 1)
        else { return false }
      }
      return true
    case (.object(let first), .object(let second)): return try first.equals(second, self)
    default:
      guard let first = Number(left), let second = Number(right) else { return false }
      return order(first, second) == .same
    }
  }

  private func areEqual(
    _ left: [JinjaValue], _ right: [JinjaValue], _ depth: Int
  ) throws(TemplateFailure) -> Bool {
    guard left.count == right.count else { return false }
    for (first, second) in zip(left, right) {
      guard try areEqual(first, second, depth: depth + 1) else { return false }
    }
    return true
  }

  private enum Order { case less, same, greater, none }

  private func order(_ left: Number, _ right: Number) -> Order {
    if let first = left.whole, let second = right.whole {
      return first == second ? .same : first < second ? .less : .greater
    }
    let (first, second) = (left.double, right.double)
    if first.isNaN || second.isNaN { return .none }
    // A float and a whole number are compared exactly.
    if first == second, first.isFinite, let a = left.whole ?? BigInteger(exactly: first),
      let b = right.whole ?? BigInteger(exactly: second)
    {
      return a == b ? .same : a < b ? .less : .greater
    }
    return first == second ? .same : first < second ? .less : .greater
  }

  /// Python's `<` or `<=`; `words` and `reversed` say how the comparison was written.
  func isLess(
    _ left: JinjaValue, _ right: JinjaValue, _ words: String, orEqual: Bool = false,
    reversed: Bool = false, depth: Int = 0
  ) throws(TemplateFailure) -> Bool {
    try step()
    guard depth < 100 else { throw .undecided("values that are nested too deeply to be compared") }
    switch (left, right) {
    case (.later(let name), _), (_, .later(let name)): throw TemplateFailure(.later(name: name))
    case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.failure
    case (.list(let first), .list(let second)):
      return try isLess(first.items, second.items, words, orEqual, reversed, depth)
    case (.tuple(let first), .tuple(let second)):
      return try isLess(first, second, words, orEqual, reversed, depth)
    default: break
    }
    if let first = left.text, let second = right.text {
      return first == second ? orEqual : first.lexicographicallyPrecedes(second)
    }
    if let first = Number(left), let second = Number(right) {
      let order = order(first, second)
      return order == .less || (orEqual && order == .same)
    }
    let (first, second) = reversed ? (right, left) : (left, right)
    throw .type(
      "'\(words)' not supported between instances of '\(first.typeName)' and '\(second.typeName)'")
  }

  private func isLess(
    _ left: [JinjaValue], _ right: [JinjaValue], _ words: String, _ orEqual: Bool,
    _ reversed: Bool, _ depth: Int
  ) throws(TemplateFailure) -> Bool {
    for (first, second) in zip(left, right) {
      if try areEqual(first, second, depth: depth + 1) { continue }
      return try isLess(
        first, second, words, orEqual: orEqual, reversed: reversed, depth: depth + 1)
    }
    return orEqual ? left.count <= right.count : left.count < right.count
  }

  /// Python's `item in container`.
  func contains(_ container: JinjaValue, _ item: JinjaValue) throws(TemplateFailure) -> Bool {
    switch container {
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      return false
    case .string(let text), .markup(let text):
      if case .undefined(let undefined) = item, undefined.isStrict {
        throw .type("'in <string>' requires string as left operand, not StrictUndefined")
      }
      guard let part = item.text else {
        throw .type("'in <string>' requires string as left operand, not \(item.typeName)")
      }
      try spend(text.count)
      return text.firstOffset(of: part) != nil
    case .dictionary(let dictionary): return try dictionary.value(item) != nil
    case .later, .null, .boolean, .integer, .big, .float:
      if case .later(let name) = container { throw TemplateFailure(.later(name: name)) }
      throw .type("argument of type '\(container.typeName)' is not iterable")
    case .list, .tuple, .object:
      if case .object(let object) = container {
        if object.isMapping { return try object.item(item, self) != nil }
        guard object.isIterable else {
          throw .type("argument of type '\(container.typeName)' is not iterable")
        }
      }
      let items = try iterator(container)
      while let other = try items.pull(self) {
        if try isSame(other, item) { return true }
        if try areEqual(other, item) { return true }
      }
      return false
    }
  }

  /// Python's `is`, where it can be told; containers that hold a value ask it before `==`.
  private func isSame(_ left: JinjaValue, _ right: JinjaValue) throws(TemplateFailure) -> Bool {
    switch (left, right) {
    case (.undefined(let first), .undefined(let second)): first === second
    case (.list(let first), .list(let second)): first === second
    case (.dictionary(let first), .dictionary(let second)): first === second
    case (.object(let first), .object(let second)): first === second
    case (.null, .null): true
    default: false
    }
  }

  /// Python's `sorted`: stable, by the keys; a merge sort, so that a comparison may fail.
  func sorted(
    _ items: [(key: JinjaValue, value: JinjaValue)], reverse: Bool = false
  ) throws(TemplateFailure) -> [JinjaValue] {
    var current = items
    if reverse { current.reverse() }
    var width = 1
    while width < current.count {
      var merged: [(key: JinjaValue, value: JinjaValue)] = []
      merged.reserveCapacity(current.count)
      var start = 0
      while start < current.count {
        let middle = min(start + width, current.count)
        let end = min(middle + width, current.count)
        var (left, right) = (start, middle)
        while left < middle, right < end {
          if try isLess(current[right].key, current[left].key, "<") {
            merged.append(current[right])
            right += 1
          } else {
            merged.append(current[left])
            left += 1
          }
        }
        merged += current[left..<middle] + current[right..<end]
        start = end
      }
      current = merged
      width *= 2
    }
    if reverse { current.reverse() }
    return current.map(\.value)
  }
}

extension JinjaText {
  /// Where `part` stands first at or behind `start` and before `end`; the empty text stands everywhere.
  func firstOffset(of part: JinjaText, from start: Int = 0, to end: Int? = nil) -> Int? {
    let end = Swift.min(end ?? count, count)
    guard start >= 0, start + part.count <= end else { return nil }
    guard let first = part.first else { return start }
    var at = start
    while at + part.count <= end {
      if self[at] == first, self[at..<at + part.count].elementsEqual(part) { return at }
      at += 1
    }
    return nil
  }

  /// Where `part` stands last.
  func lastOffset(of part: JinjaText, from start: Int = 0, to end: Int? = nil) -> Int? {
    let end = Swift.min(end ?? count, count)
    guard start >= 0, start + part.count <= end else { return nil }
    var at = end - part.count
    while at >= start {
      if self[at..<at + part.count].elementsEqual(part) { return at }
      at -= 1
    }
    return nil
  }
}
