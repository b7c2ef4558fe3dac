import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let dynamicUpstream = DiagnosticKind(
    code: "SL220", name: "dynamic-upstream", severity: .warning,
    explanation: """
      The source refers to its upstream in a way that cannot be decided by reading it, or that Ploomber
      does not see: a computed key, `upstream.get(...)`, another name for the mapping, a function that
      takes it, the mapping as a whole. The edge is missing from the graph, so on a cluster the task
      may start before what it reads from is there.

      ```python
      for name in find_names():
          frames.append(read(upstream[name]))     # which tasks?
      ```

      Write each name as a plain text, or use a wildcard: `upstream['load-*']`.
      """)
}

extension Rule {
  static let dynamicUpstream = Rule(kind: .dynamicUpstream) { analysis, found in
    for task in analysis.tasks {
      // Of a template Ploomber refuses what it cannot read: other rules say so.
      if case .template = task.source { continue }
      for case .dynamic(let form, let range) in task.references {
        let name = task.spec.name.text
        let (message, help): (String, String)
        var related: [Diagnostic.Related] = []
        switch form {
        case .computedKey:
          message = "which task '\(name)' reads from cannot be decided statically"
          help = "write the name as a plain text, or a wildcard: `upstream['load-*']`"
        case .get(let key?):
          message = "Ploomber does not see that '\(name)' reads from '\(key.text)' here"
          help = "write `upstream['\(key.text)']`"
        case .hidden(let key, let disguise):
          message =
            "Ploomber does not see that '\(name)' reads from '\(key.text)' \(words(disguise))"
          help = "write `upstream['\(key.text)']` somewhere in the task's function"
          if case .function(let function, let place) = disguise {
            related = [.init(range: place, message: "'\(function)' asks for it here")]
          }
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
            kind: .dynamicUpstream, range: range, message: message, related: related,
            help: help, task: task.spec.name))
      }
    }
  }
}

/// What keeps Ploomber from seeing a name.
private func words(_ disguise: UpstreamDisguise) -> String {
  switch disguise {
  case .alias(let name): "through '\(name)'"
  case .variable(let name): "through the variable '\(name)'"
  case .expression: "through an expression"
  case .function(let name, _): "through the function '\(name)'"
  }
}
