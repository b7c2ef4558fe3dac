import SluiceCore
import SluiceYAML

extension TargetRule {
  static let tolerations = TargetRule(.targetToleration) { check, found in
    for toleration in check.pods.flatMap({ $0.node.at("tolerations.[]") }) {
      let isExists = toleration.word("operator") == "Exists"
      if let key = toleration["key"], !key.text.isEmpty {
        found.add(key, "the taint", LabelText.keyProblem(key.text))
      } else if !isExists {
        found.add(
          toleration, "a toleration without a key holds for all taints, and has to say so",
          help: "add `operator: Exists`, or the taint's `key`")
      }
      if let value = toleration["value"], !value.text.isEmpty {
        if isExists {
          found.add(
            value, "with `operator: Exists` no value is compared",
            help: "leave `value` out, or write `operator: Equal`")
        } else {
          found.add(value, "the taint's value", LabelText.valueProblem(value.text))
        }
      }
      if let seconds = toleration["seconds"], toleration.word("effect") != "NoExecute" {
        found.add(
          seconds, "`seconds` belongs to the effect `NoExecute`",
          help: "add `effect: NoExecute`, or leave `seconds` out")
      }
    }
  }
}

extension DiagnosticKind {
  static let targetToleration = DiagnosticKind(
    code: "SL646", name: "target-toleration", severity: .error,
    explanation: """
      A toleration that the API server refuses: `operator: Exists` with a value, no key without
      `Exists`, or `seconds` with another effect than `NoExecute`.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          tolerations:
            - {key: gpu, operator: Exists, value: 'true'}      # leave `value` out
      ```

      `Equal`, the default, compares the taint's value; `Exists` bears every value of the key.
      """)
}
