import SluiceYAML

extension ArgoSettings {
  /// Fields of a workflow's spec that need nothing but the settings, in the order in which they are
  /// written.
  var runFields: Fields {
    var fields = Fields()
    fields.add("parallelism", self["parallelism"]?.int)
    fields.add("priority", self["priority"]?.int)
    fields.add("activeDeadlineSeconds", settings.span("deadline"))
    fields.add("synchronization", self["synchronization"].map { locks($0, version) })
    fields.add("ttlStrategy", ttlStrategy)
    fields.add("podGC", podGC)
    if let strategy = settings.word("volume-claim-gc") {
      fields.add("volumeClaimGC", .entries([("strategy", .string(strategy))]))
    }
    for entry in podFields.entries { fields.add(entry.key, entry.value) }
    return fields
  }

  /// Those of a workflow that is a part of another one: locks and deadlines are the whole's, and so is
  /// when it is forgotten. The limit of pods at once counts in each.
  var partFields: Fields {
    var fields = Fields()
    fields.add("parallelism", self["parallelism"]?.int)
    fields.add("priority", self["priority"]?.int)
    fields.add("podGC", podGC)
    for entry in podFields.entries { fields.add(entry.key, entry.value) }
    return fields
  }

  /// What holds for the pods of any workflow.
  private var podFields: Fields {
    var fields = Fields()
    fields.add("archiveLogs", self["archive-logs"]?.bool)
    fields.add("serviceAccountName", common.serviceAccount)
    fields.add(
      "imagePullSecrets",
      all: (settings.words("image-pull-secrets") ?? []).map { .entries([("name", .string($0))]) })
    fields.add("securityContext", common.securityContext)
    fields.add("nodeSelector", texts: common.nodeSelector.texts)
    fields.add("tolerations", all: common.tolerations)
    fields.add("podPriorityClassName", common.priorityClass)
    return fields
  }

  private var ttlStrategy: Fields {
    var fields = Fields()
    let node = self["ttl"]
    fields.add("secondsAfterCompletion", node?.span("completion"))
    fields.add("secondsAfterSuccess", node?.span("success"))
    fields.add("secondsAfterFailure", node?.span("failure"))
    return fields
  }

  private var podGC: Fields {
    var fields = Fields()
    guard let node = self["pod-gc"] else { return fields }
    fields.add("strategy", node.word("strategy"))
    let labels = node.pairs("labels")
    if !labels.isEmpty {
      var selector = Fields()
      selector.add("matchLabels", texts: labels)
      fields.add("labelSelector", selector)
    }
    if version.has(.podGCDelay) {
      fields.add("deleteDelayDuration", node.span("delay").map { "\($0)s" })
    }
    return fields
  }

  /// Contexts of all pods.
  var contexts: PodContexts {
    var contexts = PodContexts()
    for node in self["pod-context"]?.items ?? [] {
      guard let key = node.word("key"), let value = node.word("value") else { continue }
      contexts.add(.init(key: key, value: value, isRequired: node.flag("required") ?? false))
    }
    return contexts
  }

  /// `podMetadata` of the spec.
  var podMetadata: Fields {
    var labels: [PodSettings.LabelPair] = []
    labels.merge(contexts.labels)
    labels.merge(settings.pairs("pod-labels"))
    var fields = Fields()
    fields.add("labels", texts: labels.texts)
    fields.add("annotations", texts: settings.pairs("pod-annotations"))
    return fields
  }
}
