package import SluiceCore
import SluiceScan
import SluiceYAML

/// The whole street from a folder to an analysis.
package struct Analyzer: Sendable {
  /// The project's root: all paths are relative to it.
  package var folder: ProjectFolder
  /// The entry point, and how it was found.
  package var place: ProjectPlace
  /// Values of placeholders that replace those of `env.yaml`.
  package var overrides: [EnvironmentOverride] = []
  /// What is known of the machine and the moment.
  package var host = HostFacts.unknown

  /// A file with the findings that were there before, relative to the root; over `sluice.yaml`'s.
  package var baseline: String?
  /// Targets are read from `soopervisor.yaml` even if `sluice.yaml` names some.
  package var prefersSoopervisor = false
  /// What holds whatever `sluice.yaml` says; the first of two for one key counts.
  package var settings: [ConfigurationSetting] = []
  /// What earlier runs know of the sources; files of the disk alone are remembered.
  package var memory: SourceMemory?
  /// The kinds of findings that a comment may hide: those of later stages, too.
  package var kinds = Analyzer.ownKinds

  /// The kinds that an analysis itself can find.
  package static let ownKinds =
    YAMLKinds.all + PythonKinds.all + ScannerKinds.all + EnvironmentKinds.all
    + PlaceholderKinds.all + SpecKinds.all + KeyKinds.all + SourceKinds.all
    + ConfigurationKinds.all + OperationKinds.all + SoopervisorKinds.all
    + SuppressionKinds.all + StatusKinds.all + CodeKinds.all + FenceKinds.all
    + Rule.all.map(\.kind)

  package init(folder: ProjectFolder, place: ProjectPlace) {
    self.folder = folder
    self.place = place
  }

  /// Reads the entry point and all sources, builds the graph, and checks every rule. Throws only if
  /// the entry point itself cannot be read. `facts` is asked once, with the files that were read,
  /// for what git knows of them.
  package func analysis(
    facts: ([String]) -> RepositoryFacts? = { _ in nil }
  ) throws(ProjectFolder.ReadError) -> Analysis {
    let specification = try readSpecification()
    returnFreedMemory(behind: specification.spec.declared.count)
    var (analysis, found) = readSources(specification)
    returnFreedMemory(behind: analysis.tasks.count)
    analysis.repository = facts(
      analysis.sources.files.map(\.path) + analysis.facts.inputs.sorted()
        + analysis.products.all.map(\.path) + analysis.imports.map(\.path))
    found = configure(&analysis) + found
    found += Rule.findings(in: analysis) + fenceFindings(analysis)
    return Finishing(analysis).finished(found, stages: .analysis)
  }

  /// Reads what the specification names and builds the graph; with the findings so far. What only reading
  /// needs is gone when it returns.
  private func readSources(_ read: ReadSpecification) -> (Analysis, [Diagnostic]) {
    var sources = SourceReader(
      folder: folder, place: place, store: read.store, spec: read.spec, memory: memory)
    var tasks = sources.tasks()
    var extraction = ProductExtraction(read.spec.meta, root: root)
    extraction.fill(&tasks)
    let functions = sources.functions()
    memory?.forgetEarlier()
    var graph = pipelineGraph(tasks)
    var placeholders = ProductPlaceholders(root: root)
    if placeholders.fill(&tasks, along: graph, read.spec.meta) { graph = pipelineGraph(tasks) }

    var analysis = Analysis(
      projectName: place.name, entry: place.entry, sources: sources.store,
      graph: graph, diagnostics: [], tasks: tasks, spec: read.spec)
    analysis.sourceCount = sources.readCount
    analysis.functions = functions
    analysis.refusedOverrides = read.environment.refusedOverrides
    analysis.environmentKeys = read.environment.keys
    analysis.environmentFile = read.environment.file
    analysis.placeholderUses = read.placeholderUses
    // First what makes room: modules are held packed until now.
    analysis.code = sources.code(of: tasks, functions)
    analysis.products = FileProducts(of: tasks)
    analysis.condaEnvironment = condaEnvironment(&analysis.sources)
    analysis.packages = declaredPackages(tasks, &analysis.sources)
    analysis.injections = CheckedScript.injections(tasks, analysis.code)
    analysis.comments = sources.library.comments
    analysis.facts = PlaceFacts(of: read.spec, tasks, in: folder)
    analysis.facts.look(at: inputPaths(of: analysis), in: folder)
    analysis.facts.look(above: analysis.products.all.map(\.path), in: folder)
    let imports = ImportedModules(
      of: tasks, analysis.code, analysis.sources, sources.library,
      ModuleLocator(folder: folder, place: place))
    analysis.imports = imports.found
    analysis.reachedLimits += reachedLimits(imports, analysis.packages)
    return (
      analysis,
      read.diagnostics + sources.diagnostics + extraction.diagnostics + placeholders.diagnostics
    )
  }

  /// The conda environment of the file at `path`; `nil` where it cannot be read.
  func condaEnvironment(
    _ store: inout SourceStore, at path: String = CondaEnvironment.path
  ) -> CondaEnvironment? {
    guard let bytes = try? folder.bytes(at: path) else { return nil }
    let file = store.add(SourceFile(path: path, bytes: bytes))
    return CondaEnvironment(bytes, file: file, path: path)
  }

  /// The absolute path of the root.
  var root: String? {
    switch folder {
    case .snapshot(let snapshot): snapshot.root
    case .disk(let root, _, _): root
    case .memory: place.root
    }
  }
}
