import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let dynamicUpstream = DiagnosticKind(
    code: "SL220", name: "dynamic-upstream", severity: .warning,
    explanation: """
      The source refers to its upstream in a way that cannot be decided by reading it, or that Ploomber
      does not see: a computed key, `upstream.get(...)`, the mapping as a whole. The edge is missing
      from the graph, so on a cluster the task may start before what it reads from is there.

      ```python
      for name in NAMES:
          frames.append(read(upstream[name]))     # which tasks?
      ```

      Write each name as a plain text, or use a wildcard: `upstream['load-*']`.
      """)
}

extension Rule {
  static let dynamicUpstream = Rule(kind: .dynamicUpstream) { analysis, found in
    for task in analysis.tasks {
      for case .dynamic(let form, let range) in task.references {
        let name = task.spec.name.text
        let (message, help): (String, String)
        switch form {
        case .computedKey:
          message = "which task '\(name)' reads from cannot be decided statically"
          help = "write the name as a plain text, or a wildcard: `upstream['load-*']`"
        case .get(let key?):
          message = "Ploomber does not see that '\(name)' reads from '\(key.text)' here"
          help = "write `upstream['\(key.text)']`"
        case .get(nil):
          message = "which task '\(name)' reads from cannot be decided statically"
          help = "write `upstream['name']` with a plain text"
        case .whole:
          message = "'\(name)' uses 'upstream' as a whole and names no task"
          help = "name each task once: `upstream['name']`, or a wildcard: `upstream['load-*']`"
        case .computedList:
          message = "the value of 'upstream' cannot be decided statically"
          help = "write the names as a list of plain texts: `upstream = ['load']`"
        }
        found.append(
          Diagnostic(
            kind: .dynamicUpstream, range: range, message: message, help: help,
            task: task.spec.name))
      }
    }
  }
}
