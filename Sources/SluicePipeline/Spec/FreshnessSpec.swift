import SluiceYAML

/// Keys of `pipeline.yaml` that decide whether tasks are outdated.
package struct FreshnessSpec: Hashable, Sendable {
  /// `config.outdated_by_code`: whether what reads from a task with other code is outdated too.
  package var isOutdatedByCode = true

  package init() {}

  init(_ root: Node) {
    isOutdatedByCode = root["config"]?["outdated_by_code"]?.isTruthy ?? true
  }
}
