import SluiceCore
import SluiceScan
import SluiceYAML

/// Replaces placeholders in the texts of a node tree. Keys are left alone, as Ploomber leaves them.
/// Understood are names, attributes, constant subscripts and `~`; everything else that Jinja can do in
/// a placeholder stays as it is written, and is reported.
struct PlaceholderExpansion {
  let values: PlaceholderValues
  /// The file that a missing value belongs into.
  let environmentPath: String
  /// How many bytes of text may still be made; values that repeat values grow without bound.
  private(set) var room: Int
  private(set) var diagnostics: [Diagnostic] = []
  private var notUnderstood: [String: (range: SourceRange, count: Int)] = [:]

  /// All texts that one file's placeholders make have at most this many bytes together.
  static let limit = 4 << 20

  init(values: PlaceholderValues, environmentPath: String, room: Int = limit) {
    self.values = values
    self.environmentPath = environmentPath
    self.room = room
  }

  mutating func expanded(_ node: Node) -> Node {
    switch node.value {
    case .sequence(let elements):
      return Node(value: .sequence(elements.map { expanded($0) }), range: node.range)
    case .mapping(let entries):
      let expanded = entries.map { Node.Entry(key: $0.key, value: self.expanded($0.value)) }
      return Node(value: .mapping(expanded), range: node.range)
    case .scalar(var scalar):
      guard scalar.resolved == .string, holdsTemplate(scalar.text),
        let text = rendered(scalar.text, node.range)
      else { return node }
      scalar.text = text
      return Node(value: .scalar(scalar), range: node.range)
    }
  }

  /// The text with its placeholders replaced; `nil` where that cannot be done (reported).
  private mutating func rendered(_ text: String, _ range: SourceRange) -> String? {
    let bytes = Array(text.utf8)
    let template = JinjaTemplate(bytes)
    // Where the text stands in the file as it is here, a part of it has a place of its own.
    let slack = range.bytes.count - bytes.count
    let offset = slack == 0 || slack == 2 ? range.bytes.lowerBound + slack / 2 : nil
    func place(_ part: Range<Int>) -> SourceRange {
      guard let offset, part.upperBound <= bytes.count else { return range }
      return SourceRange(
        file: range.file, bytes: (offset + part.lowerBound)..<(offset + part.upperBound))
    }
    if let error = template.errors.first {
      diagnostics.append(
        Diagnostic(
          kind: .placeholderSyntax, range: place(error.range), message: error.message,
          help: error.help))
      return nil
    }
    var result = ""
    for id in template.body {
      switch template[id].kind {
      case .text: result += String(decoding: bytes[template[id].range], as: UTF8.self)
      case .output(let parts):
        for part in parts {
          switch value(of: part, in: template, place) {
          case .known(let value):
            result += value.pythonText
            guard result.utf8.count <= room else {
              note("placeholders that make more than 4 MiB of text", range)
              return nil
            }
          case .text: result += String(decoding: bytes[template[part].range], as: UTF8.self)
          case .undefined(let name, let range):
            reportUndefined(name, range)
            return nil
          case .later(let name):
            note("'{{\(name)}}', whose value is known only where it runs", range)
            return nil
          case .expression:
            note("an expression in a placeholder", range)
            return nil
          }
        }
      default:
        note("an expression in a placeholder", range)
        return nil
      }
    }
    room -= min(room, result.utf8.count)
    return result
  }

  private enum Outcome {
    case known(ParameterValue)
    /// Plain text between placeholders.
    case text
    case undefined(String, SourceRange)
    case later(String)
    case expression
  }

  private func value(
    of id: JinjaNode.ID, in template: JinjaTemplate, _ place: (Range<Int>) -> SourceRange
  ) -> Outcome {
    let node = template[id]
    switch node.kind {
    case .text: return .text
    case .name(let name, .load):
      switch values.values[name] {
      case .known(let value): return .known(value)
      case .decidedLater: return .later(name)
      case nil: return .undefined(name, place(node.range))
      }
    case .constant(.string(let text)): return .known(.string(text))
    case .constant(.integer(let number?)): return .known(.int(String(number)))
    case .attribute(let target, let name, let nameRange):
      return member(.string(name), of: value(of: target, in: template, place), place(nameRange))
    case .item(let target, let key):
      guard case .known(let key) = value(of: key, in: template, place) else { return .expression }
      return member(key, of: value(of: target, in: template, place), place(node.range))
    case .concatenation(let parts):
      var text = ""
      for part in parts {
        let outcome = value(of: part, in: template, place)
        guard case .known(let value) = outcome else { return outcome }
        text += value.pythonText
      }
      return .known(.string(text))
    default: return .expression
    }
  }

  private func member(
    _ key: ParameterValue, of target: Outcome, _ range: SourceRange
  ) -> Outcome {
    guard case .known(let value) = target else { return target }
    switch (value, key) {
    case (.mapping(let entries), _):
      let found = entries.last { $0.key == key.pythonText }
      return found.map { .known($0.value) } ?? missing(key.pythonText, range)
    case (.list(let elements), .int(let digits)):
      guard let index = Int(digits) else { return .undefined(digits, range) }
      let position = index < 0 ? elements.count + index : index
      guard elements.indices.contains(position) else { return .undefined(digits, range) }
      return .known(elements[position])
    case (_, .string(let name)): return missing(name, range)
    default: return .expression
    }
  }

  private func missing(_ key: String, _ range: SourceRange) -> Outcome {
    values.missingIsEmpty ? .known(.string("")) : .undefined(key, range)
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
        kind: .notUnderstood, range: place.range, message: "not read yet: \(what)\(more)",
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
