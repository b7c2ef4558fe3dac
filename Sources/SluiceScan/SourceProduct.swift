package import SluiceCore

/// A value that a source writes out, each part with its place.
package struct SourceValue: Hashable, Sendable {
  /// What the value is.
  package indirect enum Kind: Hashable, Sendable {
    case text(String)
    /// Python's `None`, R's `NULL`.
    case none
    /// A list or a tuple; a list of R without names.
    case list([SourceValue])
    /// In the order of the source; of a key that comes twice the last counts.
    case mapping([Entry])
    /// A value of a type that can be no product: the word is the language's own.
    case other(String)
    /// What only running the code can tell.
    case unknown
  }

  /// One key of a mapping.
  package struct Entry: Hashable, Sendable {
    /// Any value, not only a text.
    package var key: SourceValue
    /// What stands behind the key.
    package var value: SourceValue
  }

  /// What the value is.
  package var kind: Kind
  /// The value's own bytes in its source.
  package var range: SourceRange

  /// The first part that cannot be decided by reading; `nil` if all can. Recursive to the depth of
  /// the value, which its readers bound.
  package var firstUnknown: SourceRange? {
    switch kind {
    case .unknown: range
    case .list(let items): items.lazy.compactMap(\.firstUnknown).first
    case .mapping(let entries):
      entries.lazy.compactMap { $0.key.firstUnknown ?? $0.value.firstUnknown }.first
    case .text, .none, .other: nil
    }
  }
}

/// What a source says of its own product. It counts only where `meta.extract_product` is on, and in
/// SQL scripts.
package struct SourceProduct: Hashable, Sendable {
  /// The value that is assigned to `product`; `nil` if there is none that Ploomber would see.
  package var value: SourceValue?
  /// The class that the template names: `SQLRelation` in `{% set product = SQLRelation([…]) %}`.
  package var className: String?
  /// The statement; `nil` if there is none.
  package var statement: SourceRange?
  /// Why Ploomber stops at the statement, or does not see it: SL230.
  package var diagnostics: [Diagnostic]

  package init(
    value: SourceValue? = nil, className: String? = nil, statement: SourceRange? = nil,
    diagnostics: [Diagnostic] = []
  ) {
    self.value = value
    self.className = className
    self.statement = statement
    self.diagnostics = diagnostics
  }
}

extension SourceProduct {
  /// SL230 at `range`.
  static func refused(_ message: String, _ range: SourceRange, help: String) -> Diagnostic {
    Diagnostic(kind: .sourceProduct, range: range, message: message, help: help)
  }
}
