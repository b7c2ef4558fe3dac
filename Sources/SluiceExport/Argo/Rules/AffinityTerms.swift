import SluiceCore
import SluiceYAML

extension TargetRule {
  static let affinity = TargetRule(.affinityTerm) { check, found in
    for affinity in check.pods.flatMap({ $0.node.at("affinity") }) {
      for kind in ["podAffinity", "podAntiAffinity"] {
        guard let node = affinity[kind] else { continue }
        for term in node.at("requiredDuringSchedulingIgnoredDuringExecution.[]") {
          found.checkPodTerm(term)
        }
        for preferred in node.at("preferredDuringSchedulingIgnoredDuringExecution.[]") {
          found.checkWeight(preferred)
          for term in preferred.at("podAffinityTerm") { found.checkPodTerm(term) }
        }
      }
      guard let node = affinity["nodeAffinity"] else { continue }
      if let required = node["requiredDuringSchedulingIgnoredDuringExecution"],
        let terms = required["nodeSelectorTerms"], terms.sequence?.isEmpty ?? false
      {
        found.add(terms, "'nodeSelectorTerms' is empty, and no node fits nothing")
      }
      for term in node.at("requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.[]") {
        found.checkNodeTerm(term)
      }
      for preferred in node.at("preferredDuringSchedulingIgnoredDuringExecution.[]") {
        found.checkWeight(preferred)
        for term in preferred.at("preference") { found.checkNodeTerm(term) }
      }
    }
  }
}

extension TargetFindings {
  /// 1 to 100.
  fileprivate mutating func checkWeight(_ term: Node) {
    guard let weight = term["weight"], let number = weight.int, !(1...100).contains(number) else {
      return
    }
    add(weight, "the weight is \(number)", help: "a weight is a number from 1 to 100")
  }

  fileprivate mutating func checkPodTerm(_ term: Node) {
    if let key = term["topologyKey"] {
      let problem =
        key.text.isEmpty
        ? TextProblem("is empty", help: "`kubernetes.io/hostname` means the same node")
        : LabelText.keyProblem(key.text)
      add(key, "the topology key", problem)
    }
    for selector in term.at("labelSelector") + term.at("namespaceSelector") {
      checkExpressions(selector.at("matchExpressions.[]"), of: .labels)
      for entry in selector.at("matchLabels").flatMap({ $0.mapping ?? [] }) {
        add(entry.key, "the label", LabelText.keyProblem(entry.key.text))
        guard !holdsVariable(entry.value.text) else { continue }
        add(entry.value, "the label's value", LabelText.valueProblem(entry.value.text))
      }
    }
  }

  fileprivate mutating func checkNodeTerm(_ term: Node) {
    checkExpressions(term.at("matchExpressions.[]"), of: .nodes)
  }

  private enum Subject { case labels, nodes }

  private mutating func checkExpressions(_ expressions: [Node], of subject: Subject) {
    let operators =
      ["In", "NotIn", "Exists", "DoesNotExist"] + (subject == .nodes ? ["Gt", "Lt"] : [])
    for expression in expressions {
      if let key = expression["key"] { add(key, "the label", LabelText.keyProblem(key.text)) }
      guard let name = expression["operator"], name.scalar != nil else { continue }
      guard operators.contains(name.text) else {
        add(
          name, "there is no operator '\(shortened(name.text))'",
          help: nearest(to: name.text, among: operators).map { "did you mean '\($0)'?" }
            ?? "the operators are \(operators.joined(separator: ", "))")
        continue
      }
      let values = expression["values"]
      let count = values?.sequence?.count ?? 0
      switch name.text {
      case "In", "NotIn":
        if count == 0 {
          add(expression, "'\(name.text)' compares with no value", help: "add `values: […]`")
        }
      case "Gt", "Lt":
        if count != 1 || (values?.items.first).flatMap({ Int($0.text) }) == nil {
          add(
            expression, "'\(name.text)' compares with one whole number", help: "add `values: ['1']`"
          )
        }
      default:
        if count > 0, let values {
          add(values, "'\(name.text)' compares with no values", help: "leave `values` out")
        }
      }
      guard name.text == "In" || name.text == "NotIn" else { continue }
      for value in values?.items ?? [] where !holdsVariable(value.text) {
        add(value, "the label's value", LabelText.valueProblem(value.text))
      }
    }
  }
}

extension DiagnosticKind {
  static let affinityTerm = DiagnosticKind(
    code: "SL648", name: "affinity-term", severity: .error,
    explanation: """
      An affinity whose fields are right and whose sense Kubernetes refuses: an unknown operator, `In`
      without values, `Exists` with some, a weight that is not within 1 and 100, a label that cannot
      be, no terms.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          affinity:
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
                  - matchExpressions: [{key: pool, operator: Equals, values: [gpu]}]      # operator: In
      ```

      The operators are `In` and `NotIn` with values, `Exists` and `DoesNotExist` without, and for
      nodes `Gt` and `Lt` with one number. For one label, `node-selector: {pool: gpu}` says the same.
      """)
}
