import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let callSignature = DiagnosticKind(
    code: "SL307", name: "call-signature", severity: .error,
    explanation: """
      A function that `pipeline.yaml` names does not have the parameters that Ploomber calls it with.

      A hook is asked what it wants by the names of its parameters: hooks of a task may ask for
      `task`, `client`, `product` and `params`; hooks of the pipeline for `dag`, and `report` (in
      `on_finish`) or `traceback` (in `on_failure`). Clients and executors are called with nothing, a
      serializer with the object and the product. Keys beside `dotted_path` are passed too.

      ```python
      def notify(task, recipient):     # on_finish: {dotted_path: hooks.notify, recipient: ann}
          ...
      ```

      Rename the parameter, give it a default, or pass it beside `dotted_path`.
      """)
}

extension Rule {
  static let callSignature = Rule(kind: .callSignature) { analysis, found in
    for (reference, lookup) in zip(analysis.spec.functions, analysis.functions) {
      guard case .found(_, let function) = lookup, !function.isDecorated
      else { continue }
      found += ReferenceCall(reference: reference, function: function).findings()
    }
  }
}

/// What Ploomber does with a function that the specification names, against its parameters.
private struct ReferenceCall {
  let reference: DottedReference
  let function: ModuleScan.Function

  func findings() -> [Diagnostic] {
    let arguments = Set(reference.arguments.map(\.name))
    switch reference.role {
    case .maker:
      return missing(function.parameters, passed: arguments) + unexpected()
    case .hook(_, _, let given):
      // Stars count as parameters of their own name here.
      let parameters = function.parameters.filter { !$0.hasDefault }
      let passed = arguments.union(given)
      return parameters.filter { !passed.contains($0.name) }.map { unknown($0, given) }
        + unexpected()
    case .converter(_, let count):
      var taken = 0
      let rest = function.parameters.filter {
        switch $0.kind {
        case .positionalOnly, .normal:
          taken += 1
          return taken > count
        case .variadicPositional:
          taken = max(taken, count)
          return false
        case .keywordOnly, .variadicKeyword: return true
        }
      }
      let isShort = taken < count
      return (isShort ? [tooFew(count)] : missing(rest, passed: arguments))
        + unexpected()
    }
  }

  private func missing(
    _ parameters: [ModuleScan.Parameter], passed: Set<String>
  ) -> [Diagnostic] {
    parameters.filter {
      switch $0.kind {
      case .variadicKeyword, .variadicPositional: false
      case .positionalOnly, .normal, .keywordOnly: !$0.hasDefault && !passed.contains($0.name)
      }
    }.map { parameter in
      finding(
        parameter.range,
        "'\(function.name)' is called as \(reference.role.words), and nobody passes "
          + "'\(parameter.name)'", help: "give it a default, or pass it beside 'dotted_path'")
    }
  }

  private func unknown(_ parameter: ModuleScan.Parameter, _ given: [String]) -> Diagnostic {
    finding(
      parameter.range,
      "'\(reference.role.words)' cannot give '\(parameter.name)' to '\(function.name)'",
      help: nearest(to: parameter.name, among: given).map { "did you mean '\($0)'?" }
        ?? "a hook may ask for \(listed(given, or: true)); pass others beside 'dotted_path'")
  }

  private func tooFew(_ count: Int) -> Diagnostic {
    finding(
      function.nameRange,
      "'\(function.name)' is called as \(reference.role.words), with \(count) "
        + (count == 1 ? "argument" : "arguments"),
      help: count == 1 ? "take the product as parameter" : "take the object and the product")
  }

  /// Keys beside `dotted_path` that no parameter takes.
  private func unexpected() -> [Diagnostic] {
    guard !function.parameters.contains(where: { $0.kind == .variadicKeyword }) else { return [] }
    let names = function.parameters.map(\.name)
    return reference.arguments.filter { !names.contains($0.name) }.map { argument in
      Diagnostic(
        kind: .callSignature, range: argument.range,
        message: "'\(function.name)' has no parameter '\(argument.name)'",
        related: [.init(range: function.nameRange, message: "the function is defined here")],
        help: nearest(to: argument.name, among: names).map { "did you mean '\($0)'?" }
          ?? "take the key out, or add the parameter", task: reference.task)
    }
  }

  private func finding(_ range: SourceRange, _ message: String, help: String) -> Diagnostic {
    Diagnostic(
      kind: .callSignature, range: range, message: message,
      related: [.init(range: reference.range, message: "Ploomber is told to call it here")],
      help: help, task: reference.task)
  }
}
