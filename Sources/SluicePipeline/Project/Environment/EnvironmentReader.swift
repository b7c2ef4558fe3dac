import SluiceCore
import SluiceScan
import SluiceYAML

/// Reads `env.yaml` and what it imports: the values of placeholders, and what is wrong with them.
struct EnvironmentReader {
  var store: SourceStore
  private(set) var values = PlaceholderValues()
  private(set) var diagnostics: [Diagnostic] = []
  /// The keys that the files declare, in the order of the values, with the place of each.
  private(set) var declared: [(name: String, range: SourceRange)] = []
  /// Where values of the files use a name.
  private(set) var uses: [String: [SourceRange]] = [:]
  /// Keys that Ploomber added: no flag overrides them.
  private(set) var standardNames: Set<String> = []
  /// Whether any of the files could not be read whole, so that not all uses are known.
  private(set) var isIncomplete = false
  /// The file that was read, relative to the root, or that a missing value belongs into.
  private(set) var path: String

  let folder: ProjectFolder
  let place: ProjectPlace
  let host: HostFacts
  /// The values as they come to be: of the file that is read last in the end.
  var entries: [(name: String, value: PlaceholderValues.Value, origins: Set<HostValue>)] = []
  /// What templates in the file that is being read may use.
  var known = PlaceholderValues()
  var room = PlaceholderExpansion.limit
  private var visited: Set<String> = []
  /// How many files may import one another; each takes its part of the stack.
  private static let longestChain = Limit.placeholderFiles.value

  init(folder: ProjectFolder, place: ProjectPlace, host: HostFacts, store: SourceStore) {
    self.folder = folder
    self.place = place
    self.host = host
    self.store = store
    path = place.environmentPaths.last ?? "env.yaml"
  }

  /// Reads the first of the files that there are. `head` is where a finding about their names points;
  /// `asksGit` whether the specification may need what git knows.
  mutating func read(head: SourceRange, asksGit: Bool) {
    for candidate in place.environmentPaths where folder.kind(of: candidate) != .missing {
      path = candidate
      load(candidate, here: place.here, importedAt: head, asksGit: asksGit)
      publish()
      return
    }
    addStandardValues(here: place.here, asksGit: asksGit)
    publish()
    findMisnamed(head)
  }

  private mutating func publish() {
    for entry in entries { values.set(entry.name, entry.value, origins: entry.origins) }
    hintAtStandardNames()
    let names = Set(entries.map(\.name)).subtracting(standardNames)
    declared = lastOfEach(declared, \.name).filter { names.contains($0.name) }
  }

  private mutating func hintAtStandardNames() {
    values.hint(
      "env", "'{{env.NAME}}' works in `\(path)` only: give it a key there, and use the key here")
    values.hint("version", "'{{version}}' works in env.yaml only, beside '_module'")
    let git = "there is no git repository with a commit here"
    for name in ["git", "git_hash"] where values.values[name] == nil { values.hint(name, git) }
    if values.values["root"] == nil {
      values.hint(
        "root", "Ploomber finds no root: neither a 'pipeline.yaml' nor a 'setup.py' leads to it")
    }
    if values.values["here"] == nil {
      values.hint(
        "here", "only a specification has a folder: a folder or a pattern of scripts has none")
    }
  }

  /// Reports a file that would be read if its name ended in `.yaml`.
  private mutating func findMisnamed(_ head: SourceRange) {
    let paths = place.environmentPaths
    // Ploomber looks for the one name that it would read first.
    for path in paths where Path.name(of: path) == Path.name(of: paths[0]) {
      let misnamed = String(path.dropLast("yaml".count)) + "yml"
      guard folder.kind(of: misnamed) != .missing else { continue }
      diagnostics.append(
        Diagnostic(
          kind: .environmentFileName, range: head, message: "'\(misnamed)' is not read",
          help: "rename it to '\(path)'",
          fix: Fix(
            title: "rename it to '\(path)'", changes: [.rename(from: misnamed, to: path)],
            isSafe: true)))
      return
    }
  }

  /// Reads a file and what it imports; its values are `entries` afterwards. `here` is an absolute path.
  private mutating func load(
    _ path: String, here: String?, importedAt: SourceRange, asksGit: Bool
  ) {
    entries = []
    known = PlaceholderValues()
    let bytes: [UInt8]
    do throws(ProjectFolder.ReadError) {
      bytes = try folder.bytes(at: path)
    } catch {
      report(
        .environmentValue, importedAt, "'\(path)' cannot be read",
        help: "make it a file that you may read")
      isIncomplete = true
      return addStandardValues(here: here, asksGit: asksGit)
    }
    visited.insert(Path.normalized(path))
    let file = store.position(of: path) ?? store.add(SourceFile(path: path, bytes: bytes))
    let document = parseYAML(bytes, file: file)
    diagnostics += document.diagnostics
    let mistakes = diagnostics.count
    if !document.diagnostics.isEmpty { isIncomplete = true }
    let own = declaredEntries(document, file: file, path: path)
    let asksGit = asksGit || mentionsGit(bytes)
    var imported: [(name: String, value: PlaceholderValues.Value, origins: Set<HostValue>)] = []
    if let meta = own.last(where: { $0.key.string == "meta" }) {
      load(importedBy: meta, from: path, asksGit: asksGit)
      imported = entries
    }
    diagnostics += keyFindings(own)
    expand(own, over: imported, here: here, path: path, asksGit: asksGit)
    declared += own.compactMap { entry in entry.key.string.map { ($0, entry.key.range) } }
    if diagnostics.count == mistakes, let root = document.root,
      let finding = EnvironmentRepresentation(root).finding
    {
      diagnostics.append(finding)
    }
  }

  private mutating func declaredEntries(
    _ document: YAMLDocument, file: Int, path: String
  ) -> [Node.Entry] {
    if let entries = document.root?.mapping { return firstPlaceLastValue(entries) }
    guard !document.diagnostics.contains(where: { $0.kind.severity == .error }) else { return [] }
    let isEmpty = document.root?.isNull ?? true
    report(
      .specShape, document.root?.range ?? SourceRange(file: file, bytes: 0..<0),
      isEmpty
        ? "'\(path)' is empty"
        : "'\(path)' is \(document.root?.kindWords ?? "nothing"), not a mapping of keys to values",
      help: isEmpty ? "write `key: value`, or remove the file" : "write `key: value`, one line each"
    )
    return []
  }

  /// Loads what the section `meta` imports; `entries` are the imported values afterwards.
  private mutating func load(importedBy meta: Node.Entry, from path: String, asksGit: Bool) {
    entries = []
    guard let section = meta.value.mapping else {
      return report(
        .environmentImport, meta.value.isNull ? meta.key.range : meta.value.range,
        "'meta' of '\(path)' is \(meta.value.kindWords), not a mapping",
        help: "write `meta: {import_from: other.yaml}`, or give your key another name")
    }
    for entry in section where entry.key.string != "import_from" {
      report(
        .environmentImport, entry.key.range,
        "'meta' of '\(path)' has no key '\(entry.key.text)'",
        help: nearest(to: entry.key.text, among: ["import_from"]).map { "did you mean '\($0)'?" }
          ?? "its one key is 'import_from'")
    }
    guard let target = section.last(where: { $0.key.string == "import_from" }) else { return }
    guard let text = target.value.string else {
      return report(
        .environmentImport, target.value.isNull ? target.key.range : target.value.range,
        "'import_from' is \(target.value.kindWords), not the path of a file",
        help: "name the file to import: `import_from: other.yaml`")
    }
    // The file that Ploomber begins with is looked at from the specification.
    let base = path == self.path ? place.folder : Path.directory(of: path)
    let imported = Path.relative(Path.joined(Path.joined(place.root, base), text), to: place.root)
    guard folder.kind(of: imported) == .file else {
      let names = folder.names(in: Path.directory(of: imported))
      return report(
        .environmentImport, target.value.range, "there is no file '\(imported)' to import",
        help: nearest(to: Path.name(of: imported), among: names).map { "did you mean '\($0)'?" }
          ?? "the path is seen from '\(base)'")
    }
    guard !visited.contains(imported) else {
      return report(
        .environmentImport, target.value.range,
        "'\(imported)' is imported by a file that it imports",
        help: "take one of the imports out")
    }
    guard visited.count < EnvironmentReader.longestChain else {
      isIncomplete = true
      return report(
        .limitReached, target.value.range,
        "'\(imported)' is not read, behind \(visited.count) files that import one another "
          + "(\(Limit.placeholderFiles.words))",
        help: "put the values into fewer files")
    }
    load(
      imported, here: Path.joined(place.root, Path.directory(of: imported)),
      importedAt: target.value.range, asksGit: asksGit)
  }

  /// Expands the file's own entries over those that it imports, in Ploomber's order.
  private mutating func expand(
    _ own: [Node.Entry],
    over imported: [(name: String, value: PlaceholderValues.Value, origins: Set<HostValue>)],
    here: String?, path: String, asksGit: Bool
  ) {
    let standard = standardValues(here: here, asksGit: asksGit)
    var drafts: [(name: String, draft: EnvironmentDraft, origins: Set<HostValue>)] = []
    var places: [String: Int] = [:]
    for entry in imported {
      places[entry.name] = drafts.count
      switch entry.value {
      case .known(let value): drafts.append((entry.name, .value(value), entry.origins))
      case .decidedLater: drafts.append((entry.name, .later, entry.origins))
      }
    }
    var nodes: [String: Node] = [:]
    for entry in own { if let name = entry.key.string { nodes[name] = entry.value } }
    let added = standard.map(\.key.rawValue).filter { nodes[$0] == nil }
    if path == self.path { standardNames = Set(added) }
    let ownNames = standard.map(\.key.rawValue) + own.compactMap(\.key.string)
    for name in firstOfEach(ownNames) where name != "meta" {
      var draft = nodes[name].map { EnvironmentDraft.node($0) } ?? .standard
      if let at = places[name] {
        if let node = nodes[name], case .value(let value) = drafts[at].draft {
          draft = EnvironmentDraft(node, over: value)
        }
        drafts[at].draft = draft
      } else {
        places[name] = drafts.count
        drafts.append((name, draft, []))
      }
    }

    var module = EnvironmentModule(folder: folder, place: place, path: path)
    if let at = places["_module"] { module.read(drafts[at].draft) }
    diagnostics += module.diagnostics
    known = availableValues(standard, module: module, path: path, isAsking: asksGit)
    hintAtNames(drafts.map { ($0.name, $0.draft) })
    var expander = EnvironmentExpander(
      known: known, standard: standard, path: path, home: host.home, room: room)
    let ranges = Dictionary(declared.map { ($0.name, $0.range) }) { $1 }
    for (name, draft, origins) in drafts {
      expander.expand(name, draft, origins: origins, at: ranges[name])
    }
    entries = expander.entries
    known = expander.known
    room = expander.room
    diagnostics += expander.diagnostics
    if expander.diagnostics.contains(where: { $0.kind == .placeholderSyntax }) {
      isIncomplete = true
    }
    for (name, ranges) in expander.uses { uses[name, default: []] += ranges }
  }

  /// What a value may use beside the keys above it: each of Ploomber's keys has its value here even
  /// where the file has a key of the name further down.
  private func availableValues(
    _ standard: [(key: StandardKey, value: PlaceholderValues.Value)], module: EnvironmentModule,
    path: String, isAsking: Bool
  ) -> PlaceholderValues {
    var values = PlaceholderValues()
    values.missingIsEmpty = true
    for (key, value) in standard { values.set(key.rawValue, value, origins: key.origins) }
    switch module.version(folder) {
    case .known(let text): values.set("version", .known(.string(text)))
    case .later: values.set("version", .decidedLater)
    case .missing(let why): values.hint("version", why)
    }
    if let variables = host.variables {
      let entries = variables.sorted { $0.key < $1.key }.map {
        ParameterValue.Entry(key: $0.key, value: .string($0.value))
      }
      values.set("env", .known(.mapping(entries)), origins: [.variable])
    } else {
      values.set("env", .decidedLater, origins: [.variable])
    }
    for name in ["git", "git_hash"] where values.values[name] == nil {
      values.hint(name, "there is no git repository with a commit here")
    }
    return values
  }

  private mutating func hintAtNames(_ drafts: [(String, EnvironmentDraft)]) {
    for (name, draft) in drafts where known.values[name] == nil {
      known.hint(
        name,
        draft.isSingle
          ? "'\(name)' is not above: a value may use the keys above it only"
          : "'\(name)' holds several values: in env.yaml a value may use keys with one value only")
    }
  }

  private mutating func addStandardValues(here: String?, asksGit: Bool) {
    let standard = standardValues(here: here, asksGit: asksGit)
    entries = standard.map { ($0.key.rawValue, $0.value, $0.key.origins) }
    standardNames = Set(entries.map(\.name))
  }

  mutating func report(
    _ kind: DiagnosticKind, _ range: SourceRange, _ message: String, help: String
  ) {
    diagnostics.append(Diagnostic(kind: kind, range: range, message: message, help: help))
  }
}

/// Of equal texts the first, in their order. O(n).
private func firstOfEach(_ texts: [String]) -> [String] {
  var known: Set<String> = []
  return texts.filter { known.insert($0).inserted }
}

/// Whether a text with placeholders may ask for what git knows.
func mentionsGit(_ bytes: [UInt8]) -> Bool {
  let word = Array("git".utf8)
  var matched = 0
  var hasBrace = false
  var hasWord = false
  for byte in bytes {
    if byte == UInt8(ascii: "{") { hasBrace = true }
    matched = byte == word[matched] ? matched + 1 : byte == word[0] ? 1 : 0
    if matched == word.count {
      hasWord = true
      matched = 0
    }
    if hasBrace, hasWord { return true }
  }
  return false
}
