import SluiceCore
import SluiceScan
import SluiceYAML

/// Makes of the drafts of one file's values the values, one top-level key after the other.
struct EnvironmentExpander {
  private(set) var entries:
    [(name: String, value: PlaceholderValues.Value, origins: Set<HostValue>)] = []
  /// What the next value may use.
  private(set) var known: PlaceholderValues
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var uses: [String: [SourceRange]] = [:]
  /// How many bytes of text may still be made.
  private(set) var room: Int
  private let standard: [(key: StandardKey, value: PlaceholderValues.Value)]
  private let path: String
  private let home: String?
  /// What the key that is being expanded depends on.
  private var origins: Set<HostValue> = []
  private var isDecidedLater = false

  init(
    known: PlaceholderValues, standard: [(key: StandardKey, value: PlaceholderValues.Value)],
    path: String, home: String?, room: Int
  ) {
    self.known = known
    self.standard = standard
    self.path = path
    self.home = home
    self.room = room
  }

  /// `range` is where the key is declared, for what is wrong with an imported value.
  mutating func expand(
    _ name: String, _ draft: EnvironmentDraft, origins: Set<HostValue>, at range: SourceRange?
  ) {
    self.origins = origins
    isDecidedLater = false
    let value: PlaceholderValues.Value
    switch draft {
    case .standard:
      guard let own = standard.first(where: { $0.key.rawValue == name }) else { return }
      value = own.value
      self.origins = own.key.origins
    case .later: value = .decidedLater
    case .node, .value, .mapping:
      if let range, let literal = draft.unwritable {
        diagnostics.append(
          Diagnostic(
            kind: .environmentValue, range: range,
            message: "'\(name)' holds \(literal), which Ploomber cannot import",
            help: "write a list, `[…]`, or keep the key in the file that uses it"))
      }
      let made = self.value(of: draft, isPath: name == "path")
      value = isDecidedLater ? .decidedLater : .known(made)
    }
    entries.append((name, value, self.origins))
    if draft.isSingle { known.set(name, value, origins: self.origins) }
  }

  /// Recursion is bounded by the depth that the YAML reader allows.
  private mutating func value(of draft: EnvironmentDraft, isPath: Bool) -> ParameterValue {
    switch draft {
    case .node(let node): value(of: node, isPath: isPath)
    case .value(let value): again(value, isPath: isPath)
    case .mapping(let parts):
      .mapping(parts.map { .init(key: $0.key, value: value(of: $0.value, isPath: isPath)) })
    case .standard, .later: .null
    }
  }

  private mutating func value(of node: Node, isPath: Bool) -> ParameterValue {
    switch node.value {
    case .sequence(let elements): return .list(elements.map { value(of: $0, isPath: isPath) })
    case .mapping(let entries):
      return .mapping(
        firstPlaceLastValue(entries).map { entry in
          let key = ParameterValue(Node(value: entry.key.value, range: entry.key.range)).pythonText
          return .init(key: key, value: value(of: entry.value, isPath: isPath))
        })
    case .scalar(let scalar):
      let expanded = expanded(node, scalar)
      guard isPath else { return ParameterValue(expanded) }
      guard let text = expanded.string else {
        diagnostics.append(
          Diagnostic(
            kind: .environmentValue, range: node.range,
            message: "a value in the section 'path' is \(node.kindWords), not text",
            help: "write a path, in quotes where it looks like something else"))
        return ParameterValue(expanded)
      }
      return .string(pythonPath(text, home: home))
    }
  }

  /// The value of an imported file is cast once more, as Ploomber does.
  private func again(_ value: ParameterValue, isPath: Bool) -> ParameterValue {
    switch value {
    case .string(let text): isPath ? value : ParameterValue(cast: text)
    case .list(let values): .list(values.map { again($0, isPath: isPath) })
    case .mapping(let entries):
      .mapping(entries.map { .init(key: $0.key, value: again($0.value, isPath: isPath)) })
    case .null, .bool, .int, .float, .tuple, .opaque: value
    }
  }

  private mutating func expanded(_ node: Node, _ scalar: Scalar) -> Node {
    guard scalar.resolved == .string else { return node }
    let text = Array(scalar.text.utf8)
    if scalar.text.contains("[[") { checkRuntimePlaceholders(text, node.range) }
    guard holdsTemplate(scalar.text) else { return node }
    let template = JinjaTemplate(text)
    let names = template.undeclaredVariables()
    // A text that asks for nothing is not rendered at all.
    if template.errors.isEmpty, names.isEmpty { return node }
    for name in names {
      uses[name, default: []].append(node.range)
      origins.formUnion(known.origins[name] ?? [])
      if case .decidedLater = known.values[name] { isDecidedLater = true }
    }
    // What is decided elsewhere is no text here, and nothing more has to be said about it.
    if isDecidedLater { return node }
    var expansion = PlaceholderExpansion(values: known, environmentPath: path, room: room)
    let expanded = expansion.expanded(node)
    room = expansion.room
    diagnostics += expansion.diagnostics + expansion.remarks
    return expanded
  }

  /// In `env.yaml` Ploomber asks for the names in `[[…]]` too, and then leaves them as they are.
  private mutating func checkRuntimePlaceholders(_ text: [UInt8], _ range: SourceRange) {
    let template = JinjaTemplate(text, delimiters: .runtime)
    if let error = template.errors.first {
      diagnostics.append(
        Diagnostic(
          kind: .placeholderSyntax, range: range,
          message: "Ploomber reads '[[ … ]]' as a placeholder too: \(error.message)",
          help: "put a blank between the brackets"))
      return
    }
    for name in template.undeclaredVariables() {
      uses[name, default: []].append(range)
      guard known.values[name] == nil else { continue }
      diagnostics.append(
        Diagnostic(
          kind: .undefinedPlaceholder, range: range,
          message: "the placeholder '\(name)' in '[[ … ]]' has no value",
          help: known.hints[name] ?? "in env.yaml Ploomber asks for a key '\(name)' above"))
    }
  }
}

/// What Python's `pathlib` makes of a path: no empty parts, no `.`, no slash at the end, `~` resolved
/// where it is known what it stands for.
func pythonPath(_ text: String, home: String?) -> String {
  var parts = text.split(separator: "/").filter { $0 != "." }
  var start = text.hasPrefix("/") ? "/" : ""
  if start.isEmpty, parts.first == "~", let home {
    parts.removeFirst()
    start = parts.isEmpty || home.hasSuffix("/") ? home : home + "/"
  }
  let path = start + parts.joined(separator: "/")
  return path.isEmpty ? "." : path
}
