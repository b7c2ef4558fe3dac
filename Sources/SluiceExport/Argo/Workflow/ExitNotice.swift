import SluicePipeline
import SluiceYAML

/// What runs when the workflow has ended, whatever came of it: `on-exit` of a target. Argo calls a run
/// failed whose exit handler fails; so the notice is a task of a small DAG that ends well in any case. It
/// mounts no shared disk, runs anywhere, and is stopped in the end.
struct ExitNotice {
  /// The template that the spec names.
  static let name = "exit-handler"
  private static let notice = "exit-notice"
  private static let end = "exit-end"
  /// Names that no other template may have.
  static let names: Set = [name, notice, end]

  /// Variables that the notice's container is given.
  static let variableNames: Set = [
    "workflow_result", "workflow_name", "workflow_namespace", "queue_name", "payload",
    "workflow_failures",
  ]

  private static let deadline = 600

  let node: Node

  /// `isBound`: the spec binds pods to the nodes of their disks.
  func templates(isBound: Bool) -> [YAMLValue] {
    let after = ["Succeeded", "Failed", "Errored"].map { "\(ExitNotice.notice).\($0)" }
    let tasks: [YAMLValue] = [
      .entries([
        ("name", .string(ExitNotice.notice)), ("template", .string(ExitNotice.notice)),
      ]),
      .entries([
        ("name", .string(ExitNotice.end)), ("template", .string(ExitNotice.end)),
        ("depends", .string(after.joined(separator: " || "))),
      ]),
    ]
    return [
      .entries([
        ("name", .string(ExitNotice.name)),
        ("dag", .entries([("failFast", .bool(false)), ("tasks", .sequence(tasks))])),
      ]),
      notice(isBound: isBound),
      // No pod: the controller lets it pass.
      .entries([
        ("name", .string(ExitNotice.end)),
        ("suspend", .entries([("duration", .string("1"))])),
      ]),
    ]
  }

  private func notice(isBound: Bool) -> YAMLValue {
    var fields = Fields()
    fields.add("name", ExitNotice.notice)
    if let request = node["http"]?.yaml {
      fields.add("http", request)
      return fields.value
    }
    if isBound { fields.add("affinity", .mapping([])) }
    fields.add("serviceAccountName", node.word("service-account"))
    if let limit = node.count("retries") {
      fields.add("retryStrategy", .entries([("limit", .string(String(limit)))]))
    }
    fields.add(
      "activeDeadlineSeconds", String(node.span("deadline") ?? ExitNotice.deadline))
    var container = Fields()
    container.add("image", node.word("image"))
    let (command, arguments) = words
    container.add("command", words: command?.map(escapedReferences))
    container.add("args", words: arguments?.map(escapedReferences))
    container.add("env", all: variables.map(variable))
    fields.add("container", container)
    return fields.value
  }

  /// What the container runs. A shell's command is run by a second shell that says when it failed, so
  /// that not even the pod counts as failed; unless it shall be tried again.
  private var words: (command: [String]?, arguments: [String]?) {
    let (command, arguments) = (node.words("command"), node.words("args"))
    guard let command, let shell = command.first, node["retries"] == nil,
      ["sh", "bash", "dash", "ash"].contains(Path.name(of: shell))
    else { return (command, arguments) }
    let script = #""$@" || echo "the notice failed with $?" >&2"#
    return ([shell, "-c", script, shell] + command, arguments)
  }

  private var variables: [(String, String)] {
    var variables = [
      ("workflow_result", "{{workflow.status}}"), ("workflow_name", "{{workflow.name}}"),
      ("workflow_namespace", "{{workflow.namespace}}"),
    ]
    if let queue = node.word("queue") { variables.append(("queue_name", queue)) }
    if let payload = node.word("payload") { variables.append(("payload", payload)) }
    if node.flag("failures") ?? false {
      variables.append(("workflow_failures", "{{workflow.failures}}"))
    }
    return variables + node.pairs("env").map { ($0.name, $0.text) }
  }

  private func variable(_ name: String, _ value: String) -> YAMLValue {
    .entries([("name", .string(name)), ("value", .string(escapedReferences(value)))])
  }
}
