import SluiceCore
import SluiceYAML

extension Node {
  /// The tree with each text replaced by what Ploomber's casting makes of it: `'5'` is the number 5,
  /// `'[1, 2]'` a list, `'None'` nothing. Keys are never cast; what holds a tuple or something else that
  /// only Python has stays a text. O(bytes).
  func cast() -> Node {
    replacingScalars { node, scalar in
      guard scalar.resolved == .string else { return nil }
      switch ParameterValue(cast: scalar.text) {
      case .string(let text) where text == scalar.text: return nil
      // A tree of YAML has no form for it; `ParameterValue` reads it from the text.
      case let value where value.isOnlyPython: return nil
      case let value: return Node(value, range: node.range)
      }
    }
  }

  /// The value as if it stood at `range`.
  private init(_ value: ParameterValue, range: SourceRange) {
    func scalar(_ resolved: Scalar.Resolved, _ text: String) -> Node.Value {
      .scalar(Scalar(text: text, style: .plain, resolved: resolved))
    }
    switch value {
    case .null: self.init(value: scalar(.null, "None"), range: range)
    case .bool(let flag): self.init(value: scalar(.bool(flag), value.pythonText), range: range)
    case .int(let digits): self.init(value: scalar(.int(digits), digits), range: range)
    case .float(let number):
      self.init(value: scalar(.float(number), value.pythonText), range: range)
    case .string(let text): self.init(value: scalar(.string, text), range: range)
    // Not reached: such values stay as they are written.
    case .opaque(let text): self.init(value: scalar(.string, text), range: range)
    case .list(let values), .tuple(let values):
      self.init(value: .sequence(values.map { Node($0, range: range) }), range: range)
    case .mapping(let entries):
      let nodes = entries.map {
        Entry(
          key: Node(value: scalar(.string, $0.key), range: range),
          value: Node($0.value, range: range))
      }
      self.init(value: .mapping(nodes), range: range)
    }
  }
}
