/// What the statements of a SQL text make and read, templates of Jinja not rendered.
package struct SQLScript: Hashable, Sendable {
  /// The name of a table or view as written.
  package struct Name: Hashable, Sendable {
    /// Schema and name, or what stands before them, outermost first; at least one.
    package var parts: [Part]
    /// Offsets into the text.
    package var range: Range<Int>

    /// The last part.
    package var last: Part { parts[parts.count - 1] }
  }

  /// One part of a name.
  package enum Part: Hashable, Sendable {
    /// Lower case where no quotes keep the case, as PostgreSQL has it.
    case name(String)
    /// `product['key']`: what stands between the braces, without blanks.
    case placeholder(String)
  }

  /// What a statement makes.
  package enum Kind: Hashable, Sendable { case table, view }

  /// A table or view that the text leaves behind.
  package struct Created: Hashable, Sendable {
    /// As written.
    package var name: Name
    /// A materialized view is a view.
    package var kind: Kind
    /// It goes away with the connection.
    package var isTemporary: Bool
  }

  /// Made and not dropped again, in order; each once.
  package var created: [Created] = []
  /// What the text makes, temporary tables and what it drops again too, and names of `WITH`.
  package var ownNames: Set<[Part]> = []
  /// Behind FROM and JOIN, without functions and without what the text itself makes; in order.
  package var reads: [Name] = []
  /// Statements of Jinja decide what is there, or a statement is of a kind that is not understood.
  package var isUncertain = false

  /// Reads `text`. Total; O(text).
  package init(_ text: [UInt8]) {
    var reader = SQLScriptReader(text)
    reader.run()
    self = reader.script
    reads.removeAll { ownNames.contains($0.parts) }
  }

  /// Of no statement at all.
  package init() {}
}
