import SluiceCore
import SluiceScan

/// What the code cells of a Python notebook or script say, as far as rules ask.
struct ScriptCode: Sendable {
  /// One code cell.
  struct Cell: Sendable {
    /// What is passed is assigned right behind it.
    var isParameters: Bool
    /// The words of lines that Ploomber leaves out: commands and what they are given.
    var blankedWords: Set<String>
    /// It has no syntax errors.
    var isSound: Bool
    /// The first syntax error, if there is any.
    var syntaxErrors: [Diagnostic]
    /// What CPython's compiler refuses.
    var errors: [PythonCodeError]
    /// The keys that it takes out of `upstream`; `nil` where something else happens to that.
    var keys: [String]?
    /// Words that tell what nobody sees, and `product`; those of the lines left out, too.
    var telling: Set<String>
  }

  /// The parameters cell.
  struct Parameters: Sendable {
    /// The last mention of every name.
    var lastWords: [String: PythonWord]
    /// The cell's first statement.
    var firstPlace: SourceRange
  }

  /// In order.
  private(set) var cells: [Cell] = []
  /// `nil` where there is none, or it has syntax errors.
  private(set) var parameters: Parameters?
  /// What stands in some other cell, of the names that were asked for.
  private(set) var words: Set<String> = []
  /// The names that were asked for.
  private(set) var asked: Set<String> = []
  /// The names that nothing binds, for each list of names that a task brings.
  private(set) var undefined: [[String]: [PythonNameUse]] = [:]

  init(_ cells: [ScriptCodeCell], file: Int, asked injections: [ScriptQuestion.Injection]) {
    for injection in injections { asked.formUnion(injection.names) }
    let wanted = Array(asked.union(tellingWords))
    self.cells.reserveCapacity(cells.count)
    for cell in cells {
      let spelled = cell.mentioned(wanted)
      self.cells.append(Cell(cell, telling: spelled.filter { tellingWords.contains($0) }))
      if cell.isParameters {
        if parameters == nil, cell.tree.diagnostics.isEmpty { parameters = Parameters(cell) }
      } else {
        for word in spelled where asked.contains(word) { words.insert(word) }
      }
    }
    guard isSound else { return }
    for injection in injections where injection.isChecked {
      undefined[injection.names] = undefinedNames(
        in: cells.running(behind: injection.names, file: file)
      ).filter(\.isCertain)
    }
  }

  /// As it was made before: nothing is undefined for the lists of names in `checkedFor`.
  init(
    cells: [Cell], parameters: Parameters?, words: Set<String>, asked: Set<String>,
    checkedFor: [[String]]
  ) {
    self.cells = cells
    self.parameters = parameters
    self.words = words
    self.asked = asked
    for names in checkedFor { undefined[names] = [] }
  }

  /// Whether no cell has syntax errors.
  var isSound: Bool { cells.allSatisfy(\.isSound) }
}

extension ScriptCode.Cell {
  fileprivate init(_ cell: ScriptCodeCell, telling: Set<String>) {
    let tree = cell.tree
    self.init(
      isParameters: cell.isParameters, blankedWords: cell.blankedWords,
      isSound: tree.diagnostics.isEmpty,
      syntaxErrors: Array(tree.diagnostics.filter { $0.kind.severity == .error }.prefix(1)),
      errors: pythonCodeErrors(in: tree),
      keys: tree.upstreamKeys(),
      telling: telling)
  }
}

private let tellingWords: Set<String> = [
  "locals", "vars", "eval", "exec", "globals", "run", "product",
]

extension ScriptCode.Parameters {
  fileprivate init(_ cell: ScriptCodeCell) {
    let tree = cell.tree
    let first = tree.children(of: tree.root).first.map(Int.init) ?? 0
    var last: [String: PythonWord] = [:]
    for word in pythonWords(in: tree) { last[word.name] = word }
    self.init(
      lastWords: last,
      firstPlace: first == 0
        ? tree.place(cell.textRange.prefix(1)) : tree.place(of: first))
  }
}

extension ScriptCodeCell {
  /// Those of `names` that the cell spells.
  func mentioned(_ names: [String]) -> Set<String> {
    var found = pythonWords(among: names, in: tree)
    if blankedWords.isEmpty { return found }
    for name in names where blankedWords.contains(name) { found.insert(name) }
    return found
  }
}

extension [ScriptCodeCell] {
  /// The cells' trees in order, assignments of `names` behind the parameters cell.
  func running(behind names: [String], file: Int) -> [PythonTree] {
    let parameters = firstIndex(where: \.isParameters)
    var trees = map(\.tree)
    let end = parameters.map { self[$0].tree.fragment.fileEnd } ?? 0
    let lines = names.filter(isPythonName).map { "\($0) = None\n" }
    let text = [UInt8](lines.joined().utf8)
    let segment = Fragment.Segment(textStart: 0, fileStart: end, isVerbatim: false)
    let injected = parsePython(
      Fragment(text: text, segments: text.isEmpty ? [] : [segment], fileEnd: end), file: file,
      mode: .module)
    trees.insert(injected, at: parameters.map { $0 + 1 } ?? 0)
    return trees
  }
}

private func isPythonName(_ name: String) -> Bool {
  guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else {
    return false
  }
  return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
}
