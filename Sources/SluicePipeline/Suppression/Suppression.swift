package import SluiceCore

/// What a source says to hide findings: the comment `# sluice: ignore[unknown-upstream] because …`, or
/// the tag `sluice-ignore=unknown-upstream` of a cell.
package struct Suppression: Hashable, Sendable {
  /// A code or a name of findings.
  package struct Word: Hashable, Sendable {
    /// As written: `SL301`, `unknown-upstream`.
    package var text: String
    /// The word's place.
    package var range: SourceRange
  }

  /// In written order.
  package var words: [Word]
  /// From `sluice:` to the end of the reason; the whole tag.
  package var range: SourceRange
  /// The bytes of the lines that a comment speaks of: its own, and where it stands alone the next one
  /// with code; of a tag its cell. A finding is hidden if it begins there.
  package var reach: Range<Int>
  /// What stands behind the words, without `because`; `nil` if nothing does.
  package var reason: String?

  /// Whether it names this kind, by its code or its name; case does not count.
  func names(_ kind: DiagnosticKind) -> Bool {
    words.contains { kind.answers(to: $0.text) }
  }
}

/// Finds kinds by the words that name them.
struct KindIndex {
  private var kinds: [String: DiagnosticKind] = [:]

  init(_ kinds: [DiagnosticKind]) {
    for kind in kinds {
      self.kinds[kind.name] = kind
      self.kinds[kind.code.lowercased()] = kind
    }
  }

  /// The kind of this code or name; case does not count.
  subscript(word: String) -> DiagnosticKind? { kinds[word.lowercased()] }
}

extension DiagnosticKind {
  /// Whether `word` is the code or the name; case does not count.
  func answers(to word: String) -> Bool {
    let word = word.lowercased()
    return name == word || code.lowercased() == word
  }
}
