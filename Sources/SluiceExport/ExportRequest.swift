package import SluicePipeline

/// What an export is made of: the analysis and what the command was told.
package struct ExportRequest: Sendable {
  package var analysis: Analysis
  /// The entry point to name in the pod, relative to the root; `nil` where Ploomber finds it itself.
  package var entryPoint: String?
  /// Overrides of placeholders, in the order given.
  package var overrides: [Override]
  /// The version that wrote the file.
  package var toolVersion: String

  /// `--env--key value`; nested keys have `--` between their parts, as Ploomber's flags have.
  package struct Override: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package init(
    analysis: Analysis, entryPoint: String?, overrides: [Override], toolVersion: String
  ) {
    self.analysis = analysis
    self.entryPoint = entryPoint
    self.overrides = overrides
    self.toolVersion = toolVersion
  }
}
