import SluiceCore
import SluiceScan

/// What the code cells of a Python notebook or script say, as far as rules ask.
struct ScriptCode: Sendable {
  /// The parameters cell.
  struct Parameters: Sendable {
    /// The last mention of every name, by name.
    var lastWords: [PythonWord]
    /// The cell's first statement.
    var firstPlace: SourceRange
  }

  /// Something that Python does not run.
  enum Refusal: Sendable {
    /// The first syntax error of a cell.
    case syntax(Diagnostic)
    /// What CPython's compiler refuses in a cell without one.
    case code(PythonCodeError)
  }

  /// Whether there is any.
  private(set) var hasCells = false
  /// Whether no cell has syntax errors.
  private(set) var isSound = true
  /// In order.
  private(set) var refusals: [Refusal] = []
  /// A line that Ploomber leaves out installs something.
  private(set) var installs = false
  /// Beside the parameters cell there is no command, nor a word that tells what nobody sees, nor
  /// `product`.
  private(set) var hidesNothing = true
  /// The keys that the cells beside the parameters cell take out of `upstream`; `nil` where something else
  /// happens to that.
  private(set) var upstreamKeys: NameList?
  /// `nil` where there is none, or it has syntax errors.
  private(set) var parameters: Parameters?
  /// What stands in some cell beside the parameters cell, of the names that were asked for.
  private(set) var words = NameList([])
  /// The names that were asked for.
  private(set) var asked = NameList([])
  /// The names that nothing binds, for each list of names that a task brings.
  private(set) var undefined: [[String]: [PythonNameUse]] = [:]

  init(_ cells: [ScriptCodeCell], file: Int, asked injections: [ScriptQuestion.Injection]) {
    asked = NameList(injections.flatMap(\.names))
    let wanted = asked.names + tellingWords.filter { !asked.contains($0) }
    var found: Set<String> = []
    var keys: Set<String>? = []
    for cell in cells {
      take(cell)
      if cell.isParameters {
        if parameters == nil, cell.tree.diagnostics.isEmpty { parameters = Parameters(cell) }
        continue
      }
      let spelled = cell.mentioned(wanted)
      found.formUnion(spelled)
      if !cell.blankedWords.isEmpty || tellingWords.contains(where: spelled.contains) {
        hidesNothing = false
      }
      let isPlain = cell.tree.diagnostics.isEmpty && !cell.blankedWords.contains("upstream")
      if let taken = isPlain ? cell.tree.upstreamKeys() : nil {
        keys?.formUnion(taken)
      } else {
        keys = nil
      }
    }
    words = NameList(found.filter(asked.contains))
    upstreamKeys = keys.map(NameList.init)
    guard isSound else { return }
    for injection in injections where injection.isChecked {
      undefined[injection.names] = undefinedNames(
        in: cells.running(behind: injection.names, file: file)
      ).filter(\.isCertain)
    }
  }

  /// As it was made before: nothing is refused, and nothing undefined for the lists of names in
  /// `checkedFor`.
  init(
    hasCells: Bool, installs: Bool, hidesNothing: Bool, upstreamKeys: NameList?,
    parameters: Parameters?, words: NameList, asked: NameList, checkedFor: [[String]]
  ) {
    self.hasCells = hasCells
    self.installs = installs
    self.hidesNothing = hidesNothing
    self.upstreamKeys = upstreamKeys
    self.parameters = parameters
    self.words = words
    self.asked = asked
    for names in checkedFor { undefined[names] = [] }
  }

  /// What counts in every cell.
  private mutating func take(_ cell: ScriptCodeCell) {
    hasCells = true
    if cell.blankedWords.contains("install") { installs = true }
    let findings = cell.tree.diagnostics
    if !findings.isEmpty { isSound = false }
    if let error = findings.first(where: { $0.kind.severity == .error }) {
      refusals.append(.syntax(error))
    } else {
      refusals += pythonCodeErrors(in: cell.tree).map { .code($0) }
    }
  }
}

/// Words that tell what nobody sees, and `product`.
private let tellingWords = ["eval", "exec", "globals", "locals", "product", "run", "vars"]

extension ScriptCode.Parameters {
  fileprivate init(_ cell: ScriptCodeCell) {
    let tree = cell.tree
    let first = tree.children(of: tree.root).first.map(Int.init) ?? 0
    var last: [String: PythonWord] = [:]
    for word in pythonWords(in: tree) { last[word.name] = word }
    self.init(
      lastWords: last.values.sorted { $0.name < $1.name },
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
