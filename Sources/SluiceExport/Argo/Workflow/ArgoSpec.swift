import SluiceCore
import SluicePipeline
import SluiceTemplates
import SluiceYAML

/// The object that runs the project: one reusable template for each distinct pod with the task's name as
/// its parameter, and a DAG with one task for each task of the pipeline.
struct ArgoSpec {
  let request: ExportRequest
  let settings: ArgoSettings
  let workflow: WorkflowGraph
  let form: SpecForm
  let parameters: WorkflowParameters
  private let delivery: ArgoDelivery
  /// `nil` where the pods share a disk.
  private let store: ArtifactStore?
  /// Whether each task runs a command that is not Ploomber's; asked where products are fetched.
  private let isCommand: [Bool]
  /// Whether any value that the script is given holds what Argo or Kubernetes would replace, or a
  /// line's end that the list of overrides could not hold.
  private let isEncoded: Bool

  init(
    request: ExportRequest, settings: ArgoSettings, workflow: WorkflowGraph, delivery: Delivery,
    form: SpecForm = .plain
  ) {
    self.request = request
    self.form = form
    self.settings = settings
    self.workflow = workflow
    parameters = WorkflowParameters(request.target, request.analysis)
    store = ArtifactStore(request.target)
    self.delivery = ArgoDelivery(
      delivery: delivery, analysis: request.analysis,
      diskPath: request.target.data == .disk ? settings.disk.mountPath : nil,
      store: store)
    isCommand =
      store == nil
      ? []
      : workflow.tasks.tasks.map { task in
        settings.pod(settings.layers(of: task.name.text)).runsCommand
      }
    let overrides = request.overrides.flatMap { $0.path + [$0.value] }
    let tasks = workflow.tasks.tasks.map(\.name.text)
    let lines = overrides + self.delivery.encodedTexts + parameters.taskKeys
    let texts = tasks + [request.entryPoint ?? "", request.analysis.entry] + lines
    isEncoded =
      texts.contains { holdsVariable($0) || holdsReference($0) }
      || lines.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }
  }

  private static let dagName = "dag"
  /// The parameter that has the task's name in the pipeline, as it is named in plain and short specs.
  static let taskParameters = ["task_name", "t"]
  private var parameter: String { ArgoSpec.taskParameters[form.isShort ? 1 : 0] }

  private var analysis: Analysis { request.analysis }

  /// What is found while the spec is made.
  var findings: [Diagnostic] {
    parameters.findings + operationFindings(workflow.operations, settings, delivery)
      + artifactFindings(request, settings) { isCommand[$0] }
  }

  /// The spec in its form; `nil` where the form cannot hold it.
  var written: WrittenSpec? {
    var volumes = ArgoVolumes(reserved: [])
    var disk: [YAMLValue] = []
    if delivery.diskPath != nil {
      let name = volumes.add(
        disk: settings.disk.claim ?? "disk", claim: settings.disk.claim, settings.disk.source)
      disk = [mount(name)]
    }
    for volume in delivery.volumes { volumes.add(volume.name, volume.source) }
    var writer = PodTemplateWriter(
      common: settings.common, volumeLabels: volumeLabels, contexts: settings.contexts,
      volumes: volumes)
    var taken = ExitNotice.names.union([ArgoSpec.dagName, SpecParts.template])
    let tasks = TaskTemplates(
      workflow.tasks.tasks.map(\.name), settings, writer: &writer,
      inputs: workflow.tasks.tasks.indices.map { sources(of: $0).count }, taken: &taken
    ) { template($0, inputs: $1, disk) }
    let others = OperationTemplates(
      workflow.operations, settings, delivery, disk: disk, writer: &writer, taken: &taken)
    let pods = tasks.templates + others.templates
    let affinity = writer.affinity(settings.common)
    let notice = settings["on-exit"].map { ExitNotice(node: $0) }
    let run = RunFrame(
      entrypoint: ArgoSpec.dagName, affinity: affinity, volumes: writer.volumes,
      notices: notice?.templates(isBound: affinity != nil) ?? [])
    let style = DAGTemplates.Style(
      name: ArgoSpec.dagName, taken: taken,
      goesOn: settings["fail-fast"]?.bool == false, isReduced: form.isShort,
      limits: settings.hasFullDefinitions
        ? NestingLimits(members: ArgoSpec.listLimit, groups: ArgoSpec.listLimit) : nil)
    let list = specTasks(tasks.names + others.names)
    if case .parts(let size) = form {
      // What lives in one run only cannot be shared by several.
      guard run.volumes.claimTemplates.isEmpty, store == nil else { return nil }
      return SpecParts(self, run, style, pods).written(list, size: size)
    }
    let rest = pods.count + run.notices.count
    guard let dags = DAGTemplates(list, style.besides(rest)) else { return nil }
    let object = object(spec: spec(run, pods + dags.templates, run.notices))
    return WrittenSpec(
      objects: [.init(value: object, size: ObjectSize(object, list, dags, pods: pods))],
      added: dags.added, groups: dags.dag.groups.count - 1, parts: 0)
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

  /// `nil` where disks shall have no say.
  private var volumeLabels: VolumeLabels? {
    guard settings["volume-affinity"]?.bool ?? true else { return nil }
    let shared = settings.sharedVolumes(request.graph.tasks.map(\.name))
    return VolumeLabels(settings.allVolumes, shared: shared)
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

  private func template(_ pod: PodSettings, inputs count: Int, _ disk: [YAMLValue]) -> PodTemplate {
    var parameters: [YAMLValue] = [.entries([("name", .string(parameter))])]
    var artifacts = delivery.artifacts
    if !pod.runsCommand { store?.add(inputs: count, to: &parameters, &artifacts) }
    var inputs = Fields()
    inputs.add("parameters", all: parameters)
    inputs.add("artifacts", all: artifacts)
    guard !pod.runsCommand else {
      return PodTemplate(
        image: delivery.image, work: .command(pod.command, arguments: pod.arguments),
        variables: variables([(.task, taskName)] + encoding),
        workingDirectory: delivery.commandDirectory, mounts: disk + delivery.mounts,
        inputs: inputs, settings: pod)
    }
    return PodTemplate(
      image: delivery.image,
      work: .script(
        delivery.script(setsParameters: !self.parameters.taskKeys.isEmpty),
        interpreter: ["bash", "-eo", "pipefail"]),
      variables: environment, workingDirectory: delivery.workingDirectory,
      mounts: disk + delivery.mounts, inputs: inputs, outputs: store?.outputs ?? Fields(),
      settings: pod)
  }

  /// The tasks whose products a task fetches, by their names on the cluster.
  private func sources(of position: Int) -> [Int] {
    guard store != nil, !isCommand[position] else { return [] }
    return workflow.tasks.upstream[position].map(\.upstream).filter { !isCommand[$0] }
      .sorted { workflow.names.names[$0] < workflow.names.names[$1] }
  }

  /// What the DAG's task hands its template.
  private func arguments(of position: Int) -> [(name: String, value: String)] {
    guard position < workflow.tasks.tasks.count else { return [] }
    let name = [(name: parameter, value: encoded(workflow.tasks.tasks[position].name.text))]
    guard store != nil, !isCommand[position] else { return name }
    let names = workflow.names.names
    return name + ArtifactStore.arguments(names[position], sources(of: position).map { names[$0] })
  }

  private var taskName: String { "{{inputs.parameters.\(parameter)}}" }

  /// What the script reads. A value reaches it through the pod's environment, never as text of its
  /// own; what Argo would take for a variable travels in percent encoding, and the script is told.
  private var environment: [YAMLValue] {
    var variables = [(PodVariable.task, taskName)]
    let names = parameters.taskKeys.isEmpty ? request.entryPoint : analysis.entry
    if let entryPoint = delivery.entryPoint(names, isAsked: !parameters.taskKeys.isEmpty) {
      variables.append((.entryPoint, encoded(entryPoint)))
    }
    let own = parameters.environmentPaths
    let overrides = request.overrides.filter { !own.contains($0.path) }
    if !overrides.isEmpty {
      let lines = overrides.map {
        "\(encoded($0.path.joined(separator: "--")))=\(encoded($0.value))"
      }
      variables.append((.overrides, lines.joined(separator: "\n")))
    }
    if request.target.data != .project, let environment = analysis.condaEnvironment,
      !environment.dependencies.contains(where: { $0.name == "ploomber" })
    {
      variables.append((.ploomber, "ploomber"))
    }
    variables += encoding + parameters.variables(encoded)
    return self.variables(variables) + delivery.variables(encoded).map(written)
  }

  /// What tells the script how its texts are written.
  private var encoding: [(PodVariable, String)] { isEncoded ? [(.encoding, "percent")] : [] }

  private func variables(_ texts: [(PodVariable, String)]) -> [YAMLValue] {
    texts.map { written(.text($0.0, $0.1)) }
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

  /// The pipeline's tasks and the operations in topological order.
  private func specTasks(_ templates: [String]) -> [SpecTask] {
    var places = [Int](repeating: 0, count: workflow.members.count)
    for (place, position) in workflow.order.enumerated() { places[position] = place }
    return workflow.order.enumerated().map { place, position in
      var fields = Fields()
      fields.add("template", templates[position])
      let parameters = arguments(of: position).map {
        YAMLValue.entries([("name", .string($0.name)), ("value", .string($0.value))])
      }
      if !parameters.isEmpty {
        fields.add("arguments", .entries([("parameters", .sequence(parameters))]))
      }
      return SpecTask(
        name: form.isShort ? "t" + String(place, radix: 36) : workflow.names.names[position],
        upstream: workflow.upstream[position].map { places[$0] }, fields: fields)
    }
  }

  /// The text as the spec writes it.
  private func encoded(_ text: String) -> String { isEncoded ? percentEncoded(text) : text }
}
