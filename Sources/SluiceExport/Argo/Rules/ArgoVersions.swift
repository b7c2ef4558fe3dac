import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let versions = TargetRule(.argoVersion) { check, found in
    guard let node = check.settings["argo-version"] else { return }
    guard let version = check.version else {
      found.add(
        node, "'\(shortened(node.text))' is no version of Argo", help: "write it as '3.6' or '4.0'")
      return
    }
    if version < .oldest {
      found.add(
        node,
        "Argo \(version.words) is older than \(ArgoVersion.oldest.words), from which on specs "
          + "are written", help: "bring the cluster's Argo up to date")
    }
  }

  static let tooOld = TargetRule(.argoTooOld) { check, found in
    guard let version = check.version, version >= .oldest else { return }
    for newer in NewerKey.all where version < newer.since {
      for node in newer.nodes(in: check) {
        found.add(
          node,
          "Argo has \(newer.words) from \(newer.since.words) on, and the cluster's is \(version.words)",
          help: newer.help)
      }
    }
  }
}

/// What a target can ask for, and not every Argo has.
private struct NewerKey {
  var words: String
  var since: ArgoVersion
  var help: String
  /// Where it stands, of a target (`nil`: of its pods).
  var path: String
  var isOfPods = false
  /// It is only asked for by a second item.
  var isSecondOnly = false

  func nodes(in check: TargetCheck) -> [Node] {
    let holders = isOfPods ? check.pods.map(\.node) : [check.settings]
    return holders.flatMap { holder -> [Node] in
      let nodes = holder.at(path)
      return isSecondOnly ? Array(nodes.dropFirst()) : nodes
    }
  }

  static let all = [
    NewerKey(
      words: "`delay` of `pod-gc`", since: ArgoVersion.Feature.podGCDelay.since,
      help: "leave it out: pods are deleted at once", path: "pod-gc.delay"),
    NewerKey(
      words: "a second schedule", since: ArgoVersion.Feature.scheduleLists.since,
      help: "leave one, or write the times into one schedule: `0 3,15 * * *`", path: "schedules.[]",
      isSecondOnly: true),
    NewerKey(
      words: "a second mutex", since: ArgoVersion.Feature.lockLists.since, help: "leave one",
      path: "synchronization.mutexes.[]", isOfPods: true, isSecondOnly: true),
    NewerKey(
      words: "a second semaphore", since: ArgoVersion.Feature.lockLists.since, help: "leave one",
      path: "synchronization.semaphores.[]", isOfPods: true, isSecondOnly: true),
    NewerKey(
      words: "`cap` of `backoff`", since: ArgoVersion.Feature.backoffCap.since,
      help: "leave it out, or bound the tries with `max-duration`", path: "retries.backoff.cap",
      isOfPods: true),
    NewerKey(
      words: "`annotations` of a template", since: ArgoVersion(major: 3, minor: 7),
      help: "write `annotations` beside `template`: the pod gets them",
      path: "template.annotations",
      isOfPods: true),
    NewerKey(
      words: "`pendingTimeout`", since: ArgoVersion(major: 4, minor: 1), help: "leave it out",
      path: "template.pendingTimeout", isOfPods: true),
    NewerKey(
      words: "`podResources`", since: ArgoVersion(major: 4, minor: 1), help: "leave it out",
      path: "spec.podResources"),
  ]
}

extension DiagnosticKind {
  static let argoVersion = DiagnosticKind(
    code: "SL654", name: "argo-version", severity: .error,
    explanation: """
      `argo-version` says which Argo the cluster has, so that the spec uses the fields which it knows.
      The text is no version, or one before 3.4, whose specs are not written.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          argo-version: three      # argo-version: '3.6'
      ```

      `argo version` and `kubectl -n argo get deploy workflow-controller -o wide` say which one it is.
      """)

  static let argoTooOld = DiagnosticKind(
    code: "SL655", name: "argo-too-old", severity: .error,
    explanation: """
      The target asks for something that the Argo of `argo-version` does not have yet, and that could
      not take effect: a strict reader refuses the field, and others forget it.

      | key | since |
      | --- | --- |
      | `pod-gc: {delay: …}` | 3.5 |
      | several `schedules`, `mutexes` or `semaphores` | 3.6 |
      | `retries: {backoff: {cap: …}}`, `template: {annotations: …}` | 3.7 |
      | `template: {pendingTimeout: …}`, `spec: {podResources: …}` | 4.1 |

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          argo-version: '3.4'
          pod-gc: {strategy: OnPodCompletion, delay: 1h}      # leave `delay` out
      ```
      """)
}
