import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let taskPatterns = TargetRule(.taskPattern) { check, found in
    let names = check.analysis.graph.tasks.map(\.name.text)
    for pattern in check.patterns {
      let text = pattern.text
      let glob = Glob(text)
      if names.contains(where: { $0 == text || glob.matches($0) }) { continue }
      found.add(
        pattern, "no task is named '\(shortened(text))', and what stands here has no effect",
        help: nearest(to: text, among: names).map { "did you mean '\($0)'?" }
          ?? "`sluice list` names the tasks; `*` stands for any text")
    }
  }
}

extension DiagnosticKind {
  static let taskPattern = DiagnosticKind(
    code: "SL643", name: "task-pattern", severity: .warning,
    explanation: """
      An entry of `tasks` or `resources` holds for the tasks that its name or wildcard fits, and no
      task of the pipeline does. Most likely the task was renamed, and now runs without what is said
      here.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          resources:
            fti: {memory: 16Gi}      # did you mean 'fit'?
      ```

      `sluice list` names the tasks. Ploomber numbers the tasks of a grid: `fit-*` means all of them.
      """)
}
