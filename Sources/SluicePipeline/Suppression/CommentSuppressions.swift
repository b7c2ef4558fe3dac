import SluiceCore

/// The comments of all files that hide findings.
struct CommentSuppressions: Hashable, Sendable {
  private var byFile: [Int: [Suppression]] = [:]
  /// Every word of theirs, by file and place.
  private(set) var words: [Suppression.Word] = []
  /// Findings about the comments themselves.
  private(set) var mistakes: [Diagnostic] = []

  /// Reads every file of the store. `kinds` are those that a comment may name.
  init(_ store: SourceStore, kinds: [DiagnosticKind]) {
    for (position, source) in store.files.enumerated() {
      let reader = SuppressionReader(source, file: position)
      if !reader.found.isEmpty { byFile[position] = reader.found }
      words += reader.found.flatMap(\.words)
      mistakes += reader.unreadable.map { range in
        Diagnostic(
          kind: SuppressionKinds.unreadableSuppression, range: range,
          message: "the comment hides nothing",
          help: "write `sluice: ignore[unknown-upstream] because …` with the findings' names")
      }
    }
    let known = KindIndex(kinds)
    for word in words where known[word.text] == nil {
      mistakes.append(
        Diagnostic(
          kind: SuppressionKinds.unreadableSuppression, range: word.range,
          message: "there is no finding '\(word.text)'",
          help: nearest(to: word.text, among: kinds.map(\.name)).map { "did you mean '\($0)'?" }
            ?? "`sluice explain` lists them"))
    }
  }

  /// The first comment that hides the finding.
  func comment(hiding finding: Diagnostic) -> Suppression? {
    byFile[finding.range.file]?.first {
      $0.reach.contains(finding.range.bytes.lowerBound) && $0.names(finding.kind)
    }
  }
}
