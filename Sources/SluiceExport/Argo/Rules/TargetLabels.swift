import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let labels = TargetRule(.targetLabel) { check, found in
    let settings = check.settings
    for key in ["labels", "pod-labels", "pod-gc.labels"] {
      found.checkLabels(settings.at(key), mayVary: key == "pod-labels")
    }
    for pod in check.pods {
      if pod.role != .target { found.checkLabels(pod.node.at("labels"), mayVary: true) }
      found.checkLabels(pod.node.at("node-selector"), mayVary: true)
    }
    for context in settings.at("pod-context.[]") {
      if let key = context["key"] { found.checkKey(key, "the label") }
      if let value = context["value"], !holdsVariable(value.text) {
        found.add(value, "the label's value", LabelText.valueProblem(value.text))
      }
    }
    for key in ["annotations", "pod-annotations"] { found.checkAnnotations(settings.at(key)) }
    for pod in check.pods where pod.role != .target {
      found.checkAnnotations(pod.node.at("annotations"))
    }
  }
}

extension TargetFindings {
  /// `mayVary`: Argo replaces variables there.
  fileprivate mutating func checkLabels(_ nodes: [Node], mayVary: Bool) {
    for entry in nodes.flatMap({ $0.mapping ?? [] }) {
      checkKey(entry.key, "the label")
      if mayVary, holdsVariable(entry.value.text) { continue }
      add(entry.value, "the label's value", LabelText.valueProblem(entry.value.plainText))
    }
  }

  fileprivate mutating func checkKey(_ key: Node, _ what: String) {
    add(key, what, LabelText.keyProblem(key.text))
  }

  fileprivate mutating func checkAnnotations(_ nodes: [Node]) {
    for node in nodes {
      let entries = node.mapping ?? []
      for entry in entries { checkKey(entry.key, "the annotation") }
      let size = entries.reduce(0) { $0 + $1.key.text.utf8.count + $1.value.text.utf8.count }
      guard size > LabelText.annotationsLimit, let first = entries.first else { continue }
      add(
        first.key,
        "the annotations have \(size) bytes together, and an object may have "
          + "\(LabelText.annotationsLimit)", help: "put data into a config map or an artifact")
    }
  }
}

extension DiagnosticKind {
  static let targetLabel = DiagnosticKind(
    code: "SL608", name: "target-label", severity: .error,
    explanation: """
      Labels and annotations have a grammar, and the API server refuses others. A label's value has at
      most 63 characters: letters, digits, `-`, `_` and `.`, with a letter or a digit at both ends.
      The key is the same, with an optional DNS name and `/` before it. Annotations may hold any text,
      256 KiB together; their keys follow the same rule.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          labels: {team: data science}      # did you mean 'data-science'?
      ```

      What does not fit into a label fits into an annotation.
      """)
}
