import SluiceCore

/// Takes a module apart, statement by statement. Linear in the text, apart from the depth of scopes.
package func pythonOutline(of tree: PythonTree) -> PythonOutline {
  guard tree.firstFailure == nil,
    !tree.diagnostics.contains(where: { $0.kind.severity == .error })
  else { return PythonOutline(unsound: tree) }
  var reader = PythonOutlineReader(tree)
  reader.read()
  return reader.outline
}

extension PythonOutline {
  /// A text that is no Python: all of it counts, byte for byte.
  package init(unsound tree: PythonTree) {
    units = [
      PythonUnit(
        kind: .effect, binds: [], form: tree.fragment.text, documentedForm: [], uses: [],
        innerUses: [], imports: [], calls: [], changes: [],
        words: projectWords(in: tree.fragment.text, .inside), marks: [],
        range: tree.place(0..<tree.fragment.text.count))
    ]
    isSound = false
  }
}

/// Goes through the statements at the top of one text.
struct PythonOutlineReader {
  let tree: PythonTree
  let scopes: PythonScopeMap
  private(set) var outline = PythonOutline()
  /// Variables that are made in place, once: changing them changes nobody else.
  private let own: Set<String>
  private let imports: [PythonImport]
  private let wordPlaces: PythonWordPlaces
  private let formerNames: [String: String]
  private let imported: Set<String>
  /// How many of `imports` lie before the statement that is read.
  private var nextImport = 0

  init(_ tree: PythonTree) {
    self.tree = tree
    scopes = PythonScopeMap(of: tree)
    imports = pythonImports(in: tree).sorted {
      $0.range.bytes.lowerBound < $1.range.bytes.lowerBound
    }
    own = PythonOwnVariables(tree, scopes).names
    wordPlaces = PythonWordPlaces(tree)
    formerNames = PythonUses.formerNames(imports)
    imported = Set(imports.compactMap(\.boundName))
  }

  mutating func read() {
    var first = 1
    let docstring = tree.docstring(of: tree.root)
    for link in tree.children(of: tree.root) {
      let statement = Int(link)
      let nodes = first..<statement + 1
      first = statement + 1
      if statement != docstring { read(statement, nodes) }
    }
  }

  private mutating func read(_ statement: Int, _ nodes: Range<Int>) {
    let place = place(of: statement)
    let inside = imports(upTo: place.bytes.upperBound)
    switch tree.nodes[statement].kind {
    case .importStatement, .importFrom:
      if inside.contains(where: { $0.module == "__future__" }) {
        outline.future += PythonForm(of: nodes, in: tree, withDocumentation: false).bytes
      }
      outline.imports += inside
      return
    case .ifStatement where isNeverRun(statement): return
    case .passStatement: return
    default: break
    }
    outline.imports += inside.filter { !$0.guards.contains(.function) }
    var effects = PythonEffects(tree, scopes, own: own, imported: imported)
    effects.read(statement)
    if effects.isEmpty(statement) { return }
    let names = PythonUses(
      of: nodes, in: tree, scopes, imports: inside, formerNames: formerNames)
    let form = PythonForm(of: nodes, in: tree, withDocumentation: false).bytes
    let documented = PythonForm(of: nodes, in: tree, withDocumentation: true).bytes
    let attributes = importedAttributes(of: statement, inside)
    outline.units.append(
      PythonUnit(
        kind: kind(of: statement, effects),
        binds: ownName(of: statement) + names.binds + effects.changed,
        form: form, documentedForm: documented == form ? [] : documented, uses: names.uses,
        innerUses: names.innerUses
          + attributes.compactMap(\.boundName).map {
            PythonUse(name: $0, path: [])
          }, imports: names.imports + attributes, calls: effects.calls,
        changes: effects.changes(of: nodes), bases: bases(of: statement),
        words: PythonProjectWords(of: nodes, in: tree, scopes, wordPlaces).found,
        marks: names.marks, range: place))
  }

  /// A definition's name comes first: its body may bind others with `global`.
  private func ownName(of statement: Int) -> [String] {
    switch tree.nodes[statement].kind {
    case .functionDef, .classDef: [tree.identifier(at: Int(tree.nodes[statement].payload))]
    default: []
    }
  }

  /// What the body of a class imports: attributes, and nobody sees what is taken of them.
  private func importedAttributes(
    of statement: Int, _ inside: [PythonImport]
  ) -> [PythonImport] {
    guard tree.nodes[statement].kind == .classDef else { return [] }
    return inside.filter { !$0.guards.contains(.function) }.map { found in
      var found = found
      found.alias = "\u{0}" + (found.boundName ?? "*")
      return found
    }
  }

  /// What a class is derived from, and its metaclass.
  private func bases(of statement: Int) -> [PythonUse] {
    guard tree.nodes[statement].kind == .classDef else { return [] }
    return tree.children(of: tree.child(2, of: statement)).compactMap { link in
      let isKeyword = tree.nodes[Int(link)].kind == .keyword
      return tree.root(of: isKeyword ? tree.child(0, of: Int(link)) : Int(link))?.use
    }
  }

  private func kind(of statement: Int, _ effects: PythonEffects) -> PythonUnit.Kind {
    if effects.isSure { return .effect }
    switch tree.nodes[statement].kind {
    case .functionDef: return .function
    case .classDef: return .classDefinition
    default: return .binding
    }
  }

  /// `if __name__ == '__main__':` and `if TYPE_CHECKING:` without an `else`: no import runs what is below.
  private func isNeverRun(_ statement: Int) -> Bool {
    guard tree.child(2, of: statement) == 0 else { return false }
    let test = tree.child(0, of: statement)
    if isTypeChecking(test, in: tree) { return true }
    guard tree.nodes[test].kind == .compare, tree.operators(of: test) == [.equal] else {
      return false
    }
    let sides = [tree.child(0, of: test), tree.child(1, of: test)]
    return sides.contains { tree.stringValue(of: $0) == "__main__" }
      && sides.contains { tree.isName($0, "__name__") }
  }

  /// The statement's place, its decorators included.
  private func place(of statement: Int) -> SourceRange {
    var range = tree.nodes[statement].range
    switch tree.nodes[statement].kind {
    case .functionDef, .classDef:
      let decorators = tree.child(0, of: statement)
      if decorators != 0 {
        range = min(range.lowerBound, tree.nodes[decorators].range.lowerBound)..<range.upperBound
      }
    default: break
    }
    return tree.place(range)
  }

  private mutating func imports(upTo end: Int) -> [PythonImport] {
    let start = nextImport
    while nextImport < imports.count, imports[nextImport].range.bytes.lowerBound < end {
      nextImport += 1
    }
    return Array(imports[start..<nextImport])
  }
}

extension PythonTree {
  /// Whether the node is the plain name.
  func isName(_ node: Int, _ name: String) -> Bool {
    nodes[node].kind == .name && isIdentifier(nodes[node].range, name.utf8)
  }

  /// The name that an expression begins with, through attributes, items and calls, and the attributes
  /// right behind it; `nil` if it begins with anything else.
  func root(of expression: Int) -> (node: Int, use: PythonUse)? {
    var path: [String] = []
    var at = expression
    while true {
      switch nodes[at].kind {
      case .name:
        return (
          at,
          PythonUse(
            name: identifier(at: Int(nodes[at].start)),
            path: Array(path.reversed().prefix(PythonUse.pathLimit)))
        )
      case .attribute: path.append(identifier(at: Int(nodes[at].payload)))
      // What stands behind is an attribute of the answer.
      case .subscripted, .call: path.removeAll()
      default: return nil
      }
      at = child(0, of: at)
    }
  }
}
