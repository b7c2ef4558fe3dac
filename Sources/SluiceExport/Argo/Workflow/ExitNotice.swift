import SluiceYAML

/// The template that runs when the workflow has ended, whatever came of it: `on-exit` of a target.
/// It mounts no shared disk, runs anywhere, and is stopped in the end, so that a notice that cannot be
/// given keeps nothing.
struct ExitNotice {
  static let name = "exit-handler"
  private static let deadline = 600

  let node: Node
  let version: ArgoVersion

  /// `isBound`: the spec binds pods to the nodes of their disks.
  func template(isBound: Bool) -> YAMLValue {
    var fields = Fields()
    fields.add("name", ExitNotice.name)
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
    container.add("command", words: node.words("command")?.map(escapedReferences))
    container.add("args", words: node.words("args")?.map(escapedReferences))
    container.add("env", all: variables.map(variable))
    fields.add("container", container)
    return fields.value
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
