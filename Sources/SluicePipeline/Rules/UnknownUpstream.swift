import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let unknownUpstream = DiagnosticKind(
    code: "SL301", name: "unknown-upstream", severity: .error,
    explanation: """
      A task reads from a task that does not exist. The key in `upstream[...]`, or the entry of a
      parameters cell's `upstream`, must be the exact name of a task in `pipeline.yaml`: its `name`,
      else the file's name without suffix, else the function's name.

      ```python
      def fit(product, upstream):
          df = read(upstream['cleen'])     # the task is named 'clean'
      ```

      Correct the key, or add the task. Without a mend Ploomber does not load the pipeline at all.
      """)
}

extension Rule {
  static let unknownUpstream = Rule(kind: .unknownUpstream) { analysis, found in
    var names: [String: SourceRange] = [:]
    for task in analysis.tasks where names[task.spec.name.text] == nil {
      names[task.spec.name.text] = task.spec.nameRange
    }
    let misspelt = Set(analysis.tasks.compactMap(\.nameOfMeantSource))
    let ordered = analysis.tasks.map(\.spec.name.text)
    for task in analysis.tasks {
      for case .task(let name, let range) in task.references where names[name.text] == nil {
        // It may be declared where the specification could not be read.
        if analysis.spec.unread.contains(where: { $0.contains(name.text) }) { continue }
        // It would be there, were the source of another task spelt right: that is the finding.
        if misspelt.contains(name.text) { continue }
        let group = name.text + "-*"
        let isGrid = analysis.tasks.contains {
          $0.spec.gridIndex != nil && $0.spec.name.text.hasPrefix(name.text + "-")
        }
        let meant = isGrid ? group : nearest(to: name.text, among: ordered)
        let declared = meant.flatMap { names[$0] }
        found.append(
          Diagnostic(
            kind: .unknownUpstream, range: range, message: "no task is named '\(name.text)'",
            label: "no such task in \(analysis.entry)",
            related: meant.flatMap { meant in
              declared.map { [.init(range: $0, message: "'\(meant)' is declared here")] }
            } ?? [],
            help: meant.map { "did you mean '\($0)'" + (isGrid ? ", all tasks of the grid?" : "?") }
              ?? choices(ordered, but: task.spec.name),
            // A wildcard gives a mapping: the code around it has to change with it.
            meant: isGrid ? nil : meant,
            task: task.spec.name))
      }
    }
  }

  private static func choices(_ names: [String], but reader: TaskName) -> String {
    let others = names.filter { $0 != reader.text }
    guard !others.isEmpty else { return "there is no other task" }
    guard others.count > 1 else { return "the only other task is '\(others[0])'" }
    let shown = others.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    return others.count > 8
      ? "the tasks are \(shown) and \(others.count - 8) more" : "the tasks are \(shown)"
  }
}

extension ReadTask {
  /// The name that the task would have if its source, which is not there, were the one most like it.
  fileprivate var nameOfMeantSource: String? {
    guard spec.nameRange == spec.sourceRange else { return nil }
    switch source {
    case .function(.functionMissing(_, let names)): return nearest(to: spec.name.text, among: names)
    case .failed(_, let names):
      let file = Path.name(of: spec.source.words)
      return nearest(to: file, among: names).map { Path.stem(of: $0) }
    case .function, .script, .template, .notRead: return nil
    }
  }
}
