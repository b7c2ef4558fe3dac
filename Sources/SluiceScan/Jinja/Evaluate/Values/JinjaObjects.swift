/// Python's `range`.
final class JinjaRange: JinjaObject {
  let start: Int
  let stop: Int
  let step: Int
  let count: Int

  /// `step` is not zero.
  init(start: Int, stop: Int, step: Int) {
    self.start = start
    self.stop = stop
    self.step = step
    let (first, end) = step > 0 ? (start, stop) : (stop, start)
    let distance = end.subtractingReportingOverflow(first)
    let size = max(1, Int(clamping: step.magnitude))
    count = end <= first ? 0 : distance.overflow ? Int.max : (distance.partialValue - 1) / size + 1
  }

  /// `position` is below `count`.
  func value(at position: Int) -> Int { start &+ position &* step }

  func sliced(
    _ positions: JinjaEvaluator.SlicePositions
  ) throws(TemplateFailure) -> JinjaRange {
    let stride = step.multipliedReportingOverflow(by: positions.step)
    let first = step.multipliedReportingOverflow(by: positions.start)
    let last = step.multipliedReportingOverflow(by: positions.stop)
    let begin = start.addingReportingOverflow(first.partialValue)
    let end = start.addingReportingOverflow(last.partialValue)
    guard !stride.overflow, !first.overflow, !last.overflow, !begin.overflow, !end.overflow else {
      throw .undecided("a range that is too large")
    }
    return JinjaRange(
      start: begin.partialValue, stop: end.partialValue, step: stride.partialValue)
  }

  override var typeName: String { "range" }
  override var isIterable: Bool { true }
  override var isSequence: Bool { true }
  override var showsText: Bool { true }
  override func length(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int? { count }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    let words = step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    return Array(words.unicodeScalars)
  }
  override func item(
    _ key: JinjaValue, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    evaluator.index(key, in: count).map { .integer(value(at: $0)) }
  }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    switch name {
    case "start": return .integer(start)
    case "stop": return .integer(stop)
    case "step": return .integer(step)
    case "count", "index":
      let items: [JinjaValue] = try evaluator.items(of: .object(self))
      return evaluator.tupleMethod(name, of: items)
    default: return nil
    }
  }
  override func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    var position = 0
    return JinjaIterator("range_iterator") { [self] () throws(TemplateFailure) in
      guard position < count else { return nil }
      position += 1
      return .integer(value(at: position - 1))
    }
  }
  override func equals(
    _ other: JinjaObject, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> Bool {
    guard let other = other as? JinjaRange, other.count == count else { return false }
    return count == 0 || (start == other.start && (count == 1 || step == other.step))
  }
}

/// `dict.keys()`, `dict.values()` and `dict.items()`: they see what changes in the dictionary.
final class JinjaDictionaryView: JinjaObject {
  enum Part: String { case keys, values, items }
  let part: Part
  let dictionary: JinjaDictionary

  init(_ part: Part, of dictionary: JinjaDictionary) {
    self.part = part
    self.dictionary = dictionary
  }

  private var items: [JinjaValue] {
    dictionary.entries.map { entry in
      switch part {
      case .keys: entry.key
      case .values: entry.value
      case .items: .tuple([entry.key, entry.value])
      }
    }
  }

  override var typeName: String { "dict_\(part.rawValue)" }
  override var isIterable: Bool { true }
  override var showsText: Bool { true }
  override func length(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int? {
    dictionary.entries.count
  }
  override func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    try evaluator.spend(dictionary.entries.count)
    let name = part == .keys ? "key" : part == .values ? "value" : "item"
    return JinjaIterator(items, name: "dict_\(name)iterator")
  }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    let inner = try evaluator.representation(of: .list(JinjaList(items)))
    return Array("\(typeName)(".unicodeScalars) + inner + [")"]
  }
  override func equals(
    _ other: JinjaObject, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> Bool {
    guard let other = other as? JinjaDictionaryView, part != .values, other.part == part else {
      return self === other
    }
    let theirs = other.items
    guard theirs.count == items.count else { return false }
    for item in items where !(try evaluator.contains(.tuple(theirs), item)) { return false }
    return true
  }
}

/// One group of `groupby`: a pair with names.
final class JinjaGroup: JinjaObject {
  let grouper: JinjaValue
  let list: JinjaValue

  init(grouper: JinjaValue, list: JinjaValue) {
    self.grouper = grouper
    self.list = list
  }

  override var typeName: String { "_GroupTuple" }
  override var typeWords: String { "jinja2.filters._GroupTuple object" }
  override var isIterable: Bool { true }
  override var isSequence: Bool { true }
  override var showsText: Bool { true }
  override func length(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int? { 2 }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    try evaluator.representation(of: .tuple([grouper, list]))
  }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    switch name {
    case "grouper": grouper
    case "list": list
    default: evaluator.tupleMethod(name, of: [grouper, list])
    }
  }
  override func item(
    _ key: JinjaValue, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    evaluator.index(key, in: 2).map { $0 == 0 ? grouper : list }
  }
  override func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    JinjaIterator([grouper, list], name: "tuple_iterator")
  }
}

/// What `namespace()` makes: names that a `set` may write from an inner scope.
final class JinjaNamespace: JinjaObject {
  let attributes: JinjaDictionary
  init(_ attributes: JinjaDictionary) { self.attributes = attributes }

  override var typeName: String { "Namespace" }
  override var typeWords: String { "jinja2.utils.Namespace object" }
  override var showsText: Bool { true }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    Array("<Namespace ".unicodeScalars)
      + (try evaluator.representation(of: .dictionary(attributes))) + [">"]
  }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? { attributes.value(name) }
}

/// What `cycler()` makes.
final class JinjaCycler: JinjaObject {
  /// Not empty.
  private let items: [JinjaValue]
  private var position = 0
  init(_ items: [JinjaValue]) { self.items = items }

  override var typeName: String { "Cycler" }
  override var typeWords: String { "jinja2.utils.Cycler object" }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    switch name {
    case "current": return items[position]
    case "items": return .tuple(items)
    case "pos": return .integer(position)
    case "next":
      return .object(
        JinjaFunction("next") { [self] (arguments, _) throws(TemplateFailure) in
          _ = try arguments.bound("next", [])
          defer { position = (position + 1) % items.count }
          return items[position]
        })
    case "reset":
      return .object(
        JinjaFunction("reset") { [self] (arguments, _) throws(TemplateFailure) in
          _ = try arguments.bound("reset", [])
          position = 0
          return .null
        })
    default: return nil
    }
  }
}

/// What `joiner()` makes: nothing at first, then its separator.
final class JinjaJoiner: JinjaObject {
  private let separator: JinjaValue
  private var isUsed = false
  init(_ separator: JinjaValue) { self.separator = separator }

  override var typeName: String { "Joiner" }
  override var typeWords: String { "jinja2.utils.Joiner object" }
  override var isCallable: Bool { true }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    name == "sep" ? separator : name == "used" ? .boolean(isUsed) : nil
  }
  override func call(
    _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue {
    _ = try arguments.bound("joiner", [])
    if isUsed { return separator }
    isUsed = true
    return .string("")
  }
}

/// An object of the host program.
final class JinjaHostObject: JinjaObject {
  let object: TemplateObject
  private let attributes: [String: JinjaValue]
  private let items: JinjaDictionary?

  init(_ object: TemplateObject) throws(TemplateFailure) {
    self.object = object
    var attributes: [String: JinjaValue] = [:]
    for (name, value) in object.attributes { attributes[name] = try JinjaValue(value) }
    self.attributes = attributes
    items = try object.items.map { (entries) throws(TemplateFailure) in
      try JinjaDictionary(entries)
    }
  }

  override var typeName: String { object.typeName }
  override var typeWords: String { "\(object.typeName) object" }
  override var isMapping: Bool { items != nil }
  override var isSequence: Bool { items != nil }
  override var isIterable: Bool { items != nil }
  override func length(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int? {
    items?.entries.count
  }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    object.text.map { Array($0.unicodeScalars) }
  }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    if let attribute = attributes[name] { return attribute }
    guard let items, ["get", "items", "keys", "values"].contains(name) else { return nil }
    return evaluator.dictionaryMethod(name, of: items)
  }
  override func item(
    _ key: JinjaValue, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    guard let items, evaluator.isHashable(key) else { return nil }
    return try items.value(key)
  }
  override func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    guard let items else { throw .type("'\(typeName)' object is not iterable") }
    return try evaluator.iterator(.dictionary(items))
  }
}

extension JinjaDictionary {
  convenience init(_ entries: [TemplateValue.Entry]) throws(TemplateFailure) {
    self.init()
    for entry in entries { try set(JinjaValue(entry.key), JinjaValue(entry.value)) }
  }
}

extension JinjaValue {
  /// The evaluator's own value for what it is given. Recursive to the depth of the value.
  init(_ value: TemplateValue) throws(TemplateFailure) {
    switch value {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let digits):
      self = Int(digits).map { .integer($0) } ?? BigInteger(digits).map { .big($0) } ?? .null
    case .float(let value): self = .float(value)
    case .string(let text): self = .string(text)
    case .list(let values):
      var items: [JinjaValue] = []
      for value in values { items.append(try JinjaValue(value)) }
      self = .list(JinjaList(items))
    case .tuple(let values):
      var items: [JinjaValue] = []
      for value in values { items.append(try JinjaValue(value)) }
      self = .tuple(items)
    case .dictionary(let entries): self = .dictionary(try JinjaDictionary(entries))
    case .object(let object): self = .object(try JinjaHostObject(object))
    case .later(let name): self = .later(name)
    }
  }
}
