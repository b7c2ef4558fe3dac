import SluiceCore
import SluicePipeline
import SluiceYAML

extension SourceMap {
  /// The maps of all objects in the `bytes` that an export has made of the request, or that an earlier
  /// one has; empty if they are no spec. `spec` is the name of the file that they stand in.
  package static func maps(
    of bytes: [UInt8], spec: String, _ request: ExportRequest
  ) -> [SourceMap] {
    (writtenWorkflows(bytes) ?? []).filter { !$0.templates.isEmpty }.map {
      SourceMap($0, bytes, spec: spec, request)
    }
  }

  private init(
    _ workflow: WrittenWorkflow, _ bytes: [UInt8], spec: String, _ request: ExportRequest
  ) {
    let reading = MapReading(workflow, bytes, request)
    self.spec = spec
    kind = workflow.object.kind
    name = workflow.object.name
    nodes = (workflow.tasks + workflow.exitTasks).map(reading.node)
    templates = workflow.templates.map(reading.template)
    settings = reading.runSettings + reading.podSettings
  }
}

/// One spec beside what it was made from.
private struct MapReading {
  let workflow: WrittenWorkflow
  let analysis: Analysis
  let settings: ArgoSettings
  private let lines: LineTable
  private let positions: [String: Int]

  init(_ workflow: WrittenWorkflow, _ bytes: [UInt8], _ request: ExportRequest) {
    self.workflow = workflow
    analysis = request.analysis
    settings = ArgoSettings(request.target, project: analysis.projectName)
    lines = LineTable(bytes)
    positions = Dictionary(
      analysis.graph.tasks.enumerated().map { ($1.name.text, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Nodes

  func node(_ task: WrittenTask) -> SourceMap.Node {
    var node = SourceMap.Node(
      path: task.path, node: task.nodePath,
      template: task.template.map { workflow.templates[$0].name } ?? "",
      role: task.isGroup ? .group : .operation, name: task.shownName,
      lines: lines(of: task.node))
    if let name = task.pipelineName, let position = positions[name] {
      node.role = .task
      node.declared = origin(of: analysis.graph.tasks[position].range)
      node.source = analysis.location(of: position)
    } else if !task.isGroup {
      node.declared = operation(task)
    }
    return node
  }

  /// The key that asks for a node which is no task.
  private func operation(_ task: WrittenTask) -> SourceMap.Origin? {
    let isExit = task.path.hasSuffix(".onExit") || task.nodePath.hasPrefix("onExit.")
    if isExit { return settings.settings.entry("on-exit").flatMap { origin(of: $0.key.range) } }
    let operations = settings["operations"]?.mapping ?? []
    return operations.first { $0.key.text == task.name || argoName($0.key.text) == task.name }
      .flatMap { origin(of: $0.key.range) }
  }

  func template(_ template: WrittenTemplate) -> SourceMap.Template {
    SourceMap.Template(
      path: template.path, name: template.name, attempts: template.attempts,
      lines: lines(of: template.node))
  }

  private func lines(of node: Node) -> ClosedRange<Int> {
    let bytes = node.range.bytes
    let first = lines.line(at: workflow.start + bytes.lowerBound) + 1
    let last = lines.line(at: workflow.start + max(bytes.lowerBound, bytes.upperBound - 1)) + 1
    return first...max(first, last)
  }

  /// `nil` for a place in a file that was not read.
  private func origin(of range: SourceRange) -> SourceMap.Origin? {
    guard analysis.sources.files.indices.contains(range.file) else { return nil }
    let place = analysis.sources.files[range.file].place(of: range.bytes)
    return SourceMap.Origin(file: place.path, position: place.start)
  }

  // MARK: Settings

  /// What the target's keys make of the run.
  var runSettings: [SourceMap.Setting] {
    runFieldKeys.compactMap { field, keys in
      let path = field.hasPrefix("metadata") || field == "kind" ? field : specField(field)
      guard workflow.node.holds(path) else { return nil }
      let found = keys.lazy.compactMap { key in settings[key].map { (key, $0) } }.first
      guard let (key, node) = found else { return nil }
      return origin(of: node.range).map { .init(path: path, key: key, origin: $0) }
    }
  }

  private func specField(_ field: String) -> String {
    (workflow.specPath + [field]).joined(separator: ".")
  }

  /// What keys of tasks, and keys of the target that speak of pods, make of templates.
  var podSettings: [SourceMap.Setting] {
    var users: [Int: String] = [:]
    for task in workflow.tasks {
      guard let template = task.template, users[template] == nil else { continue }
      users[template] = task.pipelineName
    }
    return workflow.templates.indices.flatMap { place -> [SourceMap.Setting] in
      guard let user = users[place] else { return [] }
      let template = workflow.templates[place]
      let layers = settings.entries(settings.layers(of: user)).reversed()
      let container = template.node["script"] == nil ? "container" : "script"
      return podFieldKeys.compactMap { field, key in
        let field = field.hasPrefix(".") ? container + field : field
        guard template.node.holds(field) else { return nil }
        let node =
          layers.lazy.compactMap { layer in
            if layer.isResources { return key == "resources" ? layer.settings : nil }
            return layer.settings[key]
          }.first ?? (sharedKeys.contains(key) ? settings[key] : nil)
        return node.flatMap { origin(of: $0.range) }
          .map { .init(path: "\(template.path).\(field)", key: key, origin: $0) }
      }
    }
  }
}

extension Node {
  /// Whether there is anything at a path of keys with dots between them.
  fileprivate func holds(_ path: String) -> Bool {
    var node: Node? = self
    for key in path.split(separator: ".") { node = node?[String(key)] }
    return node != nil
  }
}

/// Fields of the object, and the keys of a target that make them: the first that is there.
private let runFieldKeys: [(field: String, keys: [String])] = [
  ("kind", ["resource"]), ("metadata.name", ["name"]), ("metadata.generateName", ["name"]),
  ("metadata.labels", ["labels"]), ("metadata.annotations", ["annotations"]),
  ("schedules", ["schedules"]), ("arguments", ["parameters"]), ("onExit", ["on-exit"]),
  ("parallelism", ["parallelism"]), ("priority", ["priority"]),
  ("activeDeadlineSeconds", ["deadline"]), ("synchronization", ["synchronization"]),
  ("ttlStrategy", ["ttl"]), ("podGC", ["pod-gc"]), ("volumeClaimGC", ["volume-claim-gc"]),
  ("archiveLogs", ["archive-logs"]), ("serviceAccountName", ["service-account"]),
  ("imagePullSecrets", ["image-pull-secrets"]), ("securityContext", ["security-context"]),
  ("nodeSelector", ["node-selector"]), ("tolerations", ["tolerations"]),
  ("podPriorityClassName", ["priority-class"]),
  ("affinity", ["affinity", "pod-context", "volumes"]),
  ("podMetadata", ["pod-labels", "pod-annotations", "pod-context"]),
  ("volumes", ["volumes", "disk"]), ("volumeClaimTemplates", ["volumes"]),
]

/// Fields of a template, those of its container behind a dot, and the keys that make them.
private let podFieldKeys: [(field: String, key: String)] =
  sharedFieldKeys + [
    (".resources", "resources"), (".workingDir", "working-directory"), (".command", "command"),
    (".args", "args"), ("metadata.labels", "labels"), ("metadata.annotations", "annotations"),
    ("activeDeadlineSeconds", "deadline"), ("synchronization", "synchronization"),
  ]

/// Of those the ones that a target may say of all tasks.
private let sharedFieldKeys: [(field: String, key: String)] = [
  (".image", "image"), (".imagePullPolicy", "image-pull-policy"), (".env", "env"),
  (".volumeMounts", "volumes"), ("retryStrategy", "retries"), ("nodeSelector", "node-selector"),
  ("tolerations", "tolerations"), ("affinity", "affinity"), ("priorityClassName", "priority-class"),
  ("serviceAccountName", "service-account"), ("securityContext", "security-context"),
  ("sidecars", "sidecars"), ("initContainers", "init-containers"),
]

private let sharedKeys = Set(sharedFieldKeys.map(\.key))
