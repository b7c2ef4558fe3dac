import SluiceCore
import SluicePipeline
import SluiceTemplates
import SluiceYAML

/// The object that runs the project: one reusable template for each distinct pod with the task's name as
/// its parameter, and a DAG with one task for each task of the pipeline.
struct ArgoSpec {
  let request: ExportRequest
  let settings: ArgoSettings
  let names: ClusterNames
  let parameters: WorkflowParameters
  private let delivery: ArgoDelivery
  /// Whether any value that the script is given holds what Argo or Kubernetes would replace, or a
  /// line's end that the list of overrides could not hold.
  private let isEncoded: Bool

  /// `names` are those of the request's tasks.
  init(
    request: ExportRequest, settings: ArgoSettings, names: ClusterNames, delivery: Delivery
  ) {
    self.request = request
    self.settings = settings
    self.names = names
    parameters = WorkflowParameters(request.target, request.analysis)
    self.delivery = ArgoDelivery(
      delivery: delivery, analysis: request.analysis,
      sharedPath: settings.data == .project ? nil : settings.disk.mountPath)
    let overrides = request.overrides.flatMap { $0.path + [$0.value] }
    let tasks = request.analysis.graph.tasks.map(\.name.text)
    let lines = overrides + self.delivery.encodedTexts
    let texts = tasks + [self.delivery.entryPoint(request.entryPoint) ?? ""] + lines
    isEncoded =
      texts.contains { holdsVariable($0) || holdsReference($0) }
      || lines.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }
  }

  private static let dagName = "dag"
  private static let parameter = "task_name"

  private var analysis: Analysis { request.analysis }

  var object: YAMLValue {
    let provenance = Provenance(request)
    return settings.object(
      spec: spec, project: analysis.projectName,
      labels: provenance.labels.map { ($0.key, $0.value) },
      annotations: provenance.annotations.map { ($0.key, $0.value) })
  }

  private var spec: Fields {
    var volumes = ArgoVolumes(reserved: [])
    var mounts: [YAMLValue] = []
    if settings.data != .project {
      let disk = volumes.add(
        disk: settings.disk.claim ?? "disk", claim: settings.disk.claim, settings.disk.source)
      mounts.append(mount(disk))
    }
    if let work = delivery.workVolume { volumes.add(work.name, work.source) }
    let bindsVolumes = settings["volume-affinity"]?.bool ?? true
    var writer = PodTemplateWriter(
      common: settings.common,
      volumeLabels: bindsVolumes ? VolumeLabels(settings.allVolumes) : nil,
      contexts: settings.contexts, sharesNew: analysis.graph.tasks.count > 1, volumes: volumes)
    var taken = ExitNotice.names.union([ArgoSpec.dagName])
    let tasks = TaskTemplates(
      analysis.graph.tasks.map(\.name), settings, writer: &writer, taken: &taken
    ) { template($0, mounts) }
    let affinity = writer.affinity(settings.common)
    var templates = tasks.templates + [dag(tasks.names)]
    let notice = settings["on-exit"].map { ExitNotice(node: $0) }
    if let notice { templates += notice.templates(isBound: affinity != nil) }

    var fields = Fields()
    fields.add("entrypoint", ArgoSpec.dagName)
    if notice != nil { fields.add("onExit", ExitNotice.name) }
    fields.add("arguments", parameters.arguments)
    for entry in settings.runFields.entries { fields.add(entry.key, entry.value) }
    fields.add("affinity", affinity)
    fields.add("podMetadata", settings.podMetadata)
    fields.add("volumes", all: writer.volumes.volumes)
    fields.add("volumeClaimTemplates", all: writer.volumes.claimTemplates)
    fields.add("templates", .sequence(templates))
    guard let own = settings["spec"]?.yaml else { return fields }
    return Fields(fields.value.merged(with: own, protecting: ["templates", "entrypoint"]))
  }

  /// The mount of the project's folder.
  private func mount(_ disk: String) -> YAMLValue {
    var fields = Fields()
    fields.add("name", disk)
    fields.add("mountPath", settings.disk.mountPath)
    fields.add("subPath", settings.disk.subPath)
    return fields.value
  }

  // MARK: Tasks

  private func template(_ pod: PodSettings, _ disk: [YAMLValue]) -> PodTemplate {
    var inputs = Fields()
    inputs.add("parameters", all: [.entries([("name", .string(ArgoSpec.parameter))])])
    inputs.add("artifacts", all: delivery.artifacts)
    if pod.command != nil || pod.arguments != nil {
      return PodTemplate(
        image: delivery.image, work: .command(pod.command, arguments: pod.arguments),
        variables: [written(.text(.task, taskName))],
        workingDirectory: delivery.commandDirectory, mounts: disk + delivery.mounts,
        inputs: inputs, settings: pod)
    }
    return PodTemplate(
      image: delivery.image,
      work: .script(delivery.script, interpreter: ["bash", "-eo", "pipefail"]),
      variables: environment, workingDirectory: delivery.workingDirectory,
      mounts: disk + delivery.mounts, inputs: inputs, settings: pod)
  }

  private var taskName: String { "{{inputs.parameters.\(ArgoSpec.parameter)}}" }

  /// What the script reads. A value reaches it through the pod's environment, never as text of its
  /// own; what Argo would take for a variable travels in percent encoding, and the script is told.
  private var environment: [YAMLValue] {
    var variables = [(PodVariable.task, taskName)]
    if let entryPoint = delivery.entryPoint(request.entryPoint) {
      variables.append((.entryPoint, encoded(entryPoint)))
    }
    let own = Set(parameters.parameters.map(\.path))
    let overrides = request.overrides.filter { !own.contains($0.path) }
    if !overrides.isEmpty {
      let lines = overrides.map {
        "\(encoded($0.path.joined(separator: "--")))=\(encoded($0.value))"
      }
      variables.append((.overrides, lines.joined(separator: "\n")))
    }
    if !request.target.hasEnvironmentInImage, let environment = analysis.condaEnvironment,
      !environment.dependencies.contains(where: { $0.name == "ploomber" })
    {
      variables.append((.ploomber, "ploomber"))
    }
    if isEncoded { variables.append((.encoding, "percent")) }
    variables += parameters.variables
    let texts = variables.map { ArgoDelivery.Variable.text($0.0, $0.1) }
    return (texts + delivery.variables(encoded)).map(written)
  }

  private func written(_ variable: ArgoDelivery.Variable) -> YAMLValue {
    switch variable {
    case .text(let variable, let value):
      .entries([("name", .string(variable.name)), ("value", .string(value))])
    case .secret(let name, let secret):
      .entries([
        ("name", .string(name)), ("valueFrom", .entries([("secretKeyRef", reference(secret))])),
      ])
    }
  }

  private func dag(_ templates: [String]) -> YAMLValue {
    let graph = analysis.graph
    let tasks = graph.order.map { position -> YAMLValue in
      var entry = Fields()
      entry.add("name", names.names[position])
      let dependencies = graph.upstream[position].map { names.names[$0.upstream] }.sorted()
      entry.add("dependencies", all: dependencies.map { .string($0) })
      entry.add("template", templates[position])
      let parameter: YAMLValue = .entries([
        ("name", .string(ArgoSpec.parameter)),
        ("value", .string(encoded(graph.tasks[position].name.text))),
      ])
      entry.add("arguments", .entries([("parameters", .sequence([parameter]))]))
      return entry.value
    }
    var dag = Fields()
    if settings["fail-fast"]?.bool == false { dag.add("failFast", false) }
    dag.add("tasks", .sequence(tasks))
    return .entries([("name", .string(ArgoSpec.dagName)), ("dag", dag.value)])
  }

  /// The text, in percent encoding where the spec uses it: everything but unreserved characters.
  private func encoded(_ text: String) -> String {
    guard isEncoded else { return text }
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
