package import SluiceCore

/// What reading `pipeline.yaml` finds.
package enum SpecKinds {
  /// Every kind of this stage, by code.
  package static let all: [DiagnosticKind] = [
    .specShape, .unknownKey, .notUnderstood, .noSource, .missingProduct, .unknownClass,
    .productShape, .upstreamDeclared, .gridShape, .notATaskName,

  ]
}

extension DiagnosticKind {
  static let specShape = DiagnosticKind(
    code: "SL105", name: "spec-shape", severity: .error,
    explanation: """
      A section of `pipeline.yaml` has another shape than Ploomber reads.

      The file is a mapping with the key `tasks`, or a bare list of tasks:

      ```yaml
      tasks:
        - source: tasks.load
          product: output/raw.csv
      ```

      Bring the section that is pointed at into the shape that the message names.
      """)
  static let unknownKey = DiagnosticKind(
    code: "SL106", name: "unknown-key", severity: .error,
    explanation: """
      Ploomber refuses keys that it does not know, and a misspelt key is not read as what was meant.

      ```yaml
      - source: tasks.load
        prodct: output/raw.csv     # product
      ```

      Correct the key, or take it out.
      """)
  static let notUnderstood = DiagnosticKind(
    code: "SL107", name: "not-understood", severity: .warning,
    explanation: """
      Ploomber knows this part of the format, and this version of the tool does not read it yet. The
      rest of the project is analyzed as if it were not there, so what depends on it was not checked.

      ```yaml
      meta:
        import_tasks_from: more.yaml     # the tasks in more.yaml are not seen
      ```

      Nothing needs to be mended. Know that the graph may lack tasks or edges that Ploomber has, and look
      at what an export wrote before it is run.
      """)
  static let noSource = DiagnosticKind(
    code: "SL109", name: "no-source", severity: .error,
    explanation: """
      Every task needs a `source`: a path of the project or the dotted path of a function.

      ```yaml
      - source: tasks/fit.py       # a file: .py, .ipynb, .R, .Rmd, .sql, .sh
        product: output/fit.html
      - source: tasks.load         # the function `load` in tasks.py
        product: output/raw.csv
      ```

      Add the key, or correct the one that was meant for it.
      """)
  static let missingProduct = DiagnosticKind(
    code: "SL110", name: "missing-product", severity: .error,
    explanation: """
      Every task needs a `product`, unless `meta.extract_product` is `true`. The pods of a cluster
      share nothing but products: what a task does not declare, no other task can rely on.

      ```yaml
      - source: tasks.load
        product: output/raw.csv
      ```
      """)
  static let unknownClass = DiagnosticKind(
    code: "SL111", name: "unknown-class", severity: .error,
    explanation: """
      The task's class is neither one of Ploomber's nor can it be told from `source`.

      Without `class`, the suffix decides, and case counts: `.py`, `.R`, `.r`, `.Rmd` and `.ipynb` are
      notebooks, `.sql` is SQL, `.sh` is a shell script; a dotted path without a slash is a Python
      function. Name a class where the suffix is another:

      ```yaml
      - source: reports/summary.md
        class: NotebookRunner
        product: output/summary.html
      ```
      """)
  static let productShape = DiagnosticKind(
    code: "SL112", name: "product-shape", severity: .error,
    explanation: """
      The product has another shape than its class takes. A file is a text; a relation is
      `[name, kind]` or `[schema, name, kind]` with the kind `table` or `view`; several products are a
      mapping. A list is never several files.

      ```yaml
      - source: tasks/fit.py
        product:
          nb: output/fit.html
          model: output/model.pickle
      - source: sql/users.sql
        product: [users, table]
      ```

      The product of a notebook or script is the notebook that was run, as `.html`, `.ipynb`, `.md`,
      `.pdf`, `.rst` or `.tex`; among several products it has the key `nb`.
      """)
  static let upstreamDeclared = DiagnosticKind(
    code: "SL113", name: "upstream-declared", severity: .error,
    explanation: """
      While `meta.extract_upstream` is `true` (the default), dependencies are read from the sources,
      and Ploomber refuses an `upstream` key beside them. Take the key out, or say that the keys
      count:

      ```yaml
      meta:
        extract_upstream: false
      ```
      """)
  static let gridShape = DiagnosticKind(
    code: "SL114", name: "grid-shape", severity: .error,
    explanation: """
      A `grid` makes one task for each combination of its values. It needs a `name` for them, is a
      mapping (or a list of mappings), and shares no key with `params`.

      ```yaml
      - source: tasks.fit
        name: fit-
        grid:
          depth: [2, 4]
          rate: [0.1, 0.2]
        product: output/model.pickle
      ```
      """)
  static let notATaskName = DiagnosticKind(
    code: "SL115", name: "not-a-task-name", severity: .error,
    explanation: """
      A task's name is one text, and every task has one of its own. Ploomber takes it from `name`, else
      from the file's name without its suffix, else from the function's name.

      ```yaml
      - source: tasks/fit.py
        name: [fit]              # write `name: fit`, or leave it out
        product: output/fit.html
      ```

      Other tasks use the name in `upstream`; a command line and a cluster have to hold it too, so letters,
      digits, `-` and `_` serve best.
      """)
}
