package import SluiceCore

/// A check over the whole analysis. It keeps no state and knows no configuration.
package struct Rule: Sendable {
  package let kind: DiagnosticKind
  package let check: @Sendable (Analysis, inout [Diagnostic]) -> Void

  init(kind: DiagnosticKind, check: @escaping @Sendable (Analysis, inout [Diagnostic]) -> Void) {
    self.kind = kind
    self.check = check
  }
}
