import SluiceYAML

/// What a pod asks of its node, in Kubernetes' names, as written.
struct ResourceSettings: Hashable {
  private(set) var requests: [PodSettings.LabelPair] = []
  private(set) var limits: [PodSettings.LabelPair] = []

  /// GPUs that no vendor is named for.
  static let usualGPU = "nvidia.com/gpu"

  /// Keys of a section, and what Kubernetes calls them.
  static let plainNames = [
    (key: "cpu", name: "cpu"), (key: "memory", name: "memory"),
    (key: "storage", name: "ephemeral-storage"),
  ]

  /// Puts `node`, a section `resources`, over what is there.
  mutating func add(_ node: Node) {
    var both: [(name: String, text: String)] = []
    for (key, name) in ResourceSettings.plainNames {
      if let text = node.word(key) { both.append((name, text)) }
    }
    requests.merge(both)
    limits.merge(both)
    limits.merge(gpus(node["gpu"]))
    requests.merge(node.pairs("requests"))
    limits.merge(node.pairs("limits"))
  }

  private func gpus(_ node: Node?) -> [(name: String, text: String)] {
    guard let node else { return [] }
    guard let entries = node.mapping else { return [(ResourceSettings.usualGPU, node.text)] }
    return entries.map { ($0.key.text, $0.value.text) }
  }

  /// The field of a container; `nil` without any.
  var value: YAMLValue? {
    var fields = Fields()
    // None of something is what not asking for it means, and a later layer can so take it back.
    fields.add("requests", texts: requests.texts.filter { $0.text != "0" })
    fields.add("limits", texts: limits.texts.filter { $0.text != "0" })
    return fields.entries.isEmpty ? nil : fields.value
  }
}
