package import SluiceCore

/// What the keys of `pipeline.yaml` can be wrong in, beside their names.
package enum KeyKinds {
  /// Every kind of this list, by code.
  package static let all: [DiagnosticKind] = [
    .keyOfAnotherClass, .keyValue, .conflictingKeys, .keyMissing, .productClass, .unusableClass,
    .deprecatedKey, .importedTasks, .valueOfFunction, .tasksOfFunction, .rawInGrid,
  ]
}

extension DiagnosticKind {
  static let keyOfAnotherClass = DiagnosticKind(
    code: "SL130", name: "key-of-another-class", severity: .error,
    explanation: """
      Ploomber passes keys that not every task has to the task's class, which refuses what it does not
      take: `chunksize` belongs to SQL tasks, `serializer` to functions, `executor_params` to notebooks.

      ```yaml
      - source: fit.py
        product: output/fit.html
        serializer: io.save          # notebooks save their products themselves
      ```

      Take the key out, or name the `class` that it was meant for.
      """)
  static let keyValue = DiagnosticKind(
    code: "SL131", name: "key-value", severity: .error,
    explanation: """
      The key is right, and Ploomber refuses its value.

      ```yaml
      - source: fit.py
        product: output/fit.html
        static_analysis: true        # 'regular', 'strict' or 'disable'
      ```

      Write one of the values that the finding names.
      """)
  static let conflictingKeys = DiagnosticKind(
    code: "SL132", name: "conflicting-keys", severity: .error,
    explanation: """
      Two keys, or a key and the task's kind, exclude each other, and Ploomber does not load the
      pipeline.

      ```yaml
      - source: fit.py
        product: output/fit.html
        local_execution: true
        executor_params:
          cwd: data                  # the two say where the notebook runs
      ```

      Keep one of the two.
      """)
  static let keyMissing = DiagnosticKind(
    code: "SL133", name: "key-missing", severity: .error,
    explanation: """
      A class of task needs a key that others do without: `UploadToS3` its `bucket`, a class whose
      source is no code a `name`, a class without a usual kind of product a `product_class`.

      ```yaml
      - source: output/report.html
        class: UploadToS3
        name: upload
        bucket: reports
        product_class: GenericProduct
        product: report.html
      ```
      """)
  static let productClass = DiagnosticKind(
    code: "SL134", name: "product-class", severity: .error,
    explanation: """
      The task's class cannot make products of this class. Notebooks write files; SQL scripts make
      relations; a query that is dumped writes one file.

      ```yaml
      - source: sql/users.sql
        class: SQLScript
        product_class: File          # SQLRelation, SQLiteRelation, PostgresRelation, …
        product: users.csv
      ```

      Name another `product_class`, or the `class` that makes such products.
      """)
  static let unusableClass = DiagnosticKind(
    code: "SL135", name: "unusable-class", severity: .error,
    explanation: """
      Ploomber accepts the name, and cannot make anything of it in a `pipeline.yaml`: `Link` and
      `Input` have no `source`, which every task here must have; others are no classes of tasks or
      products at all.

      ```yaml
      - source: data.csv
        class: Link                  # read the file in the tasks that need it instead
        product: data.csv
      ```
      """)
  static let deprecatedKey = DiagnosticKind(
    code: "SL136", name: "deprecated-key", severity: .warning,
    explanation: """
      Ploomber still reads the key, says that it will not for ever, or ignores it beside another.

      ```yaml
      - source: fit.py
        product: output/fit.html
        papermill_params:            # executor_params
          log_output: true
      ```

      Use the key that the finding names.
      """)
  static let importedTasks = DiagnosticKind(
    code: "SL137", name: "imported-tasks", severity: .error,
    explanation: """
      `meta.import_tasks_from` names a YAML file with a list of tasks, which are appended to `tasks`.
      The path is relative to the folder of `pipeline.yaml`; the list must not be empty, and each of
      its tasks is a mapping with a `source`.

      ```yaml
      meta:
        import_tasks_from: shared/tasks.yaml
      tasks: []
      ```

      Sources in that file are relative to its own folder, if their suffix is one of Ploomber's
      (`.py`, `.sql`, …); products are relative to the project's root, as everywhere.
      """)
  static let valueOfFunction = DiagnosticKind(
    code: "SL138", name: "value-of-function", severity: .advice,
    explanation: """
      The value has the form `module::function`: Ploomber calls the function for it, each time the
      pipeline is loaded. What it returns cannot be decided statically, so reports show the path.

      ```yaml
      - source: tasks.fit
        product: output/model.pickle
        params:
          seed: settings::seed
      ```

      Nothing needs to be mended. That the function exists is checked.
      """)
  static let tasksOfFunction = DiagnosticKind(
    code: "SL139", name: "tasks-of-function", severity: .warning,
    explanation: """
      A function decides which tasks there are: the one behind `location` makes the whole pipeline,
      one in a `grid` makes the values that the tasks are made for. That cannot be decided statically,
      so the graph lacks tasks that Ploomber has.

      ```yaml
      location: pipelines.make
      ```

      Declare the tasks, or the values, in `pipeline.yaml` to have them checked and exported.
      """)
  static let rawInGrid = DiagnosticKind(
    code: "SL140", name: "raw-in-grid", severity: .error,
    explanation: """
      In a task with a `grid`, Ploomber does not import what `client`, `serializer` and
      `unserializer` name: the pipeline loads, and its tasks fail when they run, as they get the text
      instead of the function.

      ```yaml
      - source: sql/sums.sql
        name: sums-
        grid: {year: [2023, 2024]}
        product: [sums, table]
        client: db.connect           # write it under `clients:` at the top
      ```

      Say it for all tasks at the top of the file, with `clients`, `serializer` or `unserializer`.
      """)
}
