import SluiceYAML

extension ArgoSettings {
  /// The whole object around a workflow's spec; `labels` and `annotations` say where it comes from.
  func object(
    spec: Fields, as resource: Resource, named name: String, labels: [(name: String, text: String)],
    annotations: [(name: String, text: String)]
  ) -> YAMLValue {
    var own: [PodSettings.LabelPair] = []
    own.merge(labels)
    own.merge(settings.pairs("labels"))
    var notes: [PodSettings.LabelPair] = []
    notes.merge(annotations)
    notes.merge(settings.pairs("annotations"))
    var metadata = Fields()
    metadata.add(resource == .workflow ? "generateName" : "name", name)
    metadata.add("labels", texts: own.texts)
    metadata.add("annotations", texts: notes.texts)
    var runs = Fields()
    runs.add("labels", texts: own.texts)
    runs.add("annotations", texts: notes.texts)
    var whole = Fields()
    whole.add("apiVersion", "argoproj.io/v1alpha1")
    whole.add("kind", resource.rawValue)
    whole.add("metadata", metadata)
    switch resource {
    case .workflow: whole.add("spec", spec)
    case .template, .clusterTemplate:
      var fields = Fields()
      fields.add("workflowMetadata", runs)
      for entry in spec.entries { fields.add(entry.key, entry.value) }
      whole.add("spec", fields)
    case .cron: whole.add("spec", schedule(spec, runs))
    }
    return whole.value
  }

  /// The object's name; of a workflow what it begins with.
  func objectName(_ project: String) -> String {
    let start = generateName(settings.word("name") ?? project)
    switch resource {
    case .workflow: return start
    case .template, .clusterTemplate, .cron: return String(start.dropLast())
    }
  }

  private func schedule(_ spec: Fields, _ runs: Fields) -> Fields {
    var fields = Fields()
    let schedules = settings.words("schedules") ?? []
    if version.has(.scheduleLists) {
      fields.add("schedules", words: schedules)
    } else {
      fields.add("schedule", schedules.first)
    }
    fields.add("timezone", settings.word("timezone"))
    fields.add("concurrencyPolicy", settings.word("concurrency"))
    fields.add("startingDeadlineSeconds", settings.span("starting-deadline"))
    fields.add("suspend", settings.flag("suspend"))
    fields.add("successfulJobsHistoryLimit", self["history"]?.count("successful"))
    fields.add("failedJobsHistoryLimit", self["history"]?.count("failed"))
    fields.add("workflowMetadata", runs)
    fields.add("workflowSpec", spec)
    return fields
  }
}
