import SluiceCore

/// The words in the texts and the magics of a stretch of Python that may name files or modules of the
/// project. Docstrings and what is known to be written name none.
struct PythonProjectWords {
  private(set) var found: [ProjectWord] = []
  private let tree: PythonTree
  private let scopes: PythonScopeMap

  /// `nodes` are whole statements. Linear in them.
  init(
    of nodes: Range<Int>, in tree: PythonTree, _ scopes: PythonScopeMap, _ paths: PythonWordPlaces
  ) {
    self.tree = tree
    self.scopes = scopes
    // Commands may stand in several texts: `[python, "-m", "tool"]`.
    var (commands, others): ([UInt8], [UInt8]) = ([], [])
    for node in nodes {
      let value = tree.nodes[node]
      switch value.kind {
      case .string:
        guard let place = place(of: node, paths) else { continue }
        if place == .command {
          commands += tree.text(of: node) + [0x20]
        } else {
          readText(node, place)
        }
        others += tree.text(of: node) + [0x20]
      case .stringText: others += tree.text(of: node) + [0x0A]
      case .magic: commands += tree.text(of: node) + [0x0A]
      default: continue
      }
    }
    found += projectWords(in: commands, .whole)
    for word in projectWords(in: others, .inside) {
      // `f"{folder}/a.json"`
      found.append(
        word.text.hasPrefix("/") ? ProjectWord(String(word.text.dropFirst()), .part) : word)
    }
    if found.count > ProjectWord.countLimit {
      found.removeLast(found.count - ProjectWord.countLimit)
    }
  }

  private enum Place { case path, part, module, command }

  private func place(of node: Int, _ paths: PythonWordPlaces) -> Place? {
    let parent = scopes.parent(node)
    let start = Int(tree.nodes[node].start)
    if tree.nodes[parent].kind == .expressionStatement || paths.written.contains(start) {
      return nil
    }
    switch tree.nodes[parent].kind {
    case .subscripted where isModules(tree.child(0, of: parent)): return .module
    case .call:
      guard let callee = tree.root(of: tree.child(0, of: parent))?.use else { break }
      let word = callee.path.last ?? callee.name
      if word == "getLogger" { return nil }
      if word == "get", callee.path.dropLast().last == "modules" { return .module }
      if word == "run_module" || word == "locate" { return .module }
      if commandRunners.contains(word) { return .command }
    case .list, .listDisplay, .tuple:
      let outer = scopes.parent(parent)
      guard tree.nodes[outer].kind == .call,
        let callee = tree.root(of: tree.child(0, of: outer))?.use
      else { break }
      if commandRunners.contains(callee.path.last ?? callee.name) { return .command }
    default: break
    }
    return paths.parts.contains(start) ? .part : .path
  }

  /// `sys.modules`, `modules`
  private func isModules(_ node: Int) -> Bool {
    switch tree.nodes[node].kind {
    case .attribute: tree.identifier(at: Int(tree.nodes[node].payload)) == "modules"
    case .name: tree.isName(node, "modules")
    default: false
    }
  }

  private mutating func readText(_ node: Int, _ place: Place) {
    guard tree.text(of: node).count <= ProjectWord.lengthLimit,
      let text = tree.stringValue(of: node), !text.isEmpty
    else { return }
    switch place {
    case .module: found.append(ProjectWord(text, .module))
    case .part: found.append(ProjectWord(text, .part))
    case .path where text.utf8.contains(0x2E) || text.utf8.contains(UInt8(ascii: "/")):
      found.append(ProjectWord(text, .whole))
    // It may be a folder.
    case .path where text.utf8.allSatisfy(isPathByte): found.append(ProjectWord(text, .part))
    case .path, .command: break
    }
  }
}

/// Where the texts stand, by their first bytes, that are known to be written to, and those that are parts
/// of paths.
struct PythonWordPlaces {
  private(set) var written: Set<Int> = []
  private(set) var parts: Set<Int> = []

  init(_ tree: PythonTree) {
    for literal in pythonPathLiterals(in: tree) {
      let start = literal.range.bytes.lowerBound
      if literal.use == .written { written.insert(start) }
      if literal.isPart { parts.insert(start) }
    }
  }
}

/// Functions that start other programs.
private let commandRunners: Set<String> = [
  "system", "run", "call", "check_call", "check_output", "Popen", "popen", "getoutput",
  "getstatusoutput", "sh",
]
