import SluicePipeline
import SluiceYAML

/// What a target says of the pods of one task: the layers of settings that hold for it, put together.
struct PodSettings: Hashable {
  /// Where the value of a variable comes from.
  enum VariableSource: Hashable {
    case text(String)
    case secret(String, key: String, isOptional: Bool)
    case configMap(String, key: String, isOptional: Bool)
    case field(String)
  }

  struct Variable: Hashable {
    var name: String
    var source: VariableSource
  }

  var image: String?
  var imagePullPolicy: String?
  var environment: [Variable] = []
  var volumes: [VolumeSetting] = []
  var nodeSelector: [LabelPair] = []
  var tolerations: [YAMLValue] = []
  var affinity: YAMLValue?
  var priorityClass: String?
  var retries: YAMLValue?
  var serviceAccount: String?
  var securityContext: YAMLValue?
  var sidecars: [YAMLValue] = []
  var initContainers: [YAMLValue] = []
  var resources = ResourceSettings()
  var deadline: Int?
  var workingDirectory: String?
  var command: [String]?
  var arguments: [String]?
  var labels: [LabelPair] = []
  var annotations: [LabelPair] = []
  var synchronization: YAMLValue?
  var template: YAMLValue?

  /// Whether the pod runs something else than Ploomber.
  var runsCommand: Bool { command != nil || arguments != nil }

  struct LabelPair: Hashable {
    var name: String
    var text: String
  }

  init() {}

  /// Puts what `layer` says over what is there: single values are replaced, mappings merged, and lists
  /// of volumes, tolerations and containers added up.
  mutating func add(task layer: Node, _ version: ArgoVersion) {
    add(target: layer, version)
    if let node = layer["resources"] { resources.add(node) }
    deadline = layer.span("deadline") ?? deadline
    workingDirectory = layer.word("working-directory") ?? workingDirectory
    command = layer.words("command") ?? command
    arguments = layer.words("args") ?? arguments
    labels.merge(layer.pairs("labels"))
    annotations.merge(layer.pairs("annotations"))
    synchronization = layer["synchronization"].map { locks($0, version) } ?? synchronization
    if let node = layer["template"]?.yaml { template = template?.merged(with: node) ?? node }
  }

  /// The same for a target: the keys of its own that are named like a task's speak of the run.
  mutating func add(target layer: Node, _ version: ArgoVersion) {
    image = layer.word("image") ?? image
    imagePullPolicy = layer.word("image-pull-policy") ?? imagePullPolicy
    for entry in layer["env"]?.mapping ?? [] {
      guard let source = VariableSource(entry.value) else { continue }
      environment.removeAll { $0.name == entry.key.text }
      environment.append(Variable(name: entry.key.text, source: source))
    }
    for volume in (layer["volumes"]?.items ?? []).compactMap(VolumeSetting.init) {
      volumes.removeAll { $0.mountPath == volume.mountPath }
      volumes.append(volume)
    }
    nodeSelector.merge(layer.pairs("node-selector"))
    tolerations += (layer["tolerations"]?.items ?? []).map(toleration)
    affinity = layer["affinity"]?.yaml ?? affinity
    priorityClass = layer.word("priority-class") ?? priorityClass
    retries = layer["retries"].map { retryStrategy($0, version) } ?? retries
    serviceAccount = layer.word("service-account") ?? serviceAccount
    securityContext = layer["security-context"]?.yaml ?? securityContext
    sidecars += (layer["sidecars"]?.items ?? []).map(\.yaml)
    initContainers += (layer["init-containers"]?.items ?? []).map(\.yaml)
  }
}

extension [PodSettings.LabelPair] {
  mutating func merge(_ pairs: [(name: String, text: String)]) {
    for pair in pairs {
      if let place = firstIndex(where: { $0.name == pair.name }) {
        self[place].text = pair.text
      } else {
        append(.init(name: pair.name, text: pair.text))
      }
    }
  }

  var texts: [(name: String, text: String)] { map { ($0.name, $0.text) } }
}

extension PodSettings.VariableSource {
  /// `nil` where the mapping names no source, or several.
  fileprivate init?(_ node: Node) {
    guard node.mapping != nil else {
      self = .text(node.plainText)
      return
    }
    let isOptional = node.flag("optional") ?? false
    switch (node.word("secret"), node.word("config-map"), node.word("field")) {
    case (let name?, nil, nil):
      guard let key = node.word("key") else { return nil }
      self = .secret(name, key: key, isOptional: isOptional)
    case (nil, let name?, nil):
      guard let key = node.word("key") else { return nil }
      self = .configMap(name, key: key, isOptional: isOptional)
    case (nil, nil, let path?): self = .field(path)
    default: return nil
    }
  }

  /// The field beside `name` of a container's variable.
  var field: (String, YAMLValue) {
    switch self {
    case .text(let text): ("value", .string(escapedReferences(text)))
    case .secret(let name, let key, let isOptional):
      ("valueFrom", .entries([("secretKeyRef", PodSettings.entry(name, key, isOptional))]))
    case .configMap(let name, let key, let isOptional):
      ("valueFrom", .entries([("configMapKeyRef", PodSettings.entry(name, key, isOptional))]))
    case .field(let path):
      ("valueFrom", .entries([("fieldRef", .entries([("fieldPath", .string(path))]))]))
    }
  }
}

extension PodSettings {
  fileprivate static func entry(_ name: String, _ key: String, _ isOptional: Bool) -> YAMLValue {
    var fields = Fields()
    fields.add("name", name)
    fields.add("key", key)
    if isOptional { fields.add("optional", true) }
    return fields.value
  }
}

/// The text as Kubernetes gives it to a container unchanged: it makes one `$` of two.
func escapedReferences(_ text: String) -> String { text.replacing("$$", with: "$$$$") }

private func toleration(_ node: Node) -> YAMLValue {
  var fields = Fields()
  for key in ["key", "operator", "value", "effect"] { fields.add(key, node.word(key)) }
  fields.add("tolerationSeconds", node.count("seconds"))
  return fields.value
}

/// `retries` as Argo's retry strategy. Numbers that Argo lets a variable stand for are texts.
private func retryStrategy(_ node: Node, _ version: ArgoVersion) -> YAMLValue {
  var fields = Fields()
  guard node.mapping != nil else {
    fields.add("limit", String(node.int ?? 0))
    return fields.value
  }
  fields.add("limit", node.count("limit").map { String($0) })
  fields.add("retryPolicy", node.word("policy"))
  fields.add("expression", node.word("expression"))
  if let node = node["backoff"] {
    var backoff = Fields()
    backoff.add("duration", node.span("duration").map { "\($0)s" })
    backoff.add("factor", node.count("factor").map { String($0) })
    backoff.add("maxDuration", node.span("max-duration").map { "\($0)s" })
    if version.has(.backoffCap) { backoff.add("cap", node.span("cap").map { "\($0)s" }) }
    fields.add("backoff", backoff)
  }
  return fields.value
}

/// Locks in the form that the cluster's Argo takes.
func locks(_ node: Node, _ version: ArgoVersion) -> YAMLValue {
  let mutexes = (node.words("mutexes") ?? []).map { YAMLValue.entries([("name", .string($0))]) }
  let semaphores = (node["semaphores"]?.items ?? []).map { node in
    var reference = Fields()
    reference.add("name", node.word("config-map"))
    reference.add("key", node.word("key"))
    return YAMLValue.entries([("configMapKeyRef", reference.value)])
  }
  var fields = Fields()
  if version.has(.lockLists) {
    fields.add("mutexes", all: mutexes)
    fields.add("semaphores", all: semaphores)
  } else {
    fields.add("mutex", mutexes.first)
    fields.add("semaphore", semaphores.first)
  }
  return fields.value
}
