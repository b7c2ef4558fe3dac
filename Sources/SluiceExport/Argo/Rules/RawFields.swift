import SluiceCore
import SluiceYAML

extension TargetRule {
  static let rawFields = TargetRule(.unknownField) { check, found in
    let object = ObjectCheck(version: check.version)
    for passed in Passed.ofTarget { passed.check(check.settings, object, &found) }
    for pod in check.pods {
      for passed in Passed.ofPods { passed.check(pod.node, object, &found) }
    }
    for volume in check.settings.at("disk.volume")
      + check.pods.flatMap({ $0.node.at("volumes.[].volume") })
    {
      found.checkSource(volume)
    }
    // What Sluice makes itself cannot be laid over.
    for (path, keys) in [("spec", ["templates", "entrypoint"]), ("template", ["name"])] {
      for node in check.settings.at(path) + check.pods.dropFirst().flatMap({ $0.node.at(path) }) {
        for entry in node.mapping ?? [] where keys.contains(entry.key.text) {
          found.add(
            entry.key, "'\(entry.key.text)' is made of the pipeline, and stays as it is",
            help: "leave it out")
        }
      }
    }
  }
}

/// A key whose value is passed through.
private struct Passed {
  var path: String
  var type: String
  var presence: ObjectCheck.Presence
  var words: String

  func check(_ node: Node, _ object: ObjectCheck, _ found: inout TargetFindings) {
    for value in node.at(path) {
      object.check(value, .object(type), presence, of: words, &found)
    }
  }

  static let ofTarget = [
    Passed(path: "spec", type: "WorkflowSpec", presence: .laidOver, words: "a workflow's spec"),
    Passed(path: "disk.volume", type: "Volume", presence: .laidOver, words: "a volume"),
    Passed(path: "on-exit.http", type: "HTTP", presence: .whole, words: "a request"),
    Passed(
      path: "artifacts.repository", type: "ArtifactLocation", presence: .laidOver,
      words: "an artifact's location"),
  ]

  static let ofPods = [
    Passed(path: "affinity", type: "Affinity", presence: .whole, words: "an affinity"),
    Passed(
      path: "security-context", type: "PodSecurityContext", presence: .whole,
      words: "a pod's security context"),
    Passed(path: "sidecars.[]", type: "UserContainer", presence: .whole, words: "a container"),
    Passed(
      path: "init-containers.[]", type: "UserContainer", presence: .whole, words: "a container"),
    Passed(path: "volumes.[].volume", type: "Volume", presence: .laidOver, words: "a volume"),
    Passed(path: "template", type: "Template", presence: .laidOver, words: "a template"),
  ]
}

extension TargetFindings {
  /// A volume is of one kind.
  fileprivate mutating func checkSource(_ volume: Node) {
    let sources = (volume.mapping ?? []).filter { $0.key.text != "name" }
    if volume.mapping != nil, sources.isEmpty {
      add(volume, "the volume has no source", help: "write `emptyDir: {}`, `nfs: {…}` or another")
    } else if sources.count > 1 {
      add(
        sources[1].key, "a volume has one source, and this one has \(sources.count)",
        help: "leave one of them", related: sources[0].key)
    }
  }
}

extension DiagnosticKind {
  static let unknownField = DiagnosticKind(
    code: "SL647", name: "unknown-field", severity: .error,
    explanation: """
      Some keys of a target hold YAML that goes to Kubernetes or Argo as it is: `affinity`,
      `security-context`, `sidecars`, `init-containers`, `volume`, `template`, `spec`, `http`,
      `repository`. A field in it does not exist, has a value of the wrong type, or is missing. Argo
      refuses the workflow when it is submitted, or, where it is not strict, forgets the field.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          security-context: {runAsUsr: 1000}      # did you mean 'runAsUser'?
      ```

      The fields are those of Argo's API. Where the cluster's Argo is newer than what is known here,
      say so with `argo-version`: unknown fields pass then.
      """)
}
