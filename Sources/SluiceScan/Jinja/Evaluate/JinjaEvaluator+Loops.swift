/// `for`, with all that its `loop` can tell.
extension JinjaEvaluator {
  func runLoop(
    _ id: JinjaNode.ID, _ frame: JinjaFrame, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    guard case .loop(_, let over, _, _, _, let isRecursive) = template.parsed[id].kind else {
      return
    }
    let value = try evaluate(over, frame)
    here = over
    var text = output
    output = []
    defer { output = text }
    guard isRecursive else {
      return try deeper { () throws(TemplateFailure) in
        try iterate(id, value, frame, recurse: nil, depth: 0, &text)
      }
    }
    try write(recursion(id, value, frame, depth: 0), &text)
  }

  /// One level of a recursive loop, as a text.
  private func recursion(
    _ id: JinjaNode.ID, _ value: JinjaValue, _ frame: JinjaFrame, depth: Int
  ) throws(TemplateFailure) -> JinjaText {
    let running = template
    return try nested { () throws(TemplateFailure) in
      var text: JinjaText = []
      try deeper { () throws(TemplateFailure) in
        try iterate(
          id, value, frame,
          recurse: { [self] (value, depth) throws(TemplateFailure) in
            try inside(running) { () throws(TemplateFailure) in
              safe(try recursion(id, value, frame, depth: depth))
            }
          }, depth: depth, &text)
      }
      return text
    }
  }

  private func iterate(
    _ id: JinjaNode.ID, _ value: JinjaValue, _ frame: JinjaFrame,
    recurse: JinjaLoop.Recursion?, depth: Int, _ output: inout JinjaText
  ) throws(TemplateFailure) {
    guard case .loop(let target, _, let test, let body, let otherwise, _) = template.parsed[id].kind
    else { return }
    let items = try filtered(value, by: test, target: target, id, frame)
    let symbols = template.symbols(.init(node: id.index, part: .loopBody), in: frame.symbols)
    let loop =
      symbols.loads["loop"] == .parameter
      ? JinjaLoop(items, of: test == nil ? value : nil, depth: depth, recurse) : nil
    var isEmpty = true
    func next() throws(TemplateFailure) -> JinjaValue? {
      if let loop { return try loop.advance(self) }
      return try items.pull(self)
    }
    while let item = try next() {
      isEmpty = false
      let inner = JinjaFrame(symbols: symbols, parent: frame, context: frame.context)
      inner.enter()
      if let loop { inner.values["loop"] = .object(loop) }
      here = target
      try assign(item, to: target, inner)
      try execute(body, inner, &output)
    }
    if isEmpty, !otherwise.isEmpty {
      let inner = scope(id, .loopElse, frame)
      inner.enter()
      try execute(otherwise, inner, &output)
    }
  }

  /// The items that the loop's `if` lets through, each tested when it is asked for.
  private func filtered(
    _ value: JinjaValue, by test: JinjaNode.ID?, target: JinjaNode.ID, _ id: JinjaNode.ID,
    _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaIterator {
    let items = try iterator(value)
    guard let test else { return items }
    return JinjaIterator("generator") { [self] () throws(TemplateFailure) in
      while let item = try items.pull(self) {
        let inner = scope(id, .loopTest, frame)
        inner.enter()
        try assign(item, to: target, inner)
        if try isTrue(evaluate(test, inner)) { return item }
      }
      return nil
    }
  }
}

/// What `loop` is inside a `for`.
final class JinjaLoop: JinjaObject {
  typealias Recursion = (JinjaValue, Int) throws(TemplateFailure) -> JinjaValue

  private var items: JinjaIterator
  /// What is looped over, if its length may tell the loop's.
  private let source: JinjaValue?
  private let depth: Int
  private let recurse: Recursion?
  private var index = -1
  private var count: Int?
  private var after: JinjaValue?
  private var current: JinjaValue?
  private var before: JinjaValue?
  private var changedValues: [JinjaValue]?

  init(_ items: JinjaIterator, of source: JinjaValue?, depth: Int, _ recurse: Recursion?) {
    self.items = items
    self.source = source
    self.depth = depth
    self.recurse = recurse
  }

  func advance(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaValue? {
    guard let next = try peek(evaluator) else { return nil }
    after = nil
    index += 1
    before = current
    current = next
    return next
  }

  private func peek(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaValue? {
    if after == nil { after = try items.pull(evaluator) }
    return after
  }

  private func length(of evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int {
    if let count { return count }
    var known: Int?
    if let source, !(source.isIterator) { known = try? evaluator.length(of: source) }
    if known == nil {
      let rest = try evaluator.items(of: .object(items))
      items = JinjaIterator(rest)
      known = rest.count + index + 1 + (after == nil ? 0 : 1)
    }
    count = known
    return known ?? 0
  }

  override var typeName: String { "LoopContext" }
  override var typeWords: String { "jinja2.runtime.LoopContext object" }
  override var isCallable: Bool { true }
  override var showsText: Bool { true }
  override var isIterable: Bool { true }
  override func length(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int? {
    try length(of: evaluator)
  }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    Array("<LoopContext \(index + 1)/\(try length(of: evaluator))>".unicodeScalars)
  }
  override func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    throw .undecided("a loop over 'loop'")
  }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    switch name {
    case "index": return .integer(index + 1)
    case "index0": return .integer(index)
    case "revindex": return .integer(try length(of: evaluator) - index)
    case "revindex0": return .integer(try length(of: evaluator) - index - 1)
    case "first": return .boolean(index == 0)
    case "last": return .boolean(try peek(evaluator) == nil)
    case "length": return .integer(try length(of: evaluator))
    case "depth": return .integer(depth + 1)
    case "depth0": return .integer(depth)
    case "previtem":
      return index == 0
        ? evaluator.undefined(name: "previtem", message: "there is no previous item") : before
    case "nextitem":
      return try peek(evaluator)
        ?? evaluator.undefined(name: "nextitem", message: "there is no next item")
    case "cycle":
      return .object(
        JinjaFunction("cycle") { [self] (arguments, _) throws(TemplateFailure) in
          let values = arguments.positional
          guard !values.isEmpty else { throw .type("no items for cycling given") }
          return values[index % values.count]
        })
    case "changed":
      return .object(
        JinjaFunction("changed") { [self] (arguments, evaluator) throws(TemplateFailure) in
          if let known = changedValues,
            try evaluator.areEqual(.tuple(known), .tuple(arguments.positional))
          {
            return .boolean(false)
          }
          changedValues = arguments.positional
          return .boolean(true)
        })
    default: return nil
    }
  }
  override func call(
    _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue {
    guard let value = try arguments.bound("loop", ["iterable"], required: 1)[0], let recurse else {
      throw .type("The loop must have the 'recursive' marker to be called recursively.")
    }
    return try recurse(value, depth + 1)
  }
}

extension JinjaValue {
  /// Whether it gives its items once.
  var isIterator: Bool {
    if case .object(let object) = self { object is JinjaIterator } else { false }
  }
}
