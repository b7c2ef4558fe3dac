/// A place where a template leads to another one: `include`, `import`, `from … import`, `extends`.
package struct TemplateInclusion: Hashable, Sendable {
  /// What the places differ in.
  package enum Kind: String, Hashable, Sendable {
    case include
    case importing = "import"
    case extends
  }

  /// Which statement it is.
  package var kind: Kind
  /// The names that are tried in order; empty where they are computed.
  package var names: [String]
  /// Whether it is no mistake if none is there.
  package var ignoresMissing: Bool
  /// The expression that names the template: offsets into the template's text.
  package var range: Range<Int>

  package init(kind: Kind, names: [String], ignoresMissing: Bool, range: Range<Int>) {
    self.kind = kind
    self.names = names
    self.ignoresMissing = ignoresMissing
    self.range = range
  }
}

extension JinjaTemplate {
  /// Where other templates come in, executed or not, by offset.
  package var inclusions: [TemplateInclusion] {
    nodes.compactMap { node in
      switch node.kind {
      case .include(let source, let ignoresMissing, _):
        inclusion(.include, source, ignoresMissing)
      case .importTemplate(let source, _, _), .importNames(let source, _, _):
        inclusion(.importing, source, false)
      case .extends(let source): inclusion(.extends, source, false)
      default: nil
      }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func inclusion(
    _ kind: TemplateInclusion.Kind, _ source: JinjaNode.ID, _ ignoresMissing: Bool
  ) -> TemplateInclusion {
    let parts: [JinjaNode.ID] =
      switch self[source].kind {
      case .list(let items), .tuple(let items): kind == .include ? items : []
      default: [source]
      }
    let names = parts.compactMap { constantText($0) }
    return TemplateInclusion(
      kind: kind, names: names.count == parts.count ? names : [], ignoresMissing: ignoresMissing,
      range: self[source].range)
  }
}
