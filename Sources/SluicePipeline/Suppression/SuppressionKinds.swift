package import SluiceCore

/// What can be wrong with comments and tags that hide findings.
package enum SuppressionKinds {
  package static let all = [unusedSuppression, unreadableSuppression]

  static let unusedSuppression = DiagnosticKind(
    code: "SL901", name: "unused-suppression", severity: .warning,
    explanation: """
      A comment, or a cell's tag, hides a kind of finding that is not found there (any more). It would hide
      the next one, too, and nobody would see it.

      ```python
      # sluice: ignore[unknown-upstream] because the table is made by hand
      orders = upstream['orders']    # there is a task `orders` by now
      ```

      Take it out. A comment speaks of its own line, and where it stands alone of the next line with code; the
      tag `sluice-ignore=unknown-upstream` speaks of its cell.
      """)

  static let unreadableSuppression = DiagnosticKind(
    code: "SL902", name: "unreadable-suppression", severity: .warning,
    explanation: """
      A comment begins with `sluice:`, or a cell's tag with `sluice`, but does not say which findings it
      hides, or names a kind of finding that does not exist. It hides nothing.

      ```yaml
      # sluice: ignore[unknown-key] because our fork of Ploomber reads it
      retries: 3
      ```

      Between the brackets stand codes or names of findings, with commas between them; behind them there is
      room for a reason. A whole cell is spoken of by tags, one for each finding:

      ```python
      # %% tags=["sluice-ignore=undefined-name", "sluice-ignore=SL255"]
      ```
      """)
}
