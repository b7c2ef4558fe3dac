import SluiceCore
import SluiceYAML

/// A workflow as it stands in a file: its templates, and the tasks that they make of it, whoever wrote
/// it.
struct WrittenWorkflow {
  /// Kind, name, and what it was made from.
  var object: ArgoObject
  /// The whole object.
  var node: Node
  /// Offset of the document's first byte in the file: places of nodes count from there.
  var start: Int
  /// The path of the workflow's spec in the object: `spec`, of a `CronWorkflow` `spec.workflowSpec`.
  var specPath: [String]
  /// In written order.
  var templates: [WrittenTemplate] = []
  /// What the entry point runs, those of sub-DAGs behind the task that stands for them.
  var tasks: [WrittenTask] = []
  /// What is run when the workflow has ended, in the same order.
  var exitTasks: [WrittenTask] = []

  /// The workflow's spec; nothing where there is none.
  var spec: Node? { specPath.reduce(node) { $0?[$1] } }

  init(_ node: Node, start: Int) {
    self.node = node
    self.start = start
    object = argoObject(node)
    specPath = object.kind == "CronWorkflow" ? ["spec", "workflowSpec"] : ["spec"]
    let path = specPath.joined(separator: ".")
    templates = (spec?["templates"]?.sequence ?? []).enumerated().map { number, node in
      WrittenTemplate(node, path: "\(path).templates[\(number)]")
    }
    let places = Dictionary(
      templates.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    if let entry = spec?["entrypoint"].flatMap({ places[$0.text] }) {
      var walk = TaskWalk(templates: templates, places: places)
      walk.enter(entry, parent: nil, nodePath: "", above: [])
      tasks = walk.tasks
    }
    if let handler = spec?["onExit"], let template = places[handler.text] {
      var walk = TaskWalk(templates: templates, places: places)
      walk.stand(for: template, at: "\(path).onExit", node: handler, nodePath: "onExit")
      walk.enter(template, parent: 0, nodePath: "onExit", above: [])
      exitTasks = walk.tasks
    }
  }
}

/// One template of a workflow.
struct WrittenTemplate {
  var name: String
  /// `spec.templates[3]`
  var path: String
  var node: Node
  /// The tasks of its DAG; `nil` for a template that runs a pod.
  var tasks: [Node]?
  /// How often its pod is tried at most; `nil` where nobody says.
  var attempts: Int?
  /// Its script is told that texts are in percent encoding.
  var isEncoded: Bool

  init(_ node: Node, path: String) {
    self.node = node
    self.path = path
    name = node["name"]?.text ?? ""
    tasks = node["dag"]?["tasks"]?.sequence
    if let retries = node["retryStrategy"] {
      attempts = Int(retries["limit"]?.text ?? "").map { $0 < 1000 ? max(0, $0) + 1 : 1000 }
    } else {
      attempts = 1
    }
    let variables = (node["script"] ?? node["container"])?["env"]?.sequence ?? []
    isEncoded = variables.contains {
      $0["name"]?.text == PodVariable.encoding.name && $0["value"]?.text == "percent"
    }
  }
}

/// One task of a DAG.
struct WrittenTask {
  /// In the DAG.
  var name: String
  /// `spec.templates[7].dag.tasks[2]`
  var path: String
  /// What Argo names its node behind the workflow's name and a dot: `dag-2.fit`.
  var nodePath: String
  /// Position, among the workflow's tasks, of the one that stands for the sub-DAG it is in; `nil` in the
  /// outermost.
  var parent: Int?
  /// Position of its template; `nil` where there is none of that name.
  var template: Int?
  /// It stands for the tasks of a DAG.
  var isGroup: Bool
  /// The task's name in the pipeline, if its argument tells it.
  var pipelineName: String?
  /// Names in the same DAG.
  var dependencies: [String]
  var node: Node

  /// What people call it.
  var shownName: String { pipelineName ?? name }
}

/// Follows a workflow from its entry point.
private struct TaskWalk {
  let templates: [WrittenTemplate]
  let places: [String: Int]
  private let isEncoded: Bool
  private(set) var tasks: [WrittenTask] = []

  init(templates: [WrittenTemplate], places: [String: Int]) {
    self.templates = templates
    self.places = places
    isEncoded = templates.contains(where: \.isEncoded)
  }

  /// A file that somebody has made up may run a template in itself, or one very often.
  private static let limit = 200_000
  private static let depthLimit = 16

  /// A node that is no task of a DAG.
  mutating func stand(for template: Int, at path: String, node: Node, nodePath: String) {
    tasks.append(
      WrittenTask(
        name: nodePath, path: path, nodePath: nodePath, parent: nil, template: template,
        isGroup: templates[template].tasks != nil, pipelineName: nil, dependencies: [], node: node))
  }

  mutating func enter(_ template: Int, parent: Int?, nodePath: String, above: [Int]) {
    let own = templates[template]
    guard let nodes = own.tasks, above.count < TaskWalk.depthLimit, !above.contains(template) else {
      return
    }
    for (number, node) in nodes.enumerated() {
      guard tasks.count < TaskWalk.limit else { return }
      let name = node["name"]?.text ?? ""
      let place = node["template"].flatMap { places[$0.text] }
      let isGroup = place.map { templates[$0].tasks != nil } ?? false
      let nodePath = nodePath.isEmpty ? name : "\(nodePath).\(name)"
      tasks.append(
        WrittenTask(
          name: name, path: "\(own.path).dag.tasks[\(number)]", nodePath: nodePath, parent: parent,
          template: place, isGroup: isGroup,
          pipelineName: pipelineName(node),
          dependencies: dependencies(node), node: node))
      if isGroup, let place {
        enter(place, parent: tasks.count - 1, nodePath: nodePath, above: above + [template])
      }
    }
  }

  private func pipelineName(_ node: Node) -> String? {
    let parameters = node["arguments"]?["parameters"]?.sequence ?? []
    let name = parameters.first {
      ArgoSpec.taskParameters.contains($0["name"]?.text ?? "")
    }?["value"]?.scalar?.text
    guard let name else { return nil }
    return isEncoded ? percentDecoded(name) : name
  }

  /// Of an expression in `depends` all names, without the results that it asks for.
  private func dependencies(_ node: Node) -> [String] {
    if let list = node["dependencies"]?.sequence { return list.map(\.text) }
    guard let expression = node["depends"]?.text else { return [] }
    var names: [String] = []
    for operand in expression.split(whereSeparator: { " ()&|!\t\n".contains($0) }) {
      let name = String(operand.prefix { $0 != "." })
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}

/// The workflows of a YAML or JSON text, lists included; `nil` if it cannot be read. Total.
func writtenWorkflows(_ bytes: [UInt8]) -> [WrittenWorkflow]? {
  guard let documents = writtenDocuments(bytes) else { return nil }
  var workflows: [WrittenWorkflow] = []
  for document in documents {
    guard document.root.mapping != nil else { return nil }
    for node in document.root["items"]?.sequence ?? [document.root] {
      workflows.append(WrittenWorkflow(node, start: document.start))
    }
  }
  return workflows
}
