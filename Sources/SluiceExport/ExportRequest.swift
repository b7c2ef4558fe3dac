package import SluicePipeline

/// What an export is made of: the analysis and what the command was told.
package struct ExportRequest: Sendable {
  /// The project, without errors where the result is to be written.
  package var analysis: Analysis
  /// The entry point to name in the pod, relative to the root; `nil` where Ploomber finds it itself.
  package var entryPoint: String?
  /// Overrides of placeholders, in the order given.
  package var overrides: [EnvironmentOverride]
  /// The file of placeholders' values that Ploomber reads here, relative to the root; the analysis has
  /// the one that the pods read.
  package var environmentHere: String?
  /// The version that wrote the file.
  package var toolVersion: String

  package init(
    analysis: Analysis, entryPoint: String?, overrides: [EnvironmentOverride],
    environmentHere: String?, toolVersion: String
  ) {
    self.analysis = analysis
    self.entryPoint = entryPoint
    self.overrides = overrides
    self.environmentHere = environmentHere
    self.toolVersion = toolVersion
  }
}
