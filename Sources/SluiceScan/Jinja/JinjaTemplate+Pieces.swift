extension JinjaTemplate {
  /// A part of a template that only prints names: `output/{{name}}.csv`.
  package enum Piece: Hashable, Sendable {
    /// Printed as it is.
    case text(String)
    /// The value of a name is printed.
    case name(String)
  }

  /// The parts in order; `nil` for a template that does more, or has errors. For the many texts whose
  /// value needs no evaluator.
  package func pieces() -> [Piece]? {
    guard errors.isEmpty else { return nil }
    var pieces: [Piece] = []
    for id in body {
      switch self[id].kind {
      case .text: pieces.append(.text(String(scalars: plainText(id))))
      case .output(let values):
        for value in values {
          guard case .name(let name, .load) = self[value].kind else { return nil }
          pieces.append(.name(name))
        }
      default: return nil
      }
    }
    return pieces
  }
}
