/// A parsed template: an arena of nodes, and what Jinja refuses about it.
package struct JinjaTemplate: Sendable {
  /// Every node that was made, children first; also those of a statement that broke off.
  package var nodes: [JinjaNode]
  /// The statements of the outermost level, in order, up to the first mistake.
  package var body: [JinjaNode.ID]
  /// The first syntax error, or else what the compiler refuses: unknown filters, names used twice.
  package var errors: [JinjaError]
  /// The text that was parsed.
  package let source: [UInt8]

  /// Parses `text` (UTF-8) as Jinja 3 with its default settings and Ploomber's `raise` statement.
  /// Total; O(text).
  package init(_ text: [UInt8], delimiters: JinjaDelimiters = .standard) {
    var parser = JinjaParser(text, delimiters: delimiters)
    body = parser.parseTemplate()
    nodes = parser.nodes
    source = text
    errors = parser.error.map { [$0] } ?? []
    if errors.isEmpty { errors = compilerErrors() }
  }

  /// The node of an ID that this template gave.
  package subscript(_ id: JinjaNode.ID) -> JinjaNode { nodes[id.index] }
}
