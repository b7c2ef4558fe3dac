package import SluiceCore

/// What can be wrong with `sluice.yaml`.
package enum ConfigurationKinds {
  package static let all = [key, value]

  static let key = DiagnosticKind(
    code: "SL010", name: "configuration-key", severity: .error,
    explanation: """
      `sluice.yaml` has a key that nobody reads, so what it asks for does not happen.

      ```yaml
      # sluice.yaml
      fail_on: warning      # write `fail-on`
      ```

      The keys are lower case with hyphens; `docs/configuration.md` lists them.
      """)

  static let value = DiagnosticKind(
    code: "SL011", name: "configuration-value", severity: .error,
    explanation: """
      A value in `sluice.yaml` is not one that its key takes, and is left out.

      ```yaml
      # sluice.yaml
      rules:
        dynamic-upstream: fatal      # error, warning, advice or off
      ```

      `docs/configuration.md` says what each key takes.
      """)
}
