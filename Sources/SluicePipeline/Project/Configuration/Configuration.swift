package import SluiceCore

/// `sluice.yaml` beside the specification: everything in it is optional.
package struct Configuration: Hashable, Sendable {
  /// What a project wants a kind of finding to be.
  package enum Level: String, Hashable, Sendable, CaseIterable {
    case error, warning, advice, off
  }

  /// Findings that are not shown in some files.
  package struct Ignore: Hashable, Sendable {
    /// Paths relative to the root, as a shell pattern in which `*` crosses folders, too.
    package var paths: [Glob]
    /// Codes or names; empty for all.
    package var rules: [Suppression.Word]
    /// `nil` without one.
    package var reason: String?
    /// The entry of the list.
    package var range: SourceRange

    /// Whether a finding of this kind is not shown in the file at `path`.
    func hides(_ kind: DiagnosticKind, at path: String) -> Bool {
      paths.contains { $0.matches(path) }
        && (rules.isEmpty || rules.contains { kind.answers(to: $0.text) })
    }
  }

  /// The file's name, beside the specification.
  package static let fileName = "sluice.yaml"

  /// The baseline that is read where none is named, relative to the root.
  package static let baselineName = ".sluice-baseline.json"

  /// By the code of the kind.
  package var levels: [String: Level] = [:]
  /// In written order.
  package var ignores: [Ignore] = []
  /// The least severity that fails a check; `nil` where nothing is said.
  package var failOn: DiagnosticKind.Severity?
  /// The file with findings that were there before, relative to the root; `nil` without one.
  package var baseline: String?
  /// How the pods get the source.
  package var source = Source()
  /// What goes into a bundle.
  package var bundle = BundleRules()
  /// The ways to export the project, in written order; empty where the file names none.
  package var targets: [Target] = []

  package init() {}

  /// The keys of the file, in the order in which the reference page shows them.
  package static let keys: [ConfigurationKey] = [
    ConfigurationKey(
      "rules",
      .mapping(
        keys: "findings, by code or name,", values: .choice(Level.allCases.map(\.rawValue))),
      default: "each finding's own severity", example: "dynamic-upstream: error",
      "How much a kind of finding weighs in this project; `off` never shows it."),
    ConfigurationKey(
      "ignore",
      .list(
        .section([
          ConfigurationKey(
            "path", .list(.text), default: "required", required: true,
            "Files, relative to the project's root; `*` stands for any text, slashes included."),
          ConfigurationKey(
            "rules", .list(.text), default: "all",
            "The findings that are not shown there, by code or name."),
          ConfigurationKey("because", .text, default: "none", "The reason, for those who read it."),
        ])),
      default: "nothing",
      example: """
        - path: legacy/*
          rules: [unknown-upstream]
          because: it is replaced this quarter
        """, "Findings that are not shown in some files."),
    ConfigurationKey(
      "fail-on", .choice(["error", "warning"]), default: "error",
      "The least severity that makes the exit code 1."),
    ConfigurationKey(
      "baseline", .text, default: "`.sluice-baseline.json`, if it is there",
      example: ".sluice-baseline.json",
      "A file with the findings that were there before: only new ones are shown."),
    ConfigurationKey(
      "source", .section(Source.keys), default: "a folder on the claim",
      "How the pods of an exported workflow get the project's files."),
    bundleKeys,
    ConfigurationKey(
      "targets", .mapping(keys: "names", values: .section(Target.keys)),
      default: "one, with the defaults of all keys",
      example: """
        training:
          kind: argo
          image: registry.example.com/team/fit:1.4.2
          resources: {'fit-*': {cpu: 4, memory: 16Gi, gpu: 1}}
          volumes: [{claim: shared, mount: /mnt/shared}]
        """,
      "Ways to export the project, each with a name: `sluice export training`."),
  ]
}
