import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let idleSettings = TargetRule(.idleSetting) { check, found in
    let settings = check.settings
    if check.resource != .cron {
      for key in [
        "schedules", "timezone", "concurrency", "starting-deadline", "suspend", "history",
      ] {
        found.idle(settings, key, "it belongs to `resource: CronWorkflow`")
      }
    }
    if check.resource == .clusterTemplate, settings["namespace"] != nil {
      found.idle(settings, "namespace", "a ClusterWorkflowTemplate belongs to no namespace")
    }
    if settings.word("data") != "artifacts" {
      found.idle(settings, "artifacts", "it belongs to `data: artifacts`")
    }
    if let node = settings["disk"], node["claim"] != nil {
      found.idle(node, "volume", "the disk is the claim that `claim` names")
    }
    if let node = settings["pod-gc"], node["strategy"] == nil {
      for key in ["delay", "labels"] {
        found.idle(node, key, "pods stay: add `strategy: OnPodCompletion`")
      }
    }
    if let node = settings["on-exit"], node["http"] != nil {
      for key in ["command", "args", "queue", "payload", "failures", "env", "service-account"] {
        found.idle(node, key, "with `http` there is no container")
      }
    }
    for pod in check.pods {
      for volume in pod.node.at("volumes.[]") { found.checkIdle(volume: volume) }
      for variable in pod.node.at("env.*") where variable["optional"] != nil {
        guard variable["secret"] == nil, variable["config-map"] == nil else { continue }
        found.idle(variable, "optional", "it belongs to `secret` and `config-map`")
      }
      for variable in pod.node.at("env.*") where variable["field"] != nil {
        found.idle(variable, "key", "it belongs to `secret` and `config-map`")
      }
    }
  }
}

extension TargetFindings {
  fileprivate mutating func idle(_ node: Node, _ key: String, _ help: String) {
    guard let entry = node.entry(key) else { return }
    add(entry.key, "`\(key)` has no effect here", help: help)
  }

  fileprivate mutating func checkIdle(volume: Node) {
    let isNew = volume["claim"] == nil && volume["volume"] == nil
    if !isNew, volume.mapping != nil {
      for key in ["size", "class"] {
        idle(volume, key, "it belongs to a claim that is made for the run")
      }
    }
    let mode =
      volume.mapping == nil
      ? (try? ShortVolume(volume.text)).map(\.mode.rawValue) : volume.word("mode")
    let hasClaim = volume.mapping == nil ? (try? ShortVolume(volume.text))?.claim != nil : !isNew
    if mode == ShortVolume.Mode.readOnly.rawValue, !hasClaim {
      add(
        volume["mode"] ?? volume, "a new claim is empty, and nobody can write to this one",
        help: "name the claim that is there already, or leave `ro` out")
    }
  }
}

extension DiagnosticKind {
  static let idleSetting = DiagnosticKind(
    code: "SL653", name: "idle-setting", severity: .warning,
    explanation: """
      A key of the target is right, and has no effect beside the others: a schedule in what is no
      `CronWorkflow`, the size of a claim that is there already, a delay where no pod is deleted.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          resource: Workflow
          schedules: ['0 3 * * *']      # resource: CronWorkflow
      ```

      Leave it out, or add what it belongs to, which the finding names.
      """)
}
