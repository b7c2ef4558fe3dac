import SluiceCore

extension DiagnosticKind {
  static let standardModule = DiagnosticKind(
    code: "SL234", name: "standard-module", severity: .error,
    explanation: """
      A module of the project has the name of one of Python's own, which is loaded before Ploomber looks
      at the project. The dotted path then leads into the standard library, where the function is not.

      ```yaml
      - source: io.load          # io.py of the project is never found
        product: output/raw.csv
      ```

      Give the module another name.
      """)
}

extension Rule {
  static let standardModule = Rule(kind: .standardModule) { analysis, found in
    for task in analysis.tasks {
      guard case .function(let lookup) = task.source else { continue }
      check(task.spec.source.words, task.spec.sourceRange, lookup, task.spec.name, &found)
    }
    for (reference, lookup) in zip(analysis.spec.functions, analysis.functions) {
      check(reference.path, reference.range, lookup, nil, &found)
    }
  }

  private static func check(
    _ path: String, _ range: SourceRange, _ lookup: FunctionLookup, _ task: TaskName?,
    _ found: inout [Diagnostic]
  ) {
    switch lookup {
    // The project has no such module, which is another finding.
    case .moduleMissing(part: 0, _): return
    case .found, .moduleMissing, .unreadable, .functionMissing, .outside, .notADefinition: break
    }
    let name = firstPart(ofDotted: path)
    guard loadedStandardModules.contains(name) else { return }
    found.append(
      Diagnostic(
        kind: .standardModule, range: range,
        message: "Python's own module '\(name)' hides the one of the project",
        help: "rename the module: 'tasks_\(name)'", task: task))
  }
}
