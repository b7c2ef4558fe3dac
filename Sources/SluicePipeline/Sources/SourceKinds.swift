package import SluiceCore

/// What the analysis finds in sources beside what their scanners find: products, included templates.
package enum SourceKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [
    .templateMissing, .templateWithoutLoader, .includedUpstream, .productComputed,
    .templateSetsProduct,
  ]
}

extension DiagnosticKind {
  /// SL225
  static let templateMissing = DiagnosticKind(
    code: "SL225", name: "template-missing", severity: .error,
    explanation: """
      A SQL or shell source includes, imports or extends a template that is in none of the folders of
      `meta.source_loader`, so Ploomber cannot render the task.

      ```sql
      {% import 'macros.sql' as m %}     -- templates/macro.sql is there
      ```

      Names are seen from the loader's folders, not from the file that holds the statement, and `..`
      does not lead out of them.
      """)
  /// SL226
  static let templateWithoutLoader = DiagnosticKind(
    code: "SL226", name: "template-without-loader", severity: .error,
    explanation: """
      `include`, `import` and `extends` need to know where templates are. Ploomber tells Jinja so only if
      `meta.source_loader` is set; without it the task cannot be rendered.

      ```yaml
      meta:
        source_loader:
          path: templates        # sources are looked up there, too
      ```
      """)
  /// SL227
  static let includedUpstream = DiagnosticKind(
    code: "SL227", name: "included-upstream", severity: .warning,
    explanation: """
      A template that a task includes or imports refers to `upstream`. Ploomber looks for dependencies in
      the task's own file only: the task is not run behind the other, and the text cannot be rendered,
      as `upstream` does not hold what it asks for.

      ```sql
      -- fit.sql
      CREATE TABLE {{product}} AS {% include 'part.sql' %}
      -- part.sql
      SELECT * FROM {{upstream['load']}}
      ```

      Mention the task in the file itself, `{% set load = upstream['load'] %}`, and use that name, or
      pass it to the macro.
      """)
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
