import SluiceCore
import SluiceScan
import SluiceYAML

/// Replaces placeholders in the texts of a node tree. Keys are left alone, as Ploomber leaves them, and
/// so are texts whose placeholders ask for no name: Ploomber does not render those. A text whose value
/// is known only where the pipeline runs stays as it is written.
struct PlaceholderExpansion {
  let values: PlaceholderValues
  /// The file that a missing value belongs into.
  let environmentPath: String
  /// How many bytes of text may still be made; values that repeat values grow without bound.
  private(set) var room: Int
  private(set) var diagnostics: [Diagnostic] = []
  private var notUnderstood: [String: (range: SourceRange, count: Int)] = [:]
  /// The texts that were looked at so far.
  private(set) var texts: [String: PlaceholderText] = [:]
  private var converted: [String: TemplateValue] = [:]

  /// All texts that one file's placeholders make have at most this many bytes together.
  static let limit = Limit.placeholderText.value

  init(values: PlaceholderValues, environmentPath: String, room: Int = limit) {
    self.values = values
    self.environmentPath = environmentPath
    self.room = room
  }

  mutating func expanded(_ node: Node) -> Node {
    node.replacingScalars { node, scalar in
      guard scalar.resolved == .string, holdsTemplate(scalar.text),
        let text = rendered(scalar.text, node.range)
      else { return nil }
      var scalar = scalar
      scalar.text = text
      return Node(value: .scalar(scalar), range: node.range)
    }
  }

  /// The text with its placeholders replaced; `nil` where it stays as it is (reported, if need be).
  private mutating func rendered(_ text: String, _ range: SourceRange) -> String? {
    let parsed = texts[text] ?? PlaceholderText(text)
    texts[text] = parsed
    let place = PlaceInText(range, textCount: text.utf8.count)
    if let error = parsed.error {
      diagnostics.append(
        Diagnostic(
          kind: .placeholderSyntax, range: place[error.range], message: error.message,
          help: error.help ?? "write `{{key}}`; braces that are none: `{% raw %}{{ }}{% endraw %}`")
      )
      return nil
    }
    // Ploomber looks for the names first: no filter and no branch makes a missing one legal.
    let missing = parsed.names.filter { values.values[$0] == nil }
    for name in missing {
      reportUndefined(name, place[parsed.template.firstRange(of: name) ?? 0..<0])
    }
    guard missing.isEmpty, !parsed.names.isEmpty else { return nil }
    if let text = parsed.printed(values.values), text.utf8.count <= room {
      room -= text.utf8.count
      return text
    }
    var passed: [String: TemplateValue] = [:]
    for name in parsed.names { passed[name] = templateValue(name) }
    let result = renderTemplate(
      parsed.template, values: passed,
      environment: values.missingIsEmpty ? .environmentFile : .specification,
      limits: TemplateLimits(steps: 200_000, size: room))
    switch result {
    case .success(let text):
      room -= min(room, text.utf8.count)
      return text
    case .failure(let failure):
      report(failure, in: parsed, place, range)
      return nil
    }
  }

  private mutating func templateValue(_ name: String) -> TemplateValue? {
    if let known = converted[name] { return known }
    let value: TemplateValue? =
      switch values.values[name] {
      case .known(let value): TemplateValue(value)
      case .decidedLater: .later(name)
      case nil: nil
      }
    converted[name] = value
    return value
  }

  private mutating func report(
    _ failure: TemplateFailure, in text: PlaceholderText, _ place: PlaceInText,
    _ range: SourceRange
  ) {
    switch failure.reason {
    case .later(let name):
      note("not read yet: '{{\(name)}}', whose value is known only where it runs", range)
    case .undecided(let why): note("not decided here: \(why)", range)
    case .undefined(let name, let message):
      if let owner = text.template.owner(at: failure.range) {
        let keys =
          owner.path.reduce(values.values[owner.name]?.known) { $0?.member($1) }?.keys ?? []
        let words = ([owner.name] + owner.path).joined(separator: ".")
        diagnostics.append(
          Diagnostic(
            kind: .undefinedPlaceholder, range: place[owner.range],
            message: "'\(words)' has no key '\(name)'",
            help: nearest(to: name, among: keys).map { "did you mean '\($0)'?" }
              ?? (keys.isEmpty
                ? "it holds no keys"
                : "its keys are \(keys.prefix(10).map { "'\($0)'" }.joined(separator: ", "))")))
      } else {
        reportFailing(message, place[failure.range])
      }
    case .error, .missingTemplate, .brokenTemplate:
      reportFailing(failure.words, place[failure.range])
    }
  }

  private mutating func reportFailing(_ words: String, _ range: SourceRange) {
    diagnostics.append(
      Diagnostic(
        kind: .placeholderFails, range: range, message: "this placeholder fails: \(words)",
        help: "Ploomber stops here: mend the expression, or the value in `\(environmentPath)`"))
  }

  private mutating func reportUndefined(_ name: String, _ range: SourceRange) {
    diagnostics.append(
      Diagnostic(
        kind: .undefinedPlaceholder, range: range,
        message: "the placeholder '\(name)' has no value",
        help: values.hints[name]
          ?? nearest(to: name, among: values.names).map { "did you mean '\($0)'?" }
          ?? "give it one in `\(environmentPath)`: `\(name): …`"))
  }

  private mutating func note(_ what: String, _ range: SourceRange) {
    notUnderstood[what] = (
      notUnderstood[what]?.range ?? range, (notUnderstood[what]?.count ?? 0) + 1
    )
  }

  /// What was left as it is written, each kind once.
  var remarks: [Diagnostic] {
    notUnderstood.sorted { $0.key < $1.key }.map { what, place in
      let more = place.count > 1 ? " (\(place.count) times)" : ""
      return Diagnostic(
        kind: .notUnderstood, range: place.range, message: "\(what)\(more)",
        help: "the text is taken as it is written")
    }
  }
}

/// Whether Jinja has anything to do in the text.
func holdsTemplate(_ text: String) -> Bool {
  var last: UInt8 = 0
  for byte in text.utf8 {
    if last == 0x7B, byte == 0x7B || byte == 0x25 || byte == 0x23 { return true }
    last = byte
  }
  return false
}
