package import SluiceCore

/// What is wrong with the products that sources declare.
package enum SourceKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [.sourceProduct]
}

extension DiagnosticKind {
  /// SL230
  package static let sourceProduct = DiagnosticKind(
    code: "SL230", name: "source-product", severity: .error,
    explanation: """
      With `extract_product: true` in `meta`, tasks do not declare their products in
      `pipeline.yaml`: each source says what it writes, and Ploomber does not load the pipeline if
      one does not, or not in a form that it reads. In the parameters cell of Python and R:

      ```python
      upstream = ['load']
      product = {'nb': 'output/fit.html', 'model': 'output/model.pickle'}
      ```

      ```r
      upstream <- list('load')
      product <- list(nb='output/fit.html', model='output/model.rds')
      ```

      In SQL, with a product class and a constant:

      ```sql
      {% set product = SQLRelation(['clean', 'table']) %}
      CREATE TABLE {{product}} AS SELECT * FROM {{upstream['load']}}
      ```

      Functions and shell scripts cannot say it. Placeholders of `env.yaml` are not replaced in
      sources. Say the product in one of these forms, or take `extract_product` out.
      """)
}
