extension JinjaTemplate {
  /// The text that an expression of constants makes: literals, `~`, `+`, and the filters that change
  /// only letters. `nil` where a value is known only when the template runs, or is no text.
  package func constantText(_ id: JinjaNode.ID) -> String? {
    if case .text(let text) = constant(id) { return text }
    return nil
  }

  private enum Constant {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    case none

    /// As Python's `str` writes it.
    var text: String {
      switch self {
      case .text(let text): text
      case .integer(let value): String(value)
      case .boolean(let value): value ? "True" : "False"
      case .none: "None"
      }
    }

    var isTrue: Bool {
      switch self {
      case .text(let text): !text.isEmpty
      case .integer(let value): value != 0
      case .boolean(let value): value
      case .none: false
      }
    }
  }

  /// Recursive to the depth of the tree, which is bounded.
  private func constant(_ id: JinjaNode.ID) -> Constant? {
    switch self[id].kind {
    case .constant(.string(let text)): return .text(text)
    case .constant(.integer(let value)): return value.map { .integer($0) }
    case .constant(.boolean(let value)): return .boolean(value)
    case .constant(.none): return Constant.none
    case .concatenation(let parts):
      var text = ""
      for part in parts {
        guard let value = constant(part) else { return nil }
        text += value.text
      }
      return .text(text)
    case .binary(.add, let left, let right):
      guard case .text(let first) = constant(left), case .text(let second) = constant(right) else {
        return nil
      }
      return .text(first + second)
    case .conditional(let test, let then, let otherwise):
      guard let decision = constant(test) else { return nil }
      if decision.isTrue { return constant(then) }
      return otherwise.flatMap { constant($0) }
    case .filter(let value?, let name, let arguments) where arguments.isEmpty:
      guard let value = constant(value) else { return nil }
      switch name {
      case "lower": return .text(value.text.lowercased())
      case "upper": return .text(value.text.uppercased())
      case "string": return .text(value.text)
      default: return nil
      }
    default: return nil
    }
  }
}
