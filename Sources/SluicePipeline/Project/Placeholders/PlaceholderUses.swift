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

/// The names that the placeholders of a specification's texts ask for. Each distinct text is parsed once.
struct PlaceholderUses {
  private(set) var texts: [(names: [String], range: SourceRange)] = []
  /// Whether a text could not be read.
  private(set) var isIncomplete = false
  private var known: [String: [String]] = [:]

  init(_ roots: [Node?]) {
    for case .some(let root) in roots { collect(root) }
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

  private mutating func collect(_ node: Node) {
    switch node.value {
    case .sequence(let elements): for element in elements { collect(element) }
    case .mapping(let entries): for entry in entries { collect(entry.value) }
    case .scalar(let scalar):
      guard scalar.resolved == .string, holdsTemplate(scalar.text) else { return }
      let names = known[scalar.text] ?? names(in: scalar.text)
      known[scalar.text] = names
      texts.append((names, node.range))
    }
  }

  private mutating func names(in text: String) -> [String] {
    let template = JinjaTemplate(Array(text.utf8))
    if !template.errors.isEmpty { isIncomplete = true }
    return template.undeclaredVariables()
  }
}
