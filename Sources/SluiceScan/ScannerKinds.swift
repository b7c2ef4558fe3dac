package import SluiceCore

/// What the scanners of templates, notebooks and R find. Python has a list of its own.
package enum ScannerKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [
    .jinjaSyntax, .notebookJSON, .byteOrderMark, .rUpstream, .notUTF8, .scriptFormat,
    .runtimePlaceholder, .rMultiLineUpstream, .sourceProduct,
  ]
}

extension DiagnosticKind {
  /// SL210
  package static let jinjaSyntax = DiagnosticKind(
    code: "SL210", name: "jinja-syntax", severity: .error,
    explanation: """
      SQL and shell sources are Jinja templates: `{{ … }}` prints, `{% … %}` steers, `{# … #}` is
      a comment. Ploomber cannot load a task whose template does not parse.

      ```sql
      SELECT * FROM {{ upstream['load' }}
      ```

      Here the bracket is never closed. Mend the place that is marked; only the first mistake of a
      file is reported, since what follows it cannot be read reliably. Text that only looks like a
      template belongs between `{% raw %}` and `{% endraw %}`.
      """)
  /// SL211
  package static let notebookJSON = DiagnosticKind(
    code: "SL211", name: "notebook-json", severity: .error,
    explanation: """
      A notebook (`.ipynb`) is a JSON object with a list of cells. This one cannot be read, so the
      task cannot be loaded. Usual causes are a merge conflict left in the file, a cut end, and an
      edit by hand.

      ```json
      {"cells": [], "metadata": {}, "nbformat": 4,
      ```

      Take the file from the last good commit, or mend the JSON at the place that is marked.
      """)
  /// SL212
  package static let byteOrderMark = DiagnosticKind(
    code: "SL212", name: "byte-order-mark", severity: .warning,
    explanation: """
      The file begins with an invisible byte order mark (EF BB BF). Ploomber does not take it
      away: the first line then no longer begins with its marker, and a `parameters` cell that
      starts there is not found.

      Save the file as UTF-8 without a byte order mark (`sed -i '1s/^\\xEF\\xBB\\xBF//' file`).
      """)
  /// SL213
  package static let rUpstream = DiagnosticKind(
    code: "SL213", name: "r-upstream", severity: .error,
    explanation: """
      In the parameters cell of an R source, Ploomber reads line by line until it meets `upstream`.
      Up to there it accepts only `name <- list(…)` and `name <- NULL`; anything else stops the
      task from loading.

      ```r
      upstream <- list('load', 'clean')
      product <- NULL
      n <- 5
      ```

      Put `upstream` first, on one line, as a `list` of strings or as `NULL`; lines behind it are
      free. A source without any cell tagged `parameters` does not load either: Ploomber puts one
      in that is Python.
      """)
  /// SL214
  package static let notUTF8 = DiagnosticKind(
    code: "SL214", name: "not-utf-8", severity: .error,
    explanation: """
      Sources are read as UTF-8, and these bytes are not. The file was probably saved as Latin-1,
      Windows-1252 or UTF-16.

      Convert it, for example with `iconv -f latin1 -t utf-8 old.sql > new.sql`.
      """)
  /// SL215
  package static let scriptFormat = DiagnosticKind(
    code: "SL215", name: "script-format", severity: .error,
    explanation: """
      A script is read as a notebook by jupytext, and jupytext refuses this one, so the task cannot
      be loaded. It wants a format that it knows for the file's extension in the `# ---` header,
      `utf-8` where a comment names an encoding, and tags that are a list of different strings.

      ```python
      # %% tags="parameters"
      ```

      This marker has a string in place of a list; write `# %% tags=["parameters"]`. In R Markdown,
      `tags` must stand behind `echo=FALSE` and its kin.

      For `.py` and `.R` files use `percent` or `light`, or remove the header.
      """)
  /// SL216
  package static let runtimePlaceholder = DiagnosticKind(
    code: "SL216", name: "runtime-placeholder", severity: .error,
    explanation: """
      Ploomber reads SQL and shell sources a second time with `[[ … ]]` as the marks of a
      placeholder, for parameters that are filled while the task runs. A test of bash looks the
      same, and the task fails with a template error before it runs.

      ```sh
      if [[ -f data.csv ]]; then …
      ```

      Write `[ -f data.csv ]` or `test -f data.csv`, or call a script file that Ploomber does not
      read.
      """)
  /// SL217
  package static let rMultiLineUpstream = DiagnosticKind(
    code: "SL217", name: "r-multi-line-upstream", severity: .warning,
    explanation: """
      Ploomber reads the parameters cell of an R source one line at a time: of a list that goes on
      over several lines it sees the first line only, and the tasks on the others are silently no
      dependencies.

      ```r
      upstream <- list('load',
                       'clean')
      ```

      Here only `load` counts. Write the list on one line. Sluice reads the whole list.
      """)
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
