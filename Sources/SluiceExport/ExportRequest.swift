package import SluicePipeline

/// What an export is made of: the analysis and what the command was told.
package struct ExportRequest: Sendable {
  /// The project, without errors where the result is to be written.
  package let analysis: Analysis
  /// The part of the pipeline that is exported; `nil` for all of it.
  package let part: ExportPart?
  /// The tasks that are exported, with the edges between them.
  package let graph: PipelineGraph
  /// What the configuration says of this export.
  package var target: Target
  /// The entry point to name in the pod, relative to the root; `nil` where Ploomber finds it itself.
  package var entryPoint: String?
  /// Overrides of placeholders, in the order given.
  package var overrides: [EnvironmentOverride]
  /// The file of placeholders' values that Ploomber reads here, relative to the root; the analysis has
  /// the one that the pods read.
  package var environmentHere: String?
  /// The version that wrote the file.
  package var toolVersion: String
  /// Which version of the source this is; `nil` where nothing asked, or nothing could say.
  package var source: SourceVersion?

  package init(
    analysis: Analysis, part: ExportPart? = nil, target: Target = .standard, entryPoint: String?,
    overrides: [EnvironmentOverride],
    environmentHere: String?, toolVersion: String, source: SourceVersion? = nil
  ) {
    self.analysis = analysis
    self.part = part
    graph = part.map { analysis.graph.part($0.positions) } ?? analysis.graph
    self.target = target
    self.entryPoint = entryPoint
    self.overrides = overrides
    self.environmentHere = environmentHere
    self.toolVersion = toolVersion
    self.source = source
  }

  /// No archive of more bytes than this fits into a spec.
  package static let archiveLimit = argoSizeLimit / 4 * 3

  /// Whether the pods run a commit, whatever lies in the folder.
  package var runsACommit: Bool { analysis.configuration.source.delivery == .git }

  /// Whether the export has to know which version of the source this is.
  package static func needsVersion(_ configuration: Configuration) -> Bool {
    let source = configuration.source
    if source.namesVersion { return true }
    return switch source.delivery {
    case .git, .inline: true
    case .volume: source.isVersioned
    case .package, .image: false
    }
  }
}
