/// What a finding is about, declared beside the code that finds it.
package struct DiagnosticKind: Hashable, Sendable {
  /// `error`: it will not run, or not as meant; `warning`: it may surprise; `advice`: off unless
  /// asked for.
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error, warning, advice
  }

  /// `SL` and three digits; the first names the room that speaks. Never reused.
  package var code: String
  /// Lower case with hyphens: what people write in a suppression.
  package var name: String
  /// The same for every finding of the kind.
  package var severity: Severity
  /// Markdown for `sluice explain` and the rule's page.
  package var explanation: String

  package init(code: String, name: String, severity: Severity, explanation: String) {
    self.code = code
    self.name = name
    self.severity = severity
    self.explanation = explanation
  }
}
