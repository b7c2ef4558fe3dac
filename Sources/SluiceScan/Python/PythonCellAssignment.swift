import SluiceCore

/// Finds the statements of a parameters cell that decide a variable, as Ploomber does: it looks at the
/// first statement of each line at the top level, and the last one that assigns the name counts.
struct PythonCellAssignment {
  /// What a statement does to the name.
  enum Use {
    /// Assigns the value at this node, which Ploomber evaluates alone.
    case value(Int)
    /// Ploomber stops here: why, and at which node.
    case refused(String, Int)
  }

  let tree: PythonTree
  /// The cell's part of the tree's text.
  let textRange: Range<Int>
  let name: String

  /// The cell's statements, in order.
  var statements: [Int] {
    tree.children(of: tree.root).map { Int($0) }.filter { node in
      textRange.contains(tree.nodes[node].range.lowerBound)
    }
  }

  /// The statements that use the name, up to the first that Ploomber stops at.
  var uses: [(statement: Int, use: Use)] {
    var found: [(statement: Int, use: Use)] = []
    var previousEnd: Int?
    for statement in statements {
      let range = tree.nodes[statement].range
      let isFirst =
        previousEnd.map { hasLineEnd(min($0, range.lowerBound)..<range.lowerBound) } ?? true
      previousEnd = range.upperBound
      guard isFirst, let use = use(of: statement) else { continue }
      found.append((statement, use))
      if case .refused = use { break }
    }
    return found
  }

  /// What a statement at the beginning of a line has to do with the name, in Ploomber's eyes.
  private func use(of statement: Int) -> Use? {
    switch tree.nodes[statement].kind {
    case .assign:
      let children = tree.children(of: statement)
      let names = children.dropLast().flatMap { definedNames(Int($0)) }
      guard names.count == 1, isName(names[0]), let value = children.last
      else { return nil }
      guard children.count == 2 else {
        return .refused("'\(name)' is assigned together with another target", names[0])
      }
      return self.value(Int(value), of: names[0])
    case .augmentedAssign:
      let target = tree.child(0, of: statement)
      return isName(target)
        ? self.value(tree.child(1, of: statement), of: target) : nil
    case .annotatedAssign:
      let target = tree.child(0, of: statement)
      guard isName(target) else { return nil }
      return .refused("Ploomber cannot read an '\(name)' that has a type annotation", target)
    case .deleteStatement:
      let names = tree.children(of: statement).flatMap { definedNames(Int($0)) }
      guard names.count == 1, isName(names[0]) else { return nil }
      return .refused("Ploomber cannot read a cell that deletes '\(name)'", names[0])
    case .importStatement, .importFrom:
      let aliases = tree.children(of: statement).filter { tree.nodes[Int($0)].kind == .alias }
      guard aliases.count == 1, importedName(Int(aliases[aliases.startIndex])) == name else {
        return nil
      }
      return .refused("'\(name)' is imported, and Ploomber reads only a literal", statement)
    default: return nil
    }
  }

  /// Ploomber evaluates the text behind `=`, which a backslash must not begin.
  private func value(_ value: Int, of target: Int) -> Use {
    let between = tree.nodes[target].range.upperBound..<tree.nodes[value].range.lowerBound
    guard tree.fragment.text[between].contains(0x5C) else { return .value(value) }
    return .refused("Ploomber cannot read a value behind a line continuation", value)
  }

  private func importedName(_ alias: Int) -> String {
    let asName = Int(tree.nodes[alias].payload)
    if asName != 0 { return tree.identifier(at: asName) }
    return tree.identifier(at: tree.nodes[alias].range.lowerBound)
  }

  /// The names that a target defines.
  private func definedNames(_ target: Int) -> [Int] {
    var names: [Int] = []
    var open = [target]
    while let node = open.popLast() {
      switch tree.nodes[node].kind {
      case .name: names.append(node)
      case .tuple, .listDisplay, .starred:
        for child in tree.children(of: node).reversed() { open.append(Int(child)) }
      default: break
      }
    }
    return names
  }

  private func hasLineEnd(_ range: Range<Int>) -> Bool {
    tree.fragment.text[range].contains { $0 == 0x0A || $0 == 0x0D }
  }

  private func isName(_ node: Int) -> Bool {
    let value = tree.nodes[node]
    return value.kind == .name && tree.isIdentifier(value.range, name.utf8)
  }
}

extension PythonTree {
  /// The first name in the expression at `value` that is neither bound in it nor Python's own:
  /// Ploomber evaluates the value alone, so it is unknown there.
  func freeName(in value: Int) -> Int? {
    let nodes = subtree(of: value)
    var bound: Set<String> = []
    for node in nodes {
      let name = self.nodes[node]
      let isBound =
        name.kind == .parameter
        || (name.kind == .name && name.detail != PythonContext.load.rawValue)
      if isBound { bound.insert(identifier(at: name.range.lowerBound)) }
    }
    return nodes.first { node in
      guard self.nodes[node].kind == .name else { return false }
      let name = identifier(at: self.nodes[node].range.lowerBound)
      return !bound.contains(name) && !pythonBuiltins.contains(name)
    }
  }
}

/// Names that a Python expression may use without anyone defining them.
private let pythonBuiltins: Set<String> = [
  "abs", "all", "any", "ascii", "bin", "bool", "bytearray", "bytes", "callable", "chr", "complex",
  "dict", "dir", "divmod", "enumerate", "eval", "exec", "filter", "float", "format", "frozenset",
  "getattr", "globals", "hasattr", "hash", "hex", "id", "input", "int", "isinstance", "issubclass",
  "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct",
  "open", "ord", "pow", "print", "property", "range", "repr", "reversed", "round", "set", "setattr",
  "slice", "sorted", "str", "sum", "super", "tuple", "type", "vars", "zip", "__import__",
]
