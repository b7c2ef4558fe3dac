import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let emptyWildcard = DiagnosticKind(
    code: "SL304", name: "empty-wildcard", severity: .warning,
    explanation: """
      A wildcard in `upstream` matches no task, so the dependency silently does not exist: Ploomber
      passes an empty group. `*` stands for any text, and the names of all tasks are compared, those
      of a grid with their index: `fit-*` matches `fit-0` and `fit-1`.

      ```python
      def compare(product, upstream):
          for name in upstream['model-*']:     # the tasks are named 'fit-0', 'fit-1'
              ...
      ```

      Correct the pattern, or take it out.
      """)
}

extension Rule {
  static let emptyWildcard = Rule(kind: .emptyWildcard) { analysis, found in
    guard analysis.spec.unread.isEmpty else { return }
    let names = analysis.tasks.map(\.spec.name.text)
    for task in analysis.tasks {
      for case .wildcard(let pattern, let range) in task.references {
        let glob = Glob(pattern)
        guard !names.contains(where: glob.matches) else { continue }
        let stem = String(pattern.prefix { $0 != "*" })
        let meant = nearest(to: stem, among: names.map { String($0.prefix(stem.count)) })
        found.append(
          Diagnostic(
            kind: .emptyWildcard, range: range, message: "no task's name matches '\(pattern)'",
            help: meant.map { "there are tasks that begin with '\($0)'" }
              ?? "correct the pattern, or take it out",
            task: task.spec.name))
      }
    }
  }
}
