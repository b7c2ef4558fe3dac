import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let variables = TargetRule(.targetVariable) { check, found in
    for pod in check.pods {
      for entry in pod.node["env"]?.mapping ?? [] {
        found.checkName(entry.key)
        found.checkSource(entry.value, of: entry.key)
      }
    }
    for entry in check.settings.at("on-exit.env").flatMap({ $0.mapping ?? [] }) {
      found.checkName(entry.key)
      if ExitNotice.variableNames.contains(entry.key.text) {
        found.add(
          entry.key, "the notice gets a variable '\(entry.key.text)' already",
          help: "give yours another name")
      }
    }
  }

  static let variableReferences = TargetRule(.variableReference) { check, found in
    let common = Set((check.settings["env"]?.mapping ?? []).map(\.key.text))
    for pod in check.pods {
      let entries = pod.node["env"]?.mapping ?? []
      let known = common.union(entries.map(\.key.text))
      for entry in entries {
        guard let text = entry.value.scalar?.text else { continue }
        for name in references(text) where !known.contains(name) && !isGiven(name) {
          found.add(
            entry.value, "'$(\(shortened(name)))' names no variable of the pod, and stays as it is",
            help: nearest(to: name, among: known.sorted()).map { "did you mean '$(\($0))'?" }
              ?? "no shell reads the value: see whether the text itself is meant")
        }
      }
    }
  }
}

/// Variables that the pod's own script or Kubernetes sets.
private func isGiven(_ name: String) -> Bool {
  name.hasPrefix(PodVariable.prefix) || name.hasPrefix("ARGO_")
    || name.hasSuffix("_SERVICE_HOST") || name.contains("_SERVICE_PORT")
    || name.contains("_PORT_")
}

/// The names in `$(NAME)`; `$$` stands for one `$`. O(text).
func references(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  var names: [String] = []
  var index = 0
  while index + 1 < bytes.count {
    guard bytes[index] == 0x24 else {
      index += 1
      continue
    }
    if bytes[index + 1] == 0x28, let end = bytes[index...].firstIndex(of: 0x29) {
      names.append(String(decoding: bytes[(index + 2)..<end], as: UTF8.self))
      index = end + 1
    } else {
      index += bytes[index + 1] == 0x24 ? 2 : 1
    }
  }
  return names
}

extension TargetFindings {
  fileprivate mutating func checkName(_ key: Node) {
    add(key, "the variable", KubernetesName.variable.problem(key.text))
    if key.text.hasPrefix(PodVariable.prefix) {
      add(
        key, "variables that begin with '\(PodVariable.prefix)' are the script's of the pod",
        help: "give it another name")
    } else if key.text.hasPrefix("ARGO_") {
      add(
        key, "variables that begin with 'ARGO_' are Argo's own, which sets them itself",
        help: "give it another name")
    }
  }

  fileprivate mutating func checkSource(_ node: Node, of key: Node) {
    guard let entries = node.mapping else { return }
    let sources = entries.filter { ["secret", "config-map", "field"].contains($0.key.text) }
    if sources.count > 1 {
      add(
        sources[1].key, "'\(shortened(key.text))' has several sources",
        help: "leave one of `secret`, `config-map` and `field`", related: sources[0].key)
      return
    }
    guard let source = sources.first else {
      add(
        node, "'\(shortened(key.text))' has no value and no source",
        help: "write the value itself, or `{secret: NAME, key: KEY}`")
      return
    }
    if source.key.text == "field" {
      add(source.value, "the field", PodField.problem(source.value.text))
    } else if node["key"] == nil {
      add(
        node,
        "'\(shortened(key.text))' does not say which entry of '\(shortened(source.value.text))' "
          + "it has", help: "add `key: …`")
    }
  }
}

/// Fields of a pod that its variables can have.
private enum PodField {
  private static let names = [
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
    "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
  ]

  static func problem(_ text: String) -> TextProblem? {
    if names.contains(text) { return nil }
    for list in ["metadata.labels", "metadata.annotations"] where text.hasPrefix(list) {
      let rest = text.dropFirst(list.count)
      let isEntry = rest.hasPrefix("['") && rest.hasSuffix("']") && rest.count > 4
      return isEntry
        ? nil : TextProblem("names no entry", help: "write `\(list)['NAME']`")
    }
    return TextProblem(
      "is none that a variable can have",
      help: nearest(to: text, among: names).map { "did you mean '\($0)'?" }
        ?? "the fields are \(names.joined(separator: ", "))")
  }
}

extension DiagnosticKind {
  static let targetVariable = DiagnosticKind(
    code: "SL641", name: "target-variable", severity: .error,
    explanation: """
      A variable of the pods that they could not have, or must not: a name that Kubernetes refuses,
      one that belongs to the script that every pod runs (`SLUICE_…`) or to Argo (`ARGO_…`), or a
      value with no source, several sources, or a source that does not say which entry is meant.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          env:
            DB PASSWORD: {secret: warehouse}      # DB_PASSWORD: {secret: warehouse, key: password}
      ```

      A value is a text, `{secret: …, key: …}`, `{config-map: …, key: …}` or `{field: …}`.
      """)

  static let variableReference = DiagnosticKind(
    code: "SL642", name: "variable-reference", severity: .warning,
    explanation: """
      Kubernetes puts the value of another variable for `$(NAME)` in a variable's value. Where the pod
      has no such variable, the text stays as it is; and no shell reads it, so `$(date)` is no
      command.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          env:
            HOST: db.example.com
            URL: postgres://$(HOTS)/sales      # did you mean '$(HOST)'?
      ```

      Nothing has to be mended where the text itself is meant.
      """)
}
