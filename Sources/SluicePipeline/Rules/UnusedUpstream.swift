import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let unusedUpstream = DiagnosticKind(
    code: "SL259", name: "unused-upstream", severity: .warning,
    explanation: """
      A task declares that it reads from another task, and its code never does. It waits for that task
      all the same, and runs anew whenever it has changed.

      ```python
      # %% tags=["parameters"]
      upstream = ['load', 'clean']      # 'load' is read nowhere
      product = None

      # %%
      frame = pd.read_csv(upstream['clean'])
      ```

      Take the name out of the list, or read its product. Where a task only has to come after another,
      `# sluice: ignore[unused-upstream] because …` on the line says so. Nothing is said where the code
      does anything else with `upstream` than reading keys that are written out.
      """)
}

extension Rule {
  static let unusedUpstream = Rule(kind: .unusedUpstream) { analysis, found in
    let names = Set(analysis.tasks.map(\.spec.name))
    for task in analysis.tasks {
      guard let file = task.source.file, let keys = keysRead(by: task, in: file, analysis.code)
      else {
        continue
      }
      for case .task(let name, let range) in task.references
      where names.contains(name) && !keys.contains(name.text) {
        found.append(
          Diagnostic(
            kind: .unusedUpstream, range: range,
            message: "'\(task.spec.name.text)' never reads the product of '\(name.text)'",
            help: "take '\(name.text)' out of the upstream, or read `upstream['\(name.text)']`",
            task: task.spec.name))
      }
    }
  }

  /// The keys that the task's code takes out of `upstream`; `nil` where it cannot be told, or where it
  /// takes none at all from a notebook, which is another finding.
  private static func keysRead(
    by task: ReadTask, in file: Int, _ code: ProjectCode
  ) -> Set<String>? {
    switch task.source {
    case .script:
      guard let keys = code.script(file)?.upstreamKeys, !keys.isEmpty else { return nil }
      return Set(keys.names)
    case .function(.found(_, let function)):
      // Elsewhere the declaration is what the code reads.
      guard !task.spec.declaredUpstream.isEmpty,
        function.parameters.contains(where: { $0.name == "upstream" }),
        let body = code.module(file)?.bodies[function.nameRange.bytes.lowerBound]
      else { return nil }
      return body.keys.map(Set.init)
    case .function, .template, .failed, .notRead: return nil
    }
  }
}
