import SluiceCore

/// The code of a notebook, one unit for each cell: all of them run, in order. Comments, layout and texts
/// that nobody keeps are out; whether a cell ends in a value that is shown counts, and so does where
/// parameters are put. A cell that is no Python counts as it is written.
package func pythonOutline(ofCells cells: [CodeCell]) -> PythonOutline {
  var outline = PythonOutline()
  let trees = cells.map { parsePython(Fragment(verbatim: $0.text), file: 0, mode: .notebook) }
  let counts = bindingCounts(of: trees)
  let formerNames = PythonUses.formerNames(trees.flatMap(pythonImports))
  for (cell, tree) in zip(cells, trees) {
    if beginsWithForeignMagic(cell.text) {
      outline.units.append(PythonUnit(ofForeignCell: cell.text, tree))
      continue
    }
    guard !tree.diagnostics.contains(where: { $0.kind.severity == .error }) else {
      outline.units += PythonOutline(unsound: tree).units
      continue
    }
    outline.add(tree, isParameters: cell.isParameters, counts, formerNames)
  }
  return outline
}

/// How many statements at the top of all cells bind each name.
private func bindingCounts(of trees: [PythonTree]) -> [String: Int] {
  var counts: [String: Int] = [:]
  for tree in trees {
    let scopes = PythonScopeMap(of: tree)
    var first = 1
    for link in tree.children(of: tree.root) {
      let nodes = first..<Int(link) + 1
      first = Int(link) + 1
      for name in PythonUses(of: nodes, in: tree, scopes, imports: [], formerNames: [:]).binds {
        counts[name, default: 0] += 1
      }
    }
  }
  return counts
}

/// The files that `%run` lines of a cell run, as they are named.
package func runFiles(of cell: CodeCell) -> [String] {
  cell.text.split(separator: 0x0A).compactMap { line in
    let words = line.split(whereSeparator: isBlankByte)
    guard words.count > 1, words[0].elementsEqual("%run".utf8) else { return nil }
    let name = words.dropFirst().first { $0.first != UInt8(ascii: "-") }
    return name.map { name in
      String(decoding: name.filter { $0 != 0x22 && $0 != 0x27 }, as: UTF8.self)
    }
  }
}

extension PythonUnit {
  /// A cell that begins with `%%bash` or another magic: all of it counts, apart from what a shell
  /// does not see.
  fileprivate init(ofForeignCell text: [UInt8], _ tree: PythonTree) {
    let name = text.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
    let isShell = ["%%bash", "%%sh", "%%script", "%%!"].contains {
      name.elementsEqual($0.utf8)
    }
    var form = isShell ? shellForm(text) : text
    while let last = form.last, last <= 0x20 { form.removeLast() }
    self.init(
      kind: .effect, binds: [], form: form, documentedForm: [], uses: [], innerUses: [],
      imports: [], calls: [], changes: [], words: projectWords(in: text, .whole), marks: [],
      range: tree.place(0..<text.count))
  }
}

extension PythonOutline {
  fileprivate mutating func add(
    _ tree: PythonTree, isParameters: Bool, _ counts: [String: Int],
    _ formerNames: [String: String]
  ) {
    let scopes = PythonScopeMap(of: tree)
    let inside = pythonImports(in: tree)
    var form: [UInt8] = []
    var documented: [UInt8] = []
    var first = 1
    var last: Int?
    for link in tree.children(of: tree.root) {
      let statement = Int(link)
      let nodes = first..<statement + 1
      first = statement + 1
      if tree.isText(statement) { continue }
      if isPlainImport(statement, tree, inside, counts) {
        last = statement
        continue
      }
      form += PythonForm(of: nodes, in: tree, withDocumentation: false).bytes
      documented += PythonForm(of: nodes, in: tree, withDocumentation: true).bytes
      last = statement
    }
    if let last, tree.nodes[last].kind == .expressionStatement {
      form.append(tree.isSilenced(last) ? 0xFD : 0xFE)
    }
    if isParameters { form.append(0xFC) }
    let nodes = 1..<max(1, tree.nodes.count)
    let names = PythonUses(
      of: nodes, in: tree, scopes, imports: inside, formerNames: formerNames)
    let words = PythonProjectWords(of: nodes, in: tree, scopes, PythonWordPlaces(tree))
    imports += inside.filter { !$0.guards.contains(.function) }
    units.append(
      PythonUnit(
        kind: .effect, binds: names.binds, form: form,
        documentedForm: documented == form ? [] : documented, uses: names.uses,
        innerUses: names.innerUses, imports: names.imports, calls: [], changes: [],
        words: words.found, marks: names.marks,
        range: tree.place(0..<tree.fragment.text.count)))
  }
}

/// Whether the statement only gives modules and what is in them names that nothing else gets: what these
/// stand for is said where they are used.
private func isPlainImport(
  _ statement: Int, _ tree: PythonTree, _ imports: [PythonImport], _ counts: [String: Int]
) -> Bool {
  switch tree.nodes[statement].kind {
  case .importStatement, .importFrom: break
  default: return false
  }
  let range = tree.place(of: statement).bytes
  return imports.allSatisfy { found in
    guard range.overlaps(found.range.bytes) else { return true }
    guard let name = found.boundName, found.module != "__future__" else { return false }
    return counts[name] == 1
  }
}

extension PythonTree {
  /// Whether the statement is a text that nobody keeps.
  fileprivate func isText(_ statement: Int) -> Bool {
    nodes[statement].kind == .expressionStatement
      && nodes[child(0, of: statement)].kind == .string
  }

  /// Whether a `;` keeps the value of a cell's last statement from being shown.
  fileprivate func isSilenced(_ statement: Int) -> Bool {
    for byte in fragment.text[Int(nodes[statement].end)...] {
      if byte == UInt8(ascii: ";") { return true }
      if !isBlankByte(byte), byte != UInt8(ascii: ")") { return false }
    }
    return false
  }
}
