package import SluiceCore

/// The comments of all files that hide findings, and which of them have hidden something.
package struct Suppressions: Hashable, Sendable {
  /// A finding that is not shown, and the comment that hides it.
  package struct Hidden: Hashable, Sendable {
    /// As it would have been shown.
    package var finding: Diagnostic
    /// Where the comment stands.
    package var range: SourceRange
    /// The reason that it gives; `nil` without one.
    package var reason: String?
  }

  private var byFile: [Int: [Suppression]] = [:]
  private let kinds: [DiagnosticKind]
  /// Findings about the comments themselves.
  private var mistakes: [Diagnostic] = []

  /// Reads every file of the store. `kinds` are those that a comment may name.
  init(_ store: SourceStore, kinds: [DiagnosticKind]) {
    self.kinds = kinds
    for (position, source) in store.files.enumerated() {
      let reader = SuppressionReader(source, file: position)
      if !reader.found.isEmpty { byFile[position] = reader.found }
      mistakes += reader.unreadable.map { range in
        Diagnostic(
          kind: SuppressionKinds.unreadableSuppression, range: range,
          message: "the comment hides nothing",
          help: "write `sluice: ignore[unknown-upstream] because …` with the findings' names")
      }
      for word in reader.found.flatMap(\.words)
      where !kinds.contains(where: { $0.answers(to: word.text) }) {
        let names = kinds.map(\.name)
        mistakes.append(
          Diagnostic(
            kind: SuppressionKinds.unreadableSuppression, range: word.range,
            message: "there is no finding '\(word.text)'",
            help: nearest(to: word.text, among: names).map { "did you mean '\($0)'?" }
              ?? "`docs/rules` lists the names"))
      }
    }
  }

  /// The findings without those that a comment hides, what was hidden, and what is wrong with the
  /// comments. A comment for a kind that `judged` leaves out is not called unused: it was not looked for.
  func applied(
    to findings: [Diagnostic], judged: (DiagnosticKind) -> Bool
  ) -> (shown: [Diagnostic], hidden: [Hidden]) {
    guard !byFile.isEmpty || !mistakes.isEmpty else { return (findings, []) }
    var shown: [Diagnostic] = []
    var hidden: [Hidden] = []
    var used: Set<SourceRange> = []
    for finding in findings {
      let comment = byFile[finding.range.file]?.first {
        $0.reach.contains(finding.range.bytes.lowerBound) && $0.names(finding.kind)
      }
      guard let comment else {
        shown.append(finding)
        continue
      }
      for word in comment.words where finding.kind.answers(to: word.text) {
        used.insert(word.range)
      }
      hidden.append(Hidden(finding: finding, range: comment.range, reason: comment.reason))
    }
    let words = byFile.sorted { $0.key < $1.key }.flatMap(\.value).flatMap(\.words)
    for word in words where !used.contains(word.range) {
      guard let kind = kinds.first(where: { $0.answers(to: word.text) }), judged(kind) else {
        continue
      }
      shown.append(
        Diagnostic(
          kind: SuppressionKinds.unusedSuppression, range: word.range,
          message: "nothing is hidden here by '\(word.text)'", help: "take it out"))
    }
    return (shown + mistakes, hidden)
  }
}
