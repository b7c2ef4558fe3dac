package import SluiceCore

/// What the analysis finds while it takes products from sources.
package enum SourceRuleKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [
    .productComputed, .templateSetsProduct, .productPlaceholder,
  ]
}

extension DiagnosticKind {
  /// SL231
  static let productComputed = DiagnosticKind(
    code: "SL231", name: "product-computed", severity: .warning,
    explanation: """
      With `extract_product: true` the source says what it writes, and here it computes that. Ploomber
      evaluates the expression when it loads the pipeline; by reading alone the product cannot be told,
      so it is missing from the graph and from every check of products.

      ```python
      product = 'output/{}.html'.format('fit')
      ```

      Write a plain text, or a dictionary of plain texts.
      """)
  /// SL232
  static let templateSetsProduct = DiagnosticKind(
    code: "SL232", name: "template-sets-product", severity: .warning,
    explanation: """
      A SQL script sets `product` itself, and `pipeline.yaml` declares another one. Ploomber renders the
      script with its own, and looks for the declared one everywhere else: to tell whether the task is
      outdated, and in the tasks that read from it.

      ```sql
      {% set product = SQLRelation(['clean', 'table']) %}
      CREATE TABLE {{product}} AS SELECT 1      -- makes 'clean', whatever pipeline.yaml says
      ```

      Take the statement out: `{{product}}` is the declared product. To declare products in the sources
      instead, set `extract_product: true` in `meta` and take them out of `pipeline.yaml`.
      """)
}
