package import SluiceCore

/// What keeps findings from being shown: comments, tags of cells, `sluice.yaml` and a baseline; and
/// which of it has hidden something.
package struct Suppressions: Hashable, Sendable {
  /// Who hides a finding.
  package enum Cause: Hashable, Sendable {
    /// A comment or a cell's tag in a source, or an entry of `ignore` in `sluice.yaml`.
    case source, configuration, baseline
  }

  /// A finding that is not shown.
  package struct Hidden: Hashable, Sendable {
    /// As it would have been shown.
    package var finding: Diagnostic
    /// Who hides it.
    package var cause: Cause
    /// Where that stands.
    package var range: SourceRange
    /// The reason that it gives; `nil` without one.
    package var reason: String?

    package init(
      finding: Diagnostic, cause: Cause, range: SourceRange, reason: String? = nil
    ) {
      self.finding = finding
      self.cause = cause
      self.range = range
      self.reason = reason
    }
  }

  private let sources: SourceSuppressions
  private let configuration: Configuration
  private let baseline: Baseline?
  private let paths: [String]
  private let kinds: [DiagnosticKind]

  /// Reads the comments of every file of the analysis. `kinds` are those that they may name.
  init(_ analysis: Analysis, kinds: [DiagnosticKind], baseline: Baseline? = nil) {
    configuration = analysis.configuration
    self.baseline = baseline
    self.kinds = kinds
    sources = SourceSuppressions(
      analysis.sources, known: analysis.comments, tags: analysis.cellTags, kinds: kinds)
    paths = analysis.sources.files.map(\.path)
  }

  /// The findings with the weight that the project gives them, without those that something hides; what
  /// was hidden, by whom; and findings about what hides nothing, unless `judged` says that nobody looked
  /// for it.
  func applied(
    to findings: [Diagnostic], judged: (DiagnosticKind) -> Bool
  ) -> (shown: [Diagnostic], hidden: [Hidden]) {
    var shown: [Diagnostic] = []
    var hidden: [Hidden] = []
    var usedWords: Set<SourceRange> = []
    var usedIgnores: Set<SourceRange> = []
    var left = baseline?.counts ?? [:]
    for finding in findings {
      if let suppression = sources.suppression(hiding: finding) {
        for word in suppression.words where finding.kind.answers(to: word.text) {
          usedWords.insert(word.range)
        }
        hidden.append(
          Hidden(
            finding: finding, cause: .source, range: suppression.range,
            reason: suppression.reason))
        continue
      }
      // A file that a later stage read is none that `paths` had.
      let path = paths.indices.contains(finding.range.file) ? paths[finding.range.file] : ""
      if let ignore = configuration.ignores.first(where: { $0.hides(finding.kind, at: path) }) {
        usedIgnores.insert(ignore.range)
        hidden.append(
          Hidden(
            finding: finding, cause: .configuration, range: ignore.range, reason: ignore.reason))
        continue
      }
      let entry = Baseline.Entry(code: finding.kind.code, path: path, message: finding.message)
      if let baseline, let count = left[entry], count > 0 {
        left[entry] = count - 1
        let place = SourceRange(file: baseline.file, bytes: 0..<0)
        hidden.append(Hidden(finding: finding, cause: .baseline, range: place))
        continue
      }
      shown += weighed(finding)
    }
    let about = unused(usedWords, usedIgnores, left, judged) + sources.mistakes
    return (shown + about.flatMap(weighed), hidden)
  }

  /// The finding with the severity that the project gives its kind; none where it is off.
  private func weighed(_ finding: Diagnostic) -> [Diagnostic] {
    guard let level = configuration.levels[finding.kind.code] else { return [finding] }
    guard let severity = DiagnosticKind.Severity(rawValue: level.rawValue) else { return [] }
    var finding = finding
    finding.kind.severity = severity
    return [finding]
  }

  private func unused(
    _ words: Set<SourceRange>, _ ignores: Set<SourceRange>, _ left: [Baseline.Entry: Int],
    _ judged: (DiagnosticKind) -> Bool
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let index = KindIndex(kinds)
    for word in sources.words where !words.contains(word.range) {
      guard let kind = index[word.text], judged(kind) else { continue }
      found.append(
        Diagnostic(
          kind: SuppressionKinds.unusedSuppression, range: word.range,
          message: "nothing is hidden here by '\(word.text)'", help: "take it out"))
    }
    for ignore in configuration.ignores where !ignores.contains(ignore.range) {
      let named = kinds.filter { kind in ignore.rules.contains { kind.answers(to: $0.text) } }
      guard named.allSatisfy(judged) else { continue }
      found.append(
        Diagnostic(
          kind: SuppressionKinds.unusedSuppression, range: ignore.range.firstByte,
          message: "no finding is hidden by this entry", help: "take it out"))
    }
    let known = Set(kinds.filter(judged).map(\.code))
    let gone = left.filter { $0.value > 0 && known.contains($0.key.code) }.values.reduce(0, +)
    if let baseline, gone > 0 {
      found.append(
        Diagnostic(
          kind: SuppressionKinds.unusedSuppression,
          range: SourceRange(file: baseline.file, bytes: 0..<0),
          message: gone == 1
            ? "one finding of the baseline is gone" : "\(gone) findings of the baseline are gone",
          help: "write it anew with `sluice check --write-baseline`"))
    }
    return found
  }
}
