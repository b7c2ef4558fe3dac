package import SluiceCore

/// A check over the whole analysis. It keeps no state and knows no configuration.
package struct Rule: Sendable {
  /// What the rule reports.
  package let kind: DiagnosticKind
  /// Appends what it finds, in any order: the analysis sorts.
  package let check: @Sendable (Analysis, inout [Diagnostic]) -> Void

  init(kind: DiagnosticKind, check: @escaping @Sendable (Analysis, inout [Diagnostic]) -> Void) {
    self.kind = kind
    self.check = check
  }
}
