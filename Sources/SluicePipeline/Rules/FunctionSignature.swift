import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let functionSignature = DiagnosticKind(
    code: "SL306", name: "function-signature", severity: .error,
    explanation: """
      Ploomber calls a task's function with keyword arguments: the keys of `params`, `product`, and
      `upstream` if the task has any. The function must have a parameter for each of these, and no
      other without a default. `**kwargs` and `*args` do not help: Ploomber takes them for parameters
      of that name, which nobody passes.

      ```python
      def fit(product, upstream, depth):     # 'depth' must stand in the task's params
          ...
      ```

      With a `serializer`, the function returns its result instead, and must not have the parameter
      `product`. Decorated functions are not checked, as decorators may change their parameters.
      """)
}

extension Rule {
  static let functionSignature = Rule(kind: .functionSignature) { analysis, found in
    // What could not be read may hold the parameter that seems to be missing.
    guard analysis.spec.unread.isEmpty else { return }
    // Of a file that does not parse, the parameters may be what is broken.
    let broken = Set(found.filter { $0.kind == .pythonSyntax }.map(\.range.file))
    var names: Set<TaskName>?
    for (position, task) in analysis.tasks.enumerated() {
      guard case .function(.found(let file, let function)) = task.source,
        !function.isDecorated,
        !broken.contains(file)
      else { continue }
      let known = names ?? Set(analysis.tasks.map(\.spec.name))
      names = known
      let isUpstreamCertain = task.references.allSatisfy {
        switch $0 {
        case .task(let name, _): known.contains(name)
        case .wildcard(_, let range): !analysis.graph.unexpanded.contains(range)
        // Ploomber goes by the names that it sees.
        case .dynamic: true
        }
      }
      let call = FunctionCall(
        task: task, function: function,
        hasUpstream: isUpstreamCertain
          ? !analysis.graph.upstream[position].isEmpty : nil,
        serializer: task.spec.serializer ?? analysis.spec.serializer)
      found += call.findings()
    }
  }
}

/// One task's call of its function.
private struct FunctionCall {
  let task: ReadTask
  let function: ModuleScan.Function
  /// `nil`: whether Ploomber passes `upstream` is not certain.
  let hasUpstream: Bool?
  let serializer: SourceRange?

  func findings() -> [Diagnostic] {
    let parameters = Set(function.parameters.map(\.name))
    var passed = Set(task.spec.params.map(\.key))
    if serializer == nil { passed.insert("product") }
    if hasUpstream == true { passed.insert("upstream") }
    var found: [Diagnostic] = []
    // Of a name spelt in two ways, one finding tells both.
    var told: Set<String> = []
    for name in passed.sorted() where !parameters.contains(name) {
      let unserved = function.parameters.filter { !$0.hasDefault && !passed.contains($0.name) }
      let other = nearest(to: name, among: unserved.map(\.name))
      if let other { told.insert(other) }
      found.append(unexpected(name, meant: other))
    }
    for parameter in function.parameters where !told.contains(parameter.name) {
      if parameter.name == "product", let serializer {
        found.append(returned(parameter, serializer))
      } else if !parameter.hasDefault, !passed.contains(parameter.name),
        parameter.name != "upstream" || hasUpstream == false
      {
        found.append(missing(parameter))
      }
    }
    return found
  }

  private func unexpected(_ name: String, meant: String?) -> Diagnostic {
    let spec = task.spec
    let place = spec.paramRanges[name] ?? spec.sourceRange
    let words =
      switch name {
      case "product": "the task's product is passed here"
      case "upstream": "the task's upstream is passed here"
      default: "'\(name)' is passed here"
      }
    return finding(
      function.nameRange, "'\(function.name)' has no parameter '\(name)'",
      help: name == "product" || name == "upstream"
        ? "add the parameter '\(name)'"
        : meant.map { "did you mean '\($0)', which the function asks for?" }
          ?? "add the parameter, or take '\(name)' out of the task's 'params'",
      related: [.init(range: place, message: words)])
  }

  private func missing(_ parameter: ModuleScan.Parameter) -> Diagnostic {
    let name = parameter.name
    let task = task.spec.name.text
    switch parameter.kind {
    case .variadicKeyword, .variadicPositional:
      let stars = parameter.kind == .variadicKeyword ? "**" : "*"
      return finding(
        parameter.range,
        "Ploomber takes '\(stars)\(name)' for a parameter, which the task '\(task)' does not pass",
        help: "name the parameters that the task passes instead")
    case .positionalOnly, .normal, .keywordOnly: break
    }
    return finding(
      parameter.range, "the task '\(task)' does not pass '\(name)'",
      help: name == "upstream"
        ? hidesUpstream
          ? "Ploomber sees no task's name in `upstream[...]`: write it there as a plain text"
          : "name the tasks that it reads from: `upstream['…']`, or take the parameter out"
        : nearest(to: name, among: self.task.spec.params.map(\.key)).map {
          "did you mean '\($0)', which it passes?"
        } ?? "add '\(name)' to the task's 'params', or give the parameter a default")
  }

  /// The function uses `upstream` in a way that Ploomber does not see.
  private var hidesUpstream: Bool {
    task.references.contains {
      switch $0 {
      case .task, .wildcard: false
      case .dynamic: true
      }
    }
  }

  private func returned(_ parameter: ModuleScan.Parameter, _ serializer: SourceRange) -> Diagnostic
  {
    finding(
      parameter.range, "'\(function.name)' asks for 'product', and its task has a serializer",
      help: "take the parameter out, and return the result instead",
      related: [.init(range: serializer, message: "the serializer is here")])
  }

  private func finding(
    _ range: SourceRange, _ message: String, help: String, related: [Diagnostic.Related]? = nil
  ) -> Diagnostic {
    let declared = Diagnostic.Related(
      range: task.spec.sourceRange, message: "the task '\(task.spec.name.text)' is declared here")
    return Diagnostic(
      kind: .functionSignature, range: range, message: message, related: related ?? [declared],
      help: help, task: task.spec.name)
  }
}
