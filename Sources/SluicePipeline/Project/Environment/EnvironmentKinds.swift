package import SluiceCore

/// What finding the project and reading `env.yaml` finds.
package enum EnvironmentKinds {
  /// Every kind of these stages, by code.
  package static let all: [DiagnosticKind] = [
    .nestedProject, .severalPackages, .unusedKey, .environmentKey, .environmentImport,
    .environmentModule, .environmentValue, .overrideNotDerived, .environmentFileName,
  ]
}

extension DiagnosticKind {
  static let nestedProject = DiagnosticKind(
    code: "SL001", name: "nested-project", severity: .warning,
    explanation: """
      A folder above this project is the root of another one. Ploomber takes the inner one, and warns:
      the same command does something else one folder further up.

      ```
      shop/pipeline.yaml
      shop/reports/pipeline.yaml     # this one is read from shop/reports and below
      ```

      Put the projects into folders side by side, or both specifications into one folder under two names
      (`pipeline.yaml` and `pipeline.reports.yaml`). Nothing has to be mended where both are meant.
      """)
  static let severalPackages = DiagnosticKind(
    code: "SL002", name: "several-packages", severity: .warning,
    explanation: """
      Beside `setup.py` several packages in `src/` hold the specification. Ploomber reads the first by
      name, and warns.

      ```
      setup.py
      src/fit/pipeline.yaml       # read
      src/report/pipeline.yaml    # not read
      ```

      Name the one that is meant with `--entry`, or in `setup.cfg`:

      ```ini
      [ploomber]
      entry-point = src/report/pipeline.yaml
      ```
      """)
  static let unusedKey = DiagnosticKind(
    code: "SL120", name: "unused-env-key", severity: .warning,
    explanation: """
      No placeholder of the specification, nor of another key, uses this key of `env.yaml`. Ploomber warns
      of it too: often a name is misspelt on one of the two sides.

      ```yaml
      # env.yaml
      sample: 0.1
      ```

      ```yaml
      # pipeline.yaml
      - source: tasks.load
        product: output/raw.csv
        params:
          sample: 0.1              # '{{sample}}'
      ```

      Use it, or take it out.
      """)
  static let environmentKey = DiagnosticKind(
    code: "SL121", name: "env-key", severity: .error,
    explanation: """
      Ploomber refuses the key: keys of `env.yaml` are texts without two underscores in a row (they stand
      between the parts of nested keys), and but for `_module` no outermost one begins with an underscore.

      ```yaml
      raw__data: data/raw     # raw_data
      _debug: true            # debug
      2024: data/2024         # '2024'
      ```

      Rename it, in the placeholders too.
      """)
  static let environmentImport = DiagnosticKind(
    code: "SL122", name: "env-import", severity: .error,
    explanation: """
      The section `meta` of `env.yaml` has one key, `import_from`: the path of another file of values, which
      the keys of this file are laid over, nested ones key by key. The path is seen from the specification's
      folder.

      ```yaml
      meta:
        import_from: env.shared.yaml
      sample: 0.1
      ```

      Mend the section, or give your own key `meta` another name.
      """)
  static let environmentModule = DiagnosticKind(
    code: "SL123", name: "env-module", severity: .error,
    explanation: """
      `_module` names the package whose `__version__` the placeholder `{{version}}` stands for: a module
      by its dotted name, the folder of a package, or `{{here}}`.

      ```yaml
      _module: my_package
      output: 'output/{{version}}'
      ```

      The version is read from the package's `__init__.py`, which is not run: a line
      `__version__ = '1.0'` with blanks around the `=`.
      """)
  static let environmentValue = DiagnosticKind(
    code: "SL124", name: "env-value", severity: .error,
    explanation: """
      Ploomber cannot read this value of `env.yaml`, or the file.

      - In the section `path` every value is a text, for Ploomber makes a path of it.
      - Ploomber's command line looks for placeholders in the text that Python writes for mappings and
        lists, and there `[[1, 2], [3, 4]]` looks like one.

      ```yaml
      path:
        output: 2024              # '2024'
      ranges: [[1, 2], [3, 4]]    # {first: [1, 2], second: [3, 4]}
      ```
      """)
  static let overrideNotDerived = DiagnosticKind(
    code: "SL125", name: "override-not-derived", severity: .warning,
    explanation: """
      A key of `env.yaml` is overridden on the command line, and this value is made of that key. Ploomber
      makes such values first, of what the file says, so the override does not reach them.

      ```yaml
      base: output
      data: '{{base}}/data'     # still output/data with --env base=elsewhere
      ```

      Override this key too, or use `{{base}}/data` in the specification itself. An exported spec passes
      the overrides on to Ploomber, and so has the same values.
      """)
  static let environmentFileName = DiagnosticKind(
    code: "SL118", name: "env-file-name", severity: .error,
    explanation: """
      Ploomber reads the values of placeholders from `env.yaml` (or `env.NAME.yaml` beside
      `pipeline.NAME.yaml`). A file that ends in `.yml` is not read, and Ploomber refuses to go on.

      Rename it to the name that the finding gives.
      """)
}

extension ProjectPlace {
  /// The remarks as findings at `head`, the beginning of the specification.
  func findings(at head: SourceRange) -> [Diagnostic] {
    remarks.map { remark in
      switch remark {
      case .nested(let outer):
        Diagnostic(
          kind: .nestedProject, range: head,
          message:
            "'\(Path.way(from: root, to: outer))' is the root of another project around this one",
          help: "Ploomber takes this one here, and the other one further up")
      case .severalPackages(let paths):
        Diagnostic(
          kind: .severalPackages, range: head,
          message:
            "\(paths.count) packages hold a specification, and '\(paths.first ?? "")' is read",
          help: "name another with --entry: "
            + paths.dropFirst().prefix(3).map { "'\($0)'" }.joined(separator: ", "))
      }
    }
  }
}
