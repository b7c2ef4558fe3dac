import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let neverRuns = TargetRule(.neverRuns) { check, found in
    if let node = check.settings["parallelism"], node.int == 0 {
      found.add(
        node, "with a parallelism of 0 no pod ever starts", help: "leave it out for no limit")
    }
    let deadlines =
      check.pods.flatMap { $0.node.at("deadline") } + check.settings.at("on-exit.deadline")
    for node in deadlines where seconds(node.text) == 0 {
      found.add(
        node, "with a deadline of 0 it is stopped before it begins", help: "leave it out for none")
    }
  }

  static let retries = TargetRule(.retrySetting) { check, found in
    for retries in check.pods.flatMap({ $0.node.at("retries") }) where retries.mapping != nil {
      if retries["limit"] == nil, retries["backoff"]?["max-duration"] == nil,
        retries["expression"] == nil
      {
        found.add(
          retries, "nothing says when the tries end: a task that always fails is tried for ever",
          help: "add `limit: 2`")
      }
      guard let backoff = retries["backoff"] else { continue }
      let first = backoff.span("duration")
      for key in ["cap", "max-duration"] {
        guard let node = backoff[key], let most = backoff.span(key), let first, most < first else {
          continue
        }
        found.add(
          node, "the first wait, \(backoff.word("duration") ?? ""), is longer already",
          help: "write a longer `\(key)`", related: backoff["duration"])
      }
      if first == nil {
        found.add(
          backoff, "without a `duration` there is no wait", help: "add `duration: 30s`")
      }
    }
  }
}

extension DiagnosticKind {
  static let neverRuns = DiagnosticKind(
    code: "SL659", name: "never-runs", severity: .error,
    explanation: """
      A setting of 0 that Argo takes at its word: with `parallelism: 0` no pod ever starts, and a
      `deadline` of 0 stops a run before it begins.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          parallelism: 0      # leave it out
      ```

      No limit is what holds without the key.
      """)

  static let retrySetting = DiagnosticKind(
    code: "SL660", name: "retry-setting", severity: .warning,
    explanation: """
      Retries that do not end, or waits that do not work as written: no `limit`, a bound below the
      first wait, a `backoff` without a `duration`.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          retries: {policy: OnError}      # add `limit: 2`
      ```
      """)
}
