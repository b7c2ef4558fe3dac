package import SluiceCore

/// Everything that reading a project gave, never changed afterwards.
package struct Analysis: Sendable {
  /// The name of the folder that holds `pipeline.yaml`; in a package, of the root folder.
  package var projectName: String
  /// Path of the entry point relative to the root: `pipeline.yaml`.
  package var entry: String
  /// Every file that was read.
  package var sources: SourceStore
  package var graph: PipelineGraph
  /// Sorted by path, offset and code; each once.
  package var diagnostics: [Diagnostic]

  package init(
    projectName: String, entry: String, sources: SourceStore, graph: PipelineGraph,
    diagnostics: [Diagnostic]
  ) {
    self.projectName = projectName
    self.entry = entry
    self.sources = sources
    self.graph = graph
    self.diagnostics = diagnostics
  }
}
