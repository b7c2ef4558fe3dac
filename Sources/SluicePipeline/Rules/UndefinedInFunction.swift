import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let undefinedInFunction = DiagnosticKind(
    code: "SL263", name: "undefined-in-function", severity: .error,
    explanation: """
      A task's function, or one of the same module that it calls, reads a name that nothing in the
      module binds. Python finds out when it gets there: the task runs until then, perhaps for hours, and
      fails with a `NameError`. A name that is read while the module is imported keeps every task of the
      module from being loaded.

      ```python
      def clean(product, upstream):
          frame = pd.read_csv(upstream['get'])    # nothing imports pd
      ```

      Import the name, or correct it. Only what surely runs is reported as an error; a name below a
      condition, or in a function that no task is seen to call, is a warning (`undefined-in-module`).
      Nothing is said of modules that bind names in ways that cannot be read: star imports, `exec`,
      `globals()`.
      """)

  static let undefinedInModule = DiagnosticKind(
    code: "SL264", name: "undefined-in-module", severity: .warning,
    explanation: """
      The module of a task's function reads a name that nothing in it binds, in a place that may not be
      reached: below a condition, in an `except` block, or in a function that no task is seen to call.
      When it is reached, it fails with a `NameError`.

      ```python
      def clean(product):
          try:
              fetch(product)
          except OSError:
              loger.warning('no network')     # logger was meant
              raise
      ```

      Import the name, or correct it. Where something else binds it from outside,
      `# sluice: ignore[undefined-in-module] because …` on the line says so.
      """)
}

extension Rule {
  static let undefinedInFunction = Rule(kind: .undefinedInFunction) { analysis, found in
    for file in analysis.code.modules {
      guard let names = analysis.code.module(file)?.undefined, !names.isEmpty else { continue }
      let tree = analysis.code.tree(ofModule: file, in: analysis.sources)
      if !bindsSecretly(tree) { found += findings(names, in: tree, analysis) }
    }
  }

  /// Whether the module may bind names by other means than statements.
  private static func bindsSecretly(_ tree: PythonTree) -> Bool {
    !pythonWords(among: secretBinders, in: tree).isEmpty
  }

  /// One finding for each name.
  private static func findings(
    _ names: [PythonNameUse], in tree: PythonTree, _ analysis: Analysis
  ) -> [Diagnostic] {
    let sure = PythonSureReads(in: tree)
    let imported = sure.atImport()
    var calls: [(task: TaskName, reads: Set<Int>)] = []
    var functions: [SourceRange] = []
    for task in analysis.tasks {
      guard case .function(.found(tree.file, let function)) = task.source else { continue }
      functions.append(function.range)
      calls.append((task.spec.name, sure.calling(function.nameRange.bytes.lowerBound)))
    }
    var uses: [String: [PythonNameUse]] = [:]
    for use in names {
      // A task's function without such a parameter: its signature is another finding.
      let offset = use.range.bytes.lowerBound
      if use.name == "upstream" || use.name == "product",
        functions.contains(where: { $0.bytes.contains(offset) })
      {
        continue
      }
      uses[use.name, default: []].append(use)
    }
    return uses.keys.sorted().compactMap { name in
      guard let all = uses[name], let first = all.first else { return nil }
      let surest =
        all.first { imported.contains($0.range.bytes.lowerBound) }
        ?? all.first { use in calls.contains { $0.reads.contains(use.range.bytes.lowerBound) } }
      let use = surest ?? first
      let offset = use.range.bytes.lowerBound
      var message =
        use.kind == .beforeAssignment
        ? "'\(name)' is read before the function assigns it"
        : "nothing defines the name '\(name)'"
      if all.count > 1 { message += ", read in \(all.count) places" }
      let meant = use.kind == .undefined ? nearest(to: name, among: sure.names) : nil
      let help = wayToDefine(name, use.kind) ?? meant.map { "did you mean '\($0)'?" }
      var finding = Diagnostic(
        kind: surest == nil ? .undefinedInModule : .undefinedInFunction, range: use.range,
        message: message, help: help ?? "import it, or assign it before")
      if surest != nil, !imported.contains(offset) {
        finding.blocks = calls.filter { $0.reads.contains(offset) }.map(\.task)
        finding.task = finding.blocks.first
      }
      return finding
    }
  }
}

/// Words of a module whose names cannot all be read.
private let secretBinders: [String] = [
  "exec", "globals", "vars", "locals", "builtins", "__builtins__", "__dict__", "_getframe",
  "execfile", "modules", "_convert_", "_convert",
]
