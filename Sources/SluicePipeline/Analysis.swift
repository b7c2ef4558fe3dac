package import SluiceCore

/// Everything that reading a project gave, never changed afterwards.
package struct Analysis: Sendable {
  /// The name of the folder that holds `pipeline.yaml`; in a package, of the root folder.
  package var projectName: String
  /// The entry point as it is named in the root: `pipeline.yaml`, a folder, or a pattern.
  package var entry: String
  /// Every file that was read.
  package var sources: SourceStore
  /// The tasks and the edges between them.
  package var graph: PipelineGraph
  /// Sorted by path, offset and code; each once.
  package var diagnostics: [Diagnostic]
  /// Findings that the user hides, in the same order.
  package var hidden: [Suppressions.Hidden] = []
  /// What hides them.
  package var suppressions: Suppressions?
  /// `sluice.yaml`; the defaults where there is none.
  package var configuration = Configuration()
  /// What `soopervisor.yaml` says; `nil` where `sluice.yaml` names targets, or the file is not there.
  package var soopervisor: Soopervisor?
  /// The tasks of the graph with what their sources say, in the same order.
  package var tasks: [ReadTask]
  /// The specification that the tasks come from.
  package var spec: PipelineSpec
  /// Where `spec.functions` lead, in the same order.
  package var functions: [FunctionLookup] = []
  /// What the tasks' code says.
  package var code = ProjectCode()
  /// What the injected cells of scripts assign, each of one kind once.
  var injections: [CheckedScript.Injection] = []
  /// The files that the tasks write.
  var products = FileProducts()
  /// The comments that hide findings, of files whose text is not kept.
  var comments = KnownComments()
  /// Modules of the project that the tasks' code imports, in the order in which they are met; those that
  /// are tasks' sources may be among them.
  package var imports: [ImportedModule] = []
  /// The conda environment's file; `nil` if there is none that can be read.
  package var condaEnvironment: CondaEnvironment?
  /// Those that targets name instead, by their paths as named; without those that cannot be read.
  package var otherEnvironments: [String: CondaEnvironment] = [:]
  /// The distributions that the project asks for.
  package var packages = DeclaredPackages()
  /// What operations of targets run, by the place where their text stands or is named.
  package var operations: [SourceRange: OperationText] = [:]
  /// Overrides that Ploomber would not take.
  package var refusedOverrides: [RefusedOverride] = []
  /// The file of placeholders' values that was read, relative to the root; `nil` if there is none.
  package var environmentFile: String?
  /// The keys of placeholders that a flag can override, in the order of the file.
  package var environmentKeys: [EnvironmentKey] = []
  /// Texts of the specification that have other values where the pods run, in its order.
  package var placeholderUses: [PlaceholderUse] = []
  /// What lies where the specification points, beside its sources.
  package var facts = PlaceFacts()
  /// What git knows; `nil` outside repositories.
  package var repository: RepositoryFacts?
  /// Limits that reading ran into, without those that are findings of their own.
  package var reachedLimits: [ReachedLimit] = []
  /// Findings that are not shown, since there are too many.
  var unshownCount = 0
  /// How many files of code were read; the specification is none of them.
  package var sourceCount: Int

  package init(
    projectName: String, entry: String, sources: SourceStore, graph: PipelineGraph,
    diagnostics: [Diagnostic], tasks: [ReadTask] = [],
    spec: PipelineSpec = PipelineSpec(
      tasks: [], meta: MetaSpec(), functions: [], head: SourceRange(file: 0, bytes: 0..<0))
  ) {
    self.projectName = projectName
    self.entry = entry
    self.sources = sources
    self.graph = graph
    self.diagnostics = diagnostics
    self.tasks = tasks
    self.spec = spec
    sourceCount = sources.files.count
  }
}
