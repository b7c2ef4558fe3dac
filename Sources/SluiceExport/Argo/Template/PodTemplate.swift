import SluiceYAML

/// A template that runs one container: what pods of one shape have in common.
struct PodTemplate {
  /// What the container does.
  enum Work {
    /// A script with the interpreter that gets its text.
    case script(String, interpreter: [String])
    /// The image's own command where `command` is `nil`.
    case command([String]?, arguments: [String]?)
  }

  var image: String
  var work: Work
  /// Variables before those of the settings.
  var variables: [YAMLValue] = []
  var workingDirectory: String?
  /// Mounts before those of the settings.
  var mounts: [YAMLValue] = []
  var inputs = Fields()
  var outputs = Fields()
  var settings: PodSettings
}

/// Writes templates, and declares the volumes that they mount.
struct PodTemplateWriter {
  /// What holds for all pods of the workflow, and stands in its spec.
  let common: PodSettings
  /// Labels over shared disks; `nil` where they have no say.
  let volumeLabels: VolumeLabels?
  /// Contexts of all pods.
  let contexts: PodContexts
  var volumes: ArgoVolumes

  /// The fields of the template behind its name.
  mutating func fields(_ template: PodTemplate) -> Fields {
    let settings = template.settings
    var fields = Fields()
    fields.add("inputs", template.inputs)
    fields.add("outputs", template.outputs)
    fields.add("metadata", metadata(settings))
    placement(settings, &fields)
    fields.add("retryStrategy", settings.retries)
    fields.add("activeDeadlineSeconds", settings.deadline.map { String($0) })
    fields.add("synchronization", settings.synchronization)
    fields.add("initContainers", all: settings.initContainers)
    let container = container(template)
    switch template.work {
    case .script: fields.add("script", container)
    case .command: fields.add("container", container)
    }
    fields.add("sidecars", all: settings.sidecars)
    guard let own = settings.template else { return fields }
    return Fields(fields.value.merged(with: own, protecting: ["name"]))
  }

  private func metadata(_ settings: PodSettings) -> Fields {
    var labels = volumeLabels?.labels(settings.volumes) ?? []
    labels.removeAll { label in settings.labels.contains { $0.name == label.name } }
    var metadata = Fields()
    metadata.add("labels", texts: settings.labels.texts + labels)
    metadata.add("annotations", texts: settings.annotations.texts)
    return metadata
  }

  /// Where the pod runs, as far as it is not what the spec says of all: Argo takes a template's word
  /// instead of the spec's, not beside it.
  private func placement(_ settings: PodSettings, _ fields: inout Fields) {
    if settings.nodeSelector != common.nodeSelector {
      fields.add("nodeSelector", texts: settings.nodeSelector.texts)
    }
    if settings.tolerations != common.tolerations {
      fields.add("tolerations", all: settings.tolerations)
    }
    let affinity = affinity(settings)
    if affinity != self.affinity(common) { fields.add("affinity", affinity ?? .mapping([])) }
    if settings.priorityClass != common.priorityClass {
      fields.add("priorityClassName", settings.priorityClass)
    }
    if settings.serviceAccount != common.serviceAccount {
      fields.add("serviceAccountName", settings.serviceAccount)
    }
    if settings.securityContext != common.securityContext {
      fields.add("securityContext", settings.securityContext)
    }
  }

  /// With what pod contexts and shared disks ask for.
  func affinity(_ settings: PodSettings) -> YAMLValue? {
    var contexts = contexts
    for context in volumeLabels?.contexts(settings.volumes) ?? [] {
      contexts.add(context)
    }
    return contexts.affinity(over: settings.affinity)
  }

  private mutating func container(_ template: PodTemplate) -> Fields {
    let settings = template.settings
    var container = Fields()
    container.add("image", settings.image ?? template.image)
    container.add("imagePullPolicy", settings.imagePullPolicy)
    switch template.work {
    case .script(_, let interpreter): container.add("command", words: interpreter)
    case .command(let command, let arguments):
      container.add("command", words: command?.map(escapedReferences))
      container.add("args", words: arguments?.map(escapedReferences))
    }
    container.add("workingDir", settings.workingDirectory ?? template.workingDirectory)
    container.add(
      "env",
      all: template.variables
        + settings.environment.map { variable in
          .entries([("name", .string(variable.name)), variable.source.field])
        })
    container.add("resources", settings.resources.value)
    container.add(
      "volumeMounts", all: template.mounts + settings.volumes.map { volumes.mount($0) })
    if case .script(let text, _) = template.work { container.add("source", .block(text)) }
    return container
  }
}
