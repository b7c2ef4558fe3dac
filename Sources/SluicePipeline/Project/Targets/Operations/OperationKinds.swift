package import SluiceCore

/// What can be wrong with what an operation runs.
package enum OperationKinds {
  package static let all = [source, needs]

  static let source = DiagnosticKind(
    code: "SL680", name: "operation-source", severity: .error,
    explanation: """
      An operation of a target says what it runs with one of `bash`, `python`, `function` and `file`, or
      with an `image` and its `command`. What stands there cannot be run, or there is nothing, or more
      than one thing.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          operations:
            notify:
              function: tasks.notfy       # tasks.py defines 'notify'
              after: [report]
      ```

      A function's text is taken from the project without importing it, together with the imports and
      definitions of its module that it reads. It is called without arguments; a lambda has no text of
      its own. `docs/operations.md` has an example of each.
      """)

  /// Also of what only an export sees.
  package static let needs = DiagnosticKind(
    code: "SL681", name: "operation-needs", severity: .warning,
    explanation: """
      The text of an operation needs something that is not there where it runs: a name that its module
      does not define, a module of the project that the pod does not have, or a package that the image
      does not bring. The pod starts, and fails when it gets there.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          operations:
            notify: {function: tasks.notify}      # imports pandas; the image is python:3.12-slim
      ```

      Name an `image` that has the package, or import less. The project's own modules are found where the
      pods have the project's folder: on the shared disk, in a checkout, in the project's image.
      """)
}
