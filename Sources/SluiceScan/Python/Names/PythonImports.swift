package import SluiceCore

/// One module that a Python text imports, or one name out of it.
package struct PythonImport: Hashable, Sendable {
  /// When the import runs, if it does.
  package struct Guards: OptionSet, Hashable, Sendable {
    /// The guards, one to a bit.
    package let rawValue: UInt8

    /// The guards that are set in `rawValue`.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// In the body of a `try` that has handlers: it may fail.
    package static let tried = Guards(rawValue: 1)
    /// In an `except` block: it stands in for another.
    package static let fallback = Guards(rawValue: 2)
    /// Below `if`, `while`, `for` or `match`.
    package static let conditional = Guards(rawValue: 4)
    /// Below `if TYPE_CHECKING:`, which no run enters.
    package static let typeChecking = Guards(rawValue: 8)
    /// In a function's body: when somebody calls it.
    package static let function = Guards(rawValue: 16)
    /// It may not run, may fail, or stands in for another.
    package static let unsure = Guards(rawValue: 1 | 2 | 4)
  }

  /// The dotted module, without leading dots; empty in `from . import name`.
  package var module: String
  /// The number of leading dots.
  package var level: Int
  /// `name` or `*` of `from module import name`; `nil` for `import module`.
  package var name: String?
  /// The name after `as`.
  package var alias: String?
  /// The module's words, dots included; in `from . import name` the name.
  package var range: SourceRange
  package var guards: Guards

  package init(
    module: String, level: Int, name: String? = nil, alias: String? = nil, range: SourceRange,
    guards: Guards = []
  ) {
    self.module = module
    self.level = level
    self.name = name
    self.alias = alias
    self.range = range
    self.guards = guards
  }

  /// The module's first word, by which a distribution is known; empty in `from . import name`.
  package var topLevel: String { topLevelModule(module) }

  /// Where the module comes from. `isLocal` knows the project's own modules by their first word; they
  /// hide the standard library's, as the folder of a script comes first in `sys.path`.
  package func origin(isLocal: (String) -> Bool) -> PythonModuleOrigin {
    if level > 0 || isLocal(topLevel) { return .local }
    return pythonStandardModules[topLevel].map { .standardLibrary($0) } ?? .thirdParty
  }
}

/// Where a module comes from.
package enum PythonModuleOrigin: Hashable, Sendable {
  /// Part of Python, in these versions.
  case standardLibrary(PythonModuleVersions)
  /// A file or folder of the project.
  case local
  /// Something has to install it.
  case thirdParty
}

/// Everything that a Python text imports, by offset, whatever function or block it stands in.
package func pythonImports(in tree: PythonTree) -> [PythonImport] {
  var imports: [PythonImport] = []
  // Most of the text lies behind the last import.
  guard let text = importingText(of: tree) else { return imports }
  var open: [(node: Int, guards: PythonImport.Guards)] = [(tree.root, [])]
  while let (node, guards) = open.popLast() {
    var below = guards
    switch tree.nodes[node].kind {
    case .importStatement:
      for link in tree.children(of: node) {
        imports.append(plainImport(Int(link), guards, in: tree))
      }
      continue
    case .importFrom:
      imports += importsFrom(node, guards, in: tree)
      continue
    case .module, .block, .error, .list, .classDef, .withStatement, .matchStatement: break
    case .functionDef: below.insert(.function)
    case .exceptHandler: below.insert(.fallback)
    case .forStatement, .whileStatement, .matchCase: below.insert(.conditional)
    case .ifStatement:
      let body =
        isTypeChecking(tree.child(0, of: node), in: tree) ? guards.union(.typeChecking) : nil
      below.insert(.conditional)
      open.append((tree.child(2, of: node), below))
      open.append((tree.child(1, of: node), body ?? below))
      continue
    case .tryStatement:
      let hasHandlers = tree.childCount(of: tree.child(1, of: node)) > 0
      for index in [3, 2, 1] { open.append((tree.child(index, of: node), guards)) }
      open.append((tree.child(0, of: node), hasHandlers ? guards.union(.tried) : guards))
      continue
    default: continue
    }
    for link in tree.children(of: node).reversed() where link != 0 {
      let child = tree.nodes[Int(link)]
      if child.start <= text.upperBound, child.end >= text.lowerBound {
        open.append((Int(link), below))
      }
    }
  }
  return imports
}

/// Where the first and the last import begin; `nil` if there is none.
private func importingText(of tree: PythonTree) -> ClosedRange<UInt32>? {
  var text: ClosedRange<UInt32>?
  let nodes = tree.nodes
  for index in nodes.indices {
    switch nodes[index].kind {
    case .importStatement, .importFrom:
      let start = nodes[index].start
      text = min(text?.lowerBound ?? start, start)...max(text?.upperBound ?? start, start)
    default: break
    }
  }
  return text
}

private func plainImport(
  _ alias: Int, _ guards: PythonImport.Guards, in tree: PythonTree
) -> PythonImport {
  let module = tree.child(0, of: alias)
  return PythonImport(
    module: tree.dottedName(of: module), level: 0, alias: asName(alias, in: tree),
    range: tree.place(of: module), guards: guards)
}

private func importsFrom(
  _ node: Int, _ guards: PythonImport.Guards, in tree: PythonTree
) -> [PythonImport] {
  let from = tree.child(0, of: node)
  let module = from == 0 ? "" : tree.dottedName(of: from)
  let level = Int(tree.nodes[node].payload)
  return tree.children(of: node).dropFirst().map { link in
    let name = tree.child(0, of: Int(link))
    return PythonImport(
      module: module, level: level, name: tree.dottedName(of: name),
      alias: asName(Int(link), in: tree), range: tree.place(of: from == 0 ? name : from),
      guards: guards)
  }
}

private func asName(_ alias: Int, in tree: PythonTree) -> String? {
  let offset = Int(tree.nodes[alias].payload)
  return offset == 0 ? nil : tree.identifier(at: offset)
}

/// `TYPE_CHECKING` or `typing.TYPE_CHECKING`
func isTypeChecking(_ test: Int, in tree: PythonTree) -> Bool {
  let value = tree.nodes[test]
  switch value.kind {
  case .name: return tree.isIdentifier(value.range, "TYPE_CHECKING".utf8)
  case .attribute: return tree.identifier(at: Int(value.payload)) == "TYPE_CHECKING"
  default: return false
  }
}
