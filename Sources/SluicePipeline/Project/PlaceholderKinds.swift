package import SluiceCore

/// What is found while placeholders and included templates are read.
package enum TemplateKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [
    .placeholderFails, .templateMissing, .templateWithoutLoader, .includedUpstream,
  ]
}

extension DiagnosticKind {
  /// SL119
  static let placeholderFails = DiagnosticKind(
    code: "SL119", name: "placeholder-fails", severity: .error,
    explanation: """
      A placeholder of `pipeline.yaml`, `env.yaml` or a grid is a whole expression of Jinja, and this
      one cannot be computed from the values that there are, so Ploomber does not load the pipeline.

      ```yaml
      # env.yaml
      sample: 10%
      ```

      ```yaml
      # pipeline.yaml
      - source: tasks.load
        product: 'output/{{sample + 1}}.csv'     # a text and a number cannot be added
      ```

      Mend the expression, or give the name a value that it can work with: `sample: 10`.
      """)
}
