package import SluiceCore
import SluiceScan
import SluiceYAML

/// A text of the specification whose value is another one where the pods run.
package struct PlaceholderUse: Hashable, Sendable {
  /// The text.
  package var range: SourceRange
  /// The placeholders in it that are to blame, sorted.
  package var names: [String]
  /// What they depend on.
  package var origins: Set<HostValue>
}

/// The names that the placeholders of a specification's texts ask for.
struct PlaceholderUses {
  private(set) var texts: [(names: [String], range: SourceRange)] = []
  /// Whether a text could not be read.
  private(set) var isIncomplete = false

  /// `known` are texts that were parsed before: those of `roots`.
  init(_ roots: [Node?], _ known: [String: PlaceholderText]) {
    for case .some(let root) in roots { collect(root, known) }
  }

  /// All names, in no order.
  var names: Set<String> { Set(texts.flatMap(\.names)) }

  /// The texts that depend on what another machine or moment has another value for.
  func uses(of values: PlaceholderValues) -> [PlaceholderUse] {
    texts.compactMap { names, range in
      let blamed = names.filter { values.origins[$0] != nil }
      let origins = Set(blamed.flatMap { values.origins[$0] ?? [] })
      return origins.isEmpty ? nil : PlaceholderUse(range: range, names: blamed, origins: origins)
    }
  }

  private mutating func collect(_ node: Node, _ known: [String: PlaceholderText]) {
    switch node.value {
    case .sequence(let elements): for element in elements { collect(element, known) }
    case .mapping(let entries): for entry in entries { collect(entry.value, known) }
    case .scalar(let scalar):
      guard scalar.resolved == .string, holdsTemplate(scalar.text) else { return }
      let text = known[scalar.text] ?? PlaceholderText(scalar.text)
      if !text.template.errors.isEmpty { isIncomplete = true }
      let names = text.error == nil ? text.names : text.template.undeclaredVariables()
      texts.append((names, node.range))
    }
  }
}
