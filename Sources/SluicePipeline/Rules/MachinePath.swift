import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let machinePath = DiagnosticKind(
    code: "SL257", name: "machine-path", severity: .warning,
    explanation: """
      A task's code names a file in somebody's home folder, or on a drive of one machine. Nobody else has
      it, and no pod does.

      ```python
      frame = pd.read_csv('/home/ana/data/raw.csv')
      ```

      Put the file into the project, or give its place as a parameter that each environment sets in
      `env.yaml`.
      """)
}

extension Rule {
  static let machinePath = Rule(kind: .machinePath) { analysis, found in
    for (position, task) in analysis.tasks.enumerated() {
      guard let file = task.source.file else { continue }
      for literal in analysis.code.paths(file) {
        if case .function(.found(_, let function)) = analysis.tasks[position].source,
          !function.range.bytes.contains(literal.range.bytes.lowerBound)
        {
          continue
        }
        guard literal.use != .written, isOfOneMachine(literal) else { continue }
        found.append(
          Diagnostic(
            kind: .machinePath, range: literal.range,
            message: "'\(literal.text)' is a place of one machine",
            help: "put the file into the project, or pass its place in `params`",
            task: task.spec.name))
      }
    }
  }

  /// A home folder's, or a Windows drive's.
  private static func isOfOneMachine(_ literal: PythonPathLiteral) -> Bool {
    let text = literal.text
    if text.hasPrefix("~/") { return literal.use == .read }
    for home in ["/home/", "/Users/"] where text.hasPrefix(home) {
      return !text.hasPrefix("/home/jovyan/")
    }
    let start = Array(text.utf8.prefix(3))
    return start.count == 3 && (0x41...0x5A).contains(start[0] & ~0x20) && start[1] == 0x3A
      && (start[2] == 0x5C || start[2] == 0x2F && text.dropFirst(3).first != "/")
  }
}
