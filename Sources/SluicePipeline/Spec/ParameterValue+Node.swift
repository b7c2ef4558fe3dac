import SluiceScan
import SluiceYAML

extension ParameterValue {
  /// What Ploomber passes on for the node: PyYAML's value, and of a text what Ploomber's casting of
  /// strings makes of it (`'5'` is the number 5, `'None'` is nothing).
  init(_ node: Node) { self.init(resolved: node.cast()) }

  /// PyYAML's value of the node, or of one that was cast before.
  init(resolved node: Node) {
    switch node.value {
    case .sequence(let elements): self = .list(elements.map { ParameterValue(resolved: $0) })
    case .mapping(let entries):
      let values = entries.map { entry in
        let key = ParameterValue(resolved: entry.key).pythonText
        return Entry(key: key, value: ParameterValue(resolved: entry.value))
      }
      self = .mapping(lastOfEach(values, \.key))
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: self = .null
      case .bool(let value): self = .bool(value)
      case .int(let digits): self = .int(digits)
      case .float(let value): self = .float(value)
      case .timestamp(let text): self = .string(text)
      case .string:
        let value = ParameterValue(cast: scalar.text)
        self = value.isOnlyPython ? value : .string(scalar.text)
      }
    }
  }

  /// Whether it is or holds something that only Python has.
  var isOnlyPython: Bool {
    switch self {
    case .null, .bool, .int, .float, .string: false
    case .tuple, .opaque: true
    case .list(let values): values.contains { $0.isOnlyPython }
    case .mapping(let entries): entries.contains { $0.value.isOnlyPython }
    }
  }

  /// Ploomber's cast of a text: booleans and nothing in any case, else what Python's `literal_eval`
  /// makes of it, else the text that it is.
  init(cast text: String) {
    switch text.lowercased() {
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    case "none", "null": self = .null
    default: self = ParameterValue(pythonLiteral: text) ?? .string(text)
    }
  }

  /// What Python's `str()` gives: `True`, `None`, `0.1`.
  var pythonText: String {
    switch self {
    case .null: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let digits): digits
    case .float(let value): pythonRepresentation(of: value)
    case .string(let text): text
    case .list(let values): "[" + values.map(\.pythonElement).joined(separator: ", ") + "]"
    case .tuple(let values):
      "(" + values.map(\.pythonElement).joined(separator: ", ") + (values.count == 1 ? ",)" : ")")
    case .opaque(let text): text
    case .mapping(let entries):
      "{"
        + entries.map { "\(pythonRepresentation(of: $0.key)): \($0.value.pythonElement)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// What Python's `repr()` gives.
  var pythonElement: String {
    if case .string(let text) = self { pythonRepresentation(of: text) } else { pythonText }
  }
}
