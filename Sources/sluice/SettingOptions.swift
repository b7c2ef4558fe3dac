import ArgumentParser
import SluicePipeline

/// The flags that stand for keys of `sluice.yaml`.
struct SettingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The least severity that makes the exit code 1 (default: error).", valueName: "severity"))
  var failOn: FailingSeverity?

  @Option(
    help: ArgumentHelp(
      "Show only what this file, written by --write-baseline, does not hold.", valueName: "file"),
    completion: .file())
  var baseline: String?

  /// What was given, as the keys are named.
  var given: [ConfigurationSetting] {
    [("fail-on", failOn?.rawValue), ("baseline", baseline)].compactMap { key, text in
      text.map { ConfigurationSetting(path: [key], text: $0, origin: .flag("--\(key)")) }
    }
  }
}
