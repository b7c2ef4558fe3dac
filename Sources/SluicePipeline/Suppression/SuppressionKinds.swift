package import SluiceCore

/// What can be wrong with comments that hide findings.
package enum SuppressionKinds {
  package static let all = [unusedSuppression, unreadableSuppression]

  static let unusedSuppression = DiagnosticKind(
    code: "SL901", name: "unused-suppression", severity: .warning,
    explanation: """
      A comment hides a kind of finding that is not found there (any more). It would hide the next one, too,
      and nobody would see it.

      ```python
      # sluice: ignore[unknown-upstream] because the table is made by hand
      orders = upstream['orders']    # there is a task `orders` by now
      ```

      Take the comment out. A comment speaks of its own line, and where it stands alone of the next line with
      code.
      """)

  static let unreadableSuppression = DiagnosticKind(
    code: "SL902", name: "unreadable-suppression", severity: .warning,
    explanation: """
      A comment begins with `sluice:`, but does not say which findings it hides, or names a kind of finding
      that does not exist. It hides nothing.

      ```yaml
      # sluice: ignore[unknown-key] because our fork of Ploomber reads it
      retries: 3
      ```

      Between the brackets stand codes or names of findings, with commas between them; behind them there is
      room for a reason.
      """)
}
