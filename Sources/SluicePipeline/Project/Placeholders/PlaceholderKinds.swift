package import SluiceCore

/// What is found while placeholders are replaced.
package enum PlaceholderKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [
    .undefinedPlaceholder, .placeholderSyntax, .placeholderFails,
  ]
}

extension DiagnosticKind {
  static let undefinedPlaceholder = DiagnosticKind(
    code: "SL116", name: "undefined-placeholder", severity: .error,
    explanation: """
      A `{{placeholder}}` stands for a key of `env.yaml`, and there is no such key. Ploomber's own keys
      are `here`, `root`, `cwd`, `user`, `now`, `git` and `git_hash`.

      ```yaml
      # pipeline.yaml
      - source: tasks.load
        product: '{{output}}/raw.csv'
      ```

      ```yaml
      # env.yaml
      output: results
      ```

      Correct the name, or give it a value in `env.yaml`. In `env.yaml` itself a value may use the keys
      above it.
      """)
  static let placeholderSyntax = DiagnosticKind(
    code: "SL117", name: "placeholder-syntax", severity: .error,
    explanation: """
      Every text of `pipeline.yaml` and `env.yaml` is a Jinja template, and this one is broken, so
      Ploomber does not load the pipeline.

      ```yaml
      - source: tasks.load
        product: '{{root}/raw.csv'     # one brace is missing
      ```

      Mend the place that is marked. Braces that are no placeholder belong between `{% raw %}` and
      `{% endraw %}`.
      """)
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
