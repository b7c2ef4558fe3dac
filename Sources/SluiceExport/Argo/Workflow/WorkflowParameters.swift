import SluiceCore
import SluicePipeline
import SluiceYAML

/// Placeholders, and parameters of tasks, that whoever submits the workflow can set.
struct WorkflowParameters {
  struct Parameter: Hashable {
    var name: String
    var place: Place
    var byDefault: String?
    var values: [String]
    var description: String?
  }

  /// What a parameter's value replaces.
  enum Place: Hashable {
    /// A key of `env.yaml`.
    case environment([String])
    /// A key of `params` of the task at a position in the specification's list.
    case task(Int, key: String)
  }

  private(set) var parameters: [Parameter] = []
  private(set) var findings: [Diagnostic] = []

  init(_ target: Target, _ analysis: Analysis) {
    var taken: Set<String> = []
    for node in target.settings["parameters"]?.items ?? [] {
      guard let parameter = parameter(node, analysis) else { continue }
      if taken.insert(parameter.name).inserted {
        parameters.append(parameter)
      } else {
        report(
          node, "there is a parameter '\(parameter.name)' already",
          help: "give one of them another `name`")
      }
    }
  }

  private mutating func parameter(_ node: Node, _ analysis: Analysis) -> Parameter? {
    let text = node.mapping == nil ? node.text : node.word("key") ?? ""
    let place = node.mapping == nil ? node : node["key"] ?? node
    let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let known = analysis.environmentKeys.first { $0.path == path }
    let own = known == nil ? TaskParameter(text, analysis) : nil
    if let problem = own?.problem {
      report(place, problem.words, help: problem.help)
      return nil
    }
    guard known != nil || own != nil else {
      let names =
        analysis.environmentKeys.map { $0.path.joined(separator: ".") }
        + TaskParameter.names(analysis)
      let near = nearest(to: text, among: names)
      report(
        place,
        "'\(analysis.environmentFile ?? "env.yaml")' has no key '\(text)', and no task has it in `params`",
        help: near.map { "did you mean '\($0)'?" }
          ?? "make it one: `\(path.last ?? text): …`, and write `{{\(path.last ?? text)}}` where it is used"
      )
      return nil
    }
    let name = node.word("name") ?? path.joined(separator: "-")
    guard isParameterName(name) else {
      report(
        node["name"] ?? place, "'\(name)' is no name that Argo takes for a parameter",
        help: "name it with letters, digits, `-` and `_`: `{key: \(text), name: …}`")
      return nil
    }
    let values = node.words("values") ?? []
    guard let byDefault = node.word("default") ?? known?.text ?? own?.text else {
      report(
        place, "the value of '\(text)' cannot be written as a text that gives it again",
        help: "say what holds by default: `{key: \(text), default: …}`")
      return nil
    }
    if !values.isEmpty, !values.contains(byDefault) {
      report(
        node["values"] ?? node, "'\(byDefault)', the default of '\(text)', is none of its values",
        help: "add it, or give another `default`")
      return nil
    }
    return Parameter(
      name: name, place: own.map { .task($0.task, key: $0.key) } ?? .environment(path),
      byDefault: byDefault, values: values,
      description: node.word("description"))
  }

  private mutating func report(_ node: Node, _ message: String, help: String) {
    findings.append(
      Diagnostic(kind: .workflowParameter, range: node.range, message: message, help: help))
  }

  /// `arguments` of the spec.
  var arguments: Fields {
    var fields = Fields()
    fields.add(
      "parameters",
      all: parameters.map { parameter in
        var fields = Fields()
        fields.add("name", parameter.name)
        fields.add("value", parameter.byDefault)
        fields.add("description", parameter.description)
        if !parameter.values.isEmpty { fields.add("enum", words: parameter.values) }
        return fields.value
      })
    return fields
  }

  /// What hands them to the pod's script: each in a variable of its own, since nobody knows what will
  /// stand in it.
  /// `encode` gives a text the spec's encoding.
  func variables(_ encode: (String) -> String) -> [(PodVariable, String)] {
    parameters.enumerated().map { number, parameter in
      let value = "{{workflow.parameters.\(parameter.name)}}"
      return switch parameter.place {
      case .environment(let path):
        (.parameter(number + 1), "\(path.joined(separator: "--"))=\(value)")
      case .task(let position, let key):
        (.taskParameter(number + 1), "\(position) \(encode(key))=\(value)")
      }
    }
  }

  /// The keys of `env.yaml` among them.
  var environmentPaths: Set<[String]> {
    Set(
      parameters.compactMap { parameter in
        guard case .environment(let path) = parameter.place else { return nil }
        return path
      })
  }

  /// Keys of tasks among them.
  var taskKeys: [String] {
    parameters.compactMap { parameter in
      guard case .task(_, let key) = parameter.place else { return nil }
      return key
    }
  }
}

/// Letters, digits, `-` and `_`.
private func isParameterName(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x5F
    }
}

extension DiagnosticKind {
  static let workflowParameter = DiagnosticKind(
    code: "SL690", name: "workflow-parameter", severity: .error,
    explanation: """
      `parameters` of a target names what can be set when the workflow is submitted: keys of `env.yaml`,
      which the pods then get as Ploomber's `--env--KEY VALUE`, and entries of a task's `params` as
      `TASK.NAME`, for which the pods run from a copy of the pipeline file. One that is none of these, or
      whose name Argo does not take, could not be set.

      ```yaml
      # env.yaml
      sample: false
      ```

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          parameters: [sample]        # argo submit argo.yaml -p sample=true
      ```
      """)
}
