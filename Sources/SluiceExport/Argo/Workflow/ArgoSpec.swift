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
  let form: SpecForm
  let parameters: WorkflowParameters
  private let delivery: ArgoDelivery
  /// Whether any value that the script is given holds what Argo or Kubernetes would replace, or a
  /// line's end that the list of overrides could not hold.
  private let isEncoded: Bool

  /// `names` are those of the request's tasks.
  init(
    request: ExportRequest, settings: ArgoSettings, names: ClusterNames, delivery: Delivery,
    form: SpecForm = .plain
  ) {
    self.request = request
    self.form = form
    self.settings = settings
    self.names = names
    parameters = WorkflowParameters(request.target, request.analysis)
    self.delivery = ArgoDelivery(
      delivery: delivery, analysis: request.analysis,
      sharedPath: settings.data == .project ? nil : settings.disk.mountPath)
    let overrides = request.overrides.flatMap { $0.path + [$0.value] }
    let tasks = request.graph.tasks.map(\.name.text)
    let lines = overrides + self.delivery.encodedTexts
    let texts = tasks + [self.delivery.entryPoint(request.entryPoint) ?? ""] + lines
    isEncoded =
      texts.contains { holdsVariable($0) || holdsReference($0) }
      || lines.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }
  }

  private static let dagName = "dag"
  /// The parameter that has the task's name in the pipeline, as it is named in plain and short specs.
  static let taskParameters = ["task_name", "t"]
  private var parameter: String { ArgoSpec.taskParameters[form.isShort ? 1 : 0] }

  private var analysis: Analysis { request.analysis }

  /// The spec in its form; `nil` where the form cannot hold it.
  var written: WrittenSpec? {
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
      contexts: settings.contexts, sharesNew: request.graph.tasks.count > 1, volumes: volumes)
    var taken = ExitNotice.names.union([ArgoSpec.dagName, SpecParts.template])
    let tasks = TaskTemplates(
      request.graph.tasks.map(\.name), settings, writer: &writer, taken: &taken
    ) { template($0, mounts) }
    let affinity = writer.affinity(settings.common)
    let notice = settings["on-exit"].map { ExitNotice(node: $0) }
    let run = RunFrame(
      entrypoint: ArgoSpec.dagName, affinity: affinity, volumes: writer.volumes,
      notices: notice?.templates(isBound: affinity != nil) ?? [])
    let style = DAGTemplates.Style(
      name: ArgoSpec.dagName, taken: taken,
      goesOn: settings["fail-fast"]?.bool == false, isReduced: form.isShort,
      limits: settings.hasFullDefinitions
        ? NestingLimits(
          members: ArgoSpec.listLimit,
          groups: ArgoSpec.listLimit - tasks.templates.count - run.notices.count - 2) : nil)
    let list = specTasks(tasks.names)
    if case .parts(let size) = form {
      // What lives in one run only cannot be shared by several.
      guard run.volumes.claimTemplates.isEmpty, settings.settings.word("data") != "artifacts"
      else { return nil }
      return SpecParts(self, run, style, tasks.templates).written(list, size: size)
    }
    guard let dags = DAGTemplates(list, style) else { return nil }
    let object = object(spec: spec(run, tasks.templates + dags.templates, run.notices))
    return WrittenSpec(
      objects: [.init(value: object, size: ObjectSize(object, list, dags))],
      added: dags.added.map { [$0] } ?? [], groups: dags.dag.groups.count - 1, parts: 0)
  }

  /// Argo's full definitions take no longer list of templates, or of tasks of one DAG.
  static let listLimit = 200

  /// What is the same in every workflow of a run.
  struct RunFrame {
    var entrypoint: String
    var affinity: YAMLValue?
    var volumes: ArgoVolumes
    /// Templates of what runs in the end.
    var notices: [YAMLValue]
  }

  /// The object of the target's kind, or of another one with a name of its own.
  func object(
    spec: Fields, as resource: ArgoSettings.Resource? = nil, named name: String? = nil,
    labels: [(name: String, text: String)] = []
  ) -> YAMLValue {
    let provenance = Provenance(request)
    return settings.object(
      spec: spec, as: resource ?? settings.resource,
      named: name ?? settings.objectName(analysis.projectName),
      labels: provenance.labels.map { ($0.key, $0.value) } + labels,
      annotations: provenance.annotations.map { ($0.key, $0.value) })
  }

  /// A spec that runs these templates. Without `notices`, it is a part of a run: what holds for the run
  /// as a whole is left to the workflow that starts it.
  func spec(_ run: RunFrame, _ templates: [YAMLValue], _ notices: [YAMLValue]?) -> Fields {
    var fields = Fields()
    fields.add("entrypoint", run.entrypoint)
    if notices?.isEmpty == false { fields.add("onExit", ExitNotice.name) }
    fields.add("arguments", parameters.arguments)
    for entry in notices == nil ? settings.partFields.entries : settings.runFields.entries {
      fields.add(entry.key, entry.value)
    }
    fields.add("affinity", run.affinity)
    fields.add("podMetadata", settings.podMetadata)
    fields.add("volumes", all: run.volumes.volumes)
    fields.add("volumeClaimTemplates", all: run.volumes.claimTemplates)
    fields.add("templates", .sequence(templates + (notices ?? [])))
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
    inputs.add("parameters", all: [.entries([("name", .string(parameter))])])
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

  private var taskName: String { "{{inputs.parameters.\(parameter)}}" }

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

  /// The pipeline's tasks in topological order.
  private func specTasks(_ templates: [String]) -> [SpecTask] {
    let graph = request.graph
    var places = [Int](repeating: 0, count: graph.tasks.count)
    for (place, position) in graph.order.enumerated() { places[position] = place }
    return graph.order.enumerated().map { place, position in
      var fields = Fields()
      fields.add("template", templates[position])
      let parameter: YAMLValue = .entries([
        ("name", .string(parameter)),
        ("value", .string(encoded(graph.tasks[position].name.text))),
      ])
      fields.add("arguments", .entries([("parameters", .sequence([parameter]))]))
      return SpecTask(
        name: form.isShort ? "t" + String(place, radix: 36) : names.names[position],
        upstream: graph.upstream[position].map { places[$0.upstream] }, fields: fields)
    }
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
