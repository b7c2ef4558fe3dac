package import SluiceCore
import SluiceYAML

/// What stands in `sluice.yaml`, before anything from outside changes it.
package struct WrittenConfiguration: Sendable {
  /// `nil` for an empty file, and where there is none.
  let root: Node?
  /// What is wrong with the file; what these speak of is left out.
  package let diagnostics: [Diagnostic]
  private let own: Configuration

  /// Whether the file says how to export the project, right or wrong.
  package var namesTargets: Bool {
    guard let targets = root?["targets"], !targets.isNull else { return false }
    return targets.mapping?.isEmpty != true
  }

  /// No file at all.
  package init() {
    root = nil
    diagnostics = []
    own = Configuration()
  }

  /// `file` is the position in the `SourceStore`; `kinds` are the findings that can be spoken of.
  package init(_ bytes: [UInt8], file: Int, kinds: [DiagnosticKind]) {
    let document = parseYAML(bytes, file: file)
    let reader = ConfigurationReader(document.root, kinds: kinds)
    root = document.root
    diagnostics = document.diagnostics + reader.diagnostics
    own = reader.configuration
  }

  /// What holds: the settings, then the file, then the defaults.
  package func configuration(
    with settings: [ConfigurationSetting], kinds: [DiagnosticKind]
  ) -> Configuration {
    guard !settings.isEmpty else { return own }
    let whole = (root ?? .noConfiguration).holding(settings)
    return ConfigurationReader(whole, kinds: kinds).configuration
  }
}
