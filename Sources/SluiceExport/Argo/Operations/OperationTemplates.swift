import SluiceCore
import SluicePipeline
import SluiceYAML

/// The templates that run operations: one for each distinct one.
struct OperationTemplates {
  /// With their names.
  private(set) var templates: [YAMLValue] = []
  /// The name of each operation's template, in the operations' order.
  private(set) var names: [String] = []

  /// What a text runs in where nothing names an image: it has bash, and what the shell's users know.
  static let image = "python:3.12-slim"

  init(
    _ operations: [Operations.Operation], _ settings: ArgoSettings, _ delivery: ArgoDelivery,
    disk: [YAMLValue], writer: inout PodTemplateWriter, taken: inout Set<String>
  ) {
    var known: [YAMLValue: String] = [:]
    for operation in operations {
      let pod = settings.pod(operation: operation.settings)
      let fields = writer.fields(OperationTemplates.template(operation, pod, delivery, disk))
      let name = known[fields.value] ?? uniqueName(dnsLabel(operation.name.text), &taken)
      if known.updateValue(name, forKey: fields.value) == nil {
        templates.append(.entries([("name", .string(name))]).merged(with: fields.value))
      }
      names.append(name)
    }
  }

  private static func template(
    _ operation: Operations.Operation, _ pod: PodSettings, _ delivery: ArgoDelivery,
    _ disk: [YAMLValue]
  ) -> PodTemplate {
    var inputs = Fields()
    inputs.add("artifacts", all: delivery.commandArtifacts)
    let text = operation.text
    var template = PodTemplate(
      image: text == nil ? delivery.image : delivery.ownImage ?? OperationTemplates.image,
      work: text.map(script) ?? .command(pod.command, arguments: pod.arguments),
      workingDirectory: delivery.commandDirectory(hasOwnImage: pod.image != nil), mounts: disk,
      inputs: inputs, settings: pod)
    if let text, !text.localModules.isEmpty, delivery.bringsModules(to: pod) {
      template.variables.append(
        .entries([
          ("name", .string("PYTHONPATH")),
          ("value", .string(escapedReferences(delivery.modulePath))),
        ]))
    }
    return template
  }

  /// The text as the pod's script. Argo replaces `{{…}}` in a script and knows no way to write it
  /// plainly: a text with two braces goes in base64, which a line of the script undoes.
  private static func script(_ text: OperationText) -> PodTemplate.Work {
    let isHidden = holdsVariable(text.text)
    let encoded = isHidden ? base64(Array(text.text.utf8)) : ""
    switch text.language {
    case .bash:
      let launcher = """
        file=$(mktemp)
        base64 -d >"$file" <<<\(encoded)
        exec bash -eo pipefail "$file"

        """
      return .script(
        isHidden ? launcher : text.text, interpreter: ["bash", "-eo", "pipefail"])
    case .python:
      let launcher = """
        exec(compile(__import__('base64').b64decode('\(encoded)'), __file__, 'exec'))

        """
      return .script(isHidden ? launcher : text.text, interpreter: ["python"])
    }
  }
}

/// What is said where operations are left out.
func operationNotes(_ operations: Operations, _ workflow: WorkflowGraph) -> [String] {
  let count = operations.operations.count - workflow.operations.count
  guard count > 0 else { return [] }
  return ["\(counted(count, "operation")) of the target left out: a part runs tasks only"]
}

/// What the texts of operations need and do not find where they run.
func operationFindings(
  _ operations: [Operations.Operation], _ settings: ArgoSettings, _ delivery: ArgoDelivery
) -> [Diagnostic] {
  operations.flatMap { operation -> [Diagnostic] in
    guard let text = operation.text, let range = operation.textRange else { return [] }
    let pod = settings.pod(operation: operation.settings)
    var found: [Diagnostic] = []
    if let module = text.localModules.first, !delivery.bringsModules(to: pod) {
      found.append(
        Diagnostic(
          kind: OperationKinds.needs, range: range,
          message: "the text imports '\(module)', and its pod does not have the project's folder",
          help:
            "import nothing of the project; or deliver the source as the folder on the disk, by git "
            + "or in an image"))
    }
    if let module = text.foreignModules.first, pod.image == nil, delivery.ownImage == nil {
      let others = text.foreignModules.count - 1
      found.append(
        Diagnostic(
          kind: OperationKinds.needs, range: range,
          message: "the text imports '\(module)'"
            + (others > 0 ? " and \(others) more" : "")
            + ", which the image '\(OperationTemplates.image)' does not have",
          help: "name an image that has it: `image: …`"))
    }
    return found
  }
}

extension ArgoDelivery {
  /// The image that holds the source; `nil` where it comes otherwise.
  var ownImage: String? {
    guard case .image(let name, _) = delivery else { return nil }
    return name
  }

  /// Files that Argo puts into the pod of a command, which no script of ours sets up.
  var commandArtifacts: [YAMLValue] {
    guard case .git = delivery else { return [] }
    return artifacts
  }

  /// Where a command runs; `hasOwnImage`: in another image than the source's.
  func commandDirectory(hasOwnImage: Bool) -> String? {
    if hasOwnImage, case .image = delivery { return diskPath }
    return commandDirectory
  }

  /// Whether a pod has the project's modules where its command runs.
  func bringsModules(to pod: PodSettings) -> Bool {
    guard pod.workingDirectory == nil else { return false }
    switch delivery {
    case .folder: return diskPath != nil
    case .git: return true
    case .image: return pod.image == nil
    case .version, .inline, .package: return false
    }
  }

  /// Where Python finds those modules, as it has it.
  var modulePath: String {
    let root = commandDirectory ?? "."
    var folders = [Path.directory(of: analysis.entry), "."]
    if analysis.entry.hasPrefix("src/") { folders.append("src") }
    var paths: [String] = []
    for folder in folders {
      let path = folder == "." ? root : Path.joined(root, folder)
      if !paths.contains(path) { paths.append(path) }
    }
    return paths.joined(separator: ":")
  }
}
