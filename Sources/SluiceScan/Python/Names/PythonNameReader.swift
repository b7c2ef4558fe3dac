import SluiceCore

/// Walks over the text in the order in which Python runs it, with function bodies and postponed
/// annotations behind everything else. Its stack is a list of steps, so no text can exhaust it.
struct PythonNameReader: ~Copyable {
  /// How strings are read: as text, as an annotation, or inside of one that was a string itself.
  enum Annotation { case none, bare, string }

  /// What is left to do. Taken from the end.
  enum Step {
    case visit(UInt32)
    /// The parts of a definition behind its decorators.
    case define(UInt32)
    case classBody(UInt32)
    case comprehensionBody(UInt32)
    case handlerBody(UInt32)
    /// Reads the name that an augmented assignment also writes.
    case load(UInt32)
    case bind(symbol: UInt32, node: UInt32, PythonNameBinding.Kind)
    case walrus(UInt32)
    case annotation(Annotation)
    case leaveScope
    case leaveTry
    case leaveConditional
    /// A handler's name is gone behind its block; what it hid, the last of `hidden`, is back.
    case restore(symbol: UInt32)

    static func visit(_ node: Int) -> Step { .visit(UInt32(truncatingIfNeeded: node)) }
  }

  /// What runs when all that runs at import has run.
  struct Deferred {
    enum Work {
      case body(Int)
      case annotation(Int)
      case text(Int)
    }
    var work: Work
    var tree: Int
    var scope: Int
    var isConditional: Bool
  }

  /// A tree, and where it comes from.
  struct Source {
    var tree: PythonTree
    /// The reader's symbols by the tree's, 0 for those that were not asked for yet. Empty where both are
    /// the same.
    var symbols: [UInt32]
    /// A string annotation's literal.
    var literal: Literal?

    struct Literal {
      var tree: Int
      var node: Int
      /// Offset of the text in the literal's tree, if it stands there byte for byte.
      var start: Int?
    }
  }

  let options: PythonNameOptions
  var sources: [Source] = []
  /// The source that is being read, and its tree.
  var current = 0
  /// Of the current source.
  private var currentSymbols: [UInt32] = []
  var tree = PythonTree(
    fragment: Fragment(text: [], segments: [], fileEnd: 0), file: 0, diagnostics: [],
    nodes: PythonNodes(OwnedList(capacity: 1)), links: [], isASCII: true, symbols: PythonSymbols())
  /// Those of the first tree, and what came later.
  var symbols: PythonSymbols
  private let firstSymbols: PythonSymbols
  var scopes = PythonScopes()
  var scope = 0
  var steps = OwnedList<Step>(capacity: 256)
  /// What the names of open handlers hide.
  var hidden: [PythonNameBinding?] = []
  var deferred: [Deferred] = []
  var annotation = Annotation.none
  var postponesAnnotations: Bool
  /// Whether anything has been imported from `typing`.
  var knowsTyping = false
  var conditionals = 0
  /// One entry for each `try` whose body is being read: whether a `NameError` is handled.
  var handled: [Bool] = []
  /// Whether something binds names of the module that cannot be read.
  var isOpen = false
  /// Names that some function declares `global` or `nonlocal`: when it runs, nobody knows.
  var boundFromInside: Set<Int> = []
  /// The last use of Python's own names, by symbol.
  var builtinUses: [PythonNameBinding.Use?] = []
  var exports: [(symbol: Int, tree: Int, node: Int)] = []
  var uses: [(use: PythonNameUse, symbol: Int)] = []

  /// `symbols` are those of the first tree.
  init(_ options: PythonNameOptions, _ symbols: PythonSymbols) {
    self.options = options
    self.symbols = symbols
    firstSymbols = symbols
    postponesAnnotations = options.postponesAnnotations
    for name in options.known {
      scopes[0, self.symbols.symbol(name)] = PythonNameBinding()
    }
  }

  mutating func readModule(_ tree: PythonTree) {
    enter(tree, literal: nil)
    if !tree.diagnostics.isEmpty { isOpen = true }
    if options.isNotebook { readForeignCell() }
    steps.append(.visit(tree.root))
    run()
  }

  mutating func finish() -> [PythonNameUse] {
    var index = 0
    while index < deferred.count {
      run(deferred[index])
      index += 1
    }
    checkExports()
    let undefined = uses.filter { entry in
      entry.use.kind == .beforeAssignment || !boundFromInside.contains(entry.symbol)
    }
    return undefined.map(\.use).sorted { first, second in
      first.range.bytes.lowerBound < second.range.bytes.lowerBound
    }
  }

  /// Goes on with a tree that was not read before.
  mutating func enter(_ tree: PythonTree, literal: Source.Literal?) {
    let isSame = tree.symbols.isSame(as: firstSymbols)
    let symbols = [UInt32](repeating: 0, count: isSame ? 0 : tree.symbols.count)
    sources.append(Source(tree: tree, symbols: symbols, literal: literal))
    enter(sources.count - 1)
  }

  private mutating func enter(_ source: Int) {
    if current != source { sources[current].symbols = currentSymbols }
    currentSymbols = []
    swap(&currentSymbols, &sources[source].symbols)
    current = source
    tree = sources[source].tree
  }

  private mutating func run(_ work: Deferred) {
    if current != work.tree { enter(work.tree) }
    scope = work.scope
    annotation = .none
    conditionals = work.isConditional ? 1 : 0
    handled.removeAll()
    switch work.work {
    case .body(let node): enterBody(node)
    case .annotation(let node):
      annotation = .bare
      steps.append(.visit(node))
    case .text(let node): enterText(node)
    }
    run()
  }

  private mutating func run() {
    while let step = steps.popLast() {
      switch step {
      case .visit(let node): if node != 0 { visit(Int(node)) }
      case .define(let node): define(Int(node))
      case .classBody(let node):
        open(.classBody)
        steps.append(.leaveScope)
        steps.append(.visit(tree.child(3, of: Int(node))))
      case .comprehensionBody(let node): enterComprehension(Int(node))
      case .handlerBody(let node): enterHandler(Int(node))
      case .load(let node): load(Int(node))
      case .bind(let symbol, let node, let kind): bind(Int(symbol), Int(node), kind)
      case .walrus(let node): bindNamedExpression(Int(node))
      case .annotation(let state): annotation = state
      case .leaveScope: scope = scopes.parent(of: scope)
      case .leaveTry: _ = handled.popLast()
      case .leaveConditional: conditionals -= 1
      case .restore(let symbol): scopes[scope, Int(symbol)] = hidden.popLast() ?? nil
      }
    }
  }

  mutating func later(_ work: Deferred.Work) {
    deferred.append(
      Deferred(work: work, tree: current, scope: scope, isConditional: conditionals > 0))
  }

  mutating func open(_ kind: PythonScope) { scope = scopes.open(kind, in: scope) }

  /// Does the children in order.
  mutating func visitChildren(of node: Int) {
    let value = tree.nodes[node]
    let first = Int(value.firstLink)
    var link = first + Int(value.linkCount)
    while link > first {
      link -= 1
      let child = tree.links[link]
      if child != 0 { steps.append(.visit(child)) }
    }
  }

  /// The symbol of a node's name.
  mutating func symbol(of node: Int) -> Int {
    let own = Int(tree.nodes[node].symbol)
    guard own < currentSymbols.count else { return own }
    let known = Int(currentSymbols[own])
    if known != 0 { return known }
    let symbol = symbols.symbol(tree.symbols.name(own))
    currentSymbols[own] = UInt32(truncatingIfNeeded: symbol)
    return symbol
  }

  /// A node's place, or its string's where it stands in one.
  func place(_ node: Int, in source: Int) -> SourceRange {
    var range = sources[source].tree.nodes[node].range
    var index = source
    while let literal = sources[index].literal {
      if let start = literal.start {
        range = range.lowerBound + start..<range.upperBound + start
      } else {
        range = sources[literal.tree].tree.nodes[literal.node].range
      }
      index = literal.tree
    }
    return sources[index].tree.place(range)
  }

  mutating func report(_ symbol: Int, _ node: Int, in source: Int, _ kind: PythonNameUse.Kind) {
    let name = symbols.name(symbol)
    uses.append(
      (PythonNameUse(name: name, range: place(node, in: source), kind: kind), symbol))
  }
}
