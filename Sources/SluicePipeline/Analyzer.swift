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
  /// The kinds of findings that a comment may hide: those of later stages, too.
  package var kinds = Analyzer.ownKinds

  /// The kinds that an analysis itself can find.
  package static let ownKinds =
    YAMLKinds.all + PythonKinds.all + ScannerKinds.all + EnvironmentKinds.all
    + PlaceholderKinds.all + SpecKinds.all + KeyKinds.all + SourceKinds.all
    + ConfigurationKinds.all + SuppressionKinds.all + StatusKinds.all + Rule.all.map(\.kind)

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
    var store = SourceStore()
    let bytes = try entryBytes()
    let entry = store.add(SourceFile(path: place.entry, bytes: bytes))
    let document = entryDocument(bytes, file: entry)
    var reader = SpecReader(file: entry, root: root)
    let environment = environmentValues(
      &store, document, head: SourceRange(file: entry, bytes: 0..<0), bytes)
    var expansion = PlaceholderExpansion(
      values: environment.values, environmentPath: environment.path)
    let expanded = document.root.map { expansion.expanded($0) }
    let imported = importedTasks(of: expanded, &store, &expansion)
    let uses = PlaceholderUses([document.root, imported.document])
    var spec = reader.specification(expanded, imported: imported.tasks)
    spec.unread = document.unread.map { String(decoding: bytes[$0], as: UTF8.self) }
    spec.unread += imported.unreadTexts
    let specFindings = reader.diagnostics(
      except: document.unread.map { SourceRange(file: entry, bytes: $0) } + imported.unread)

    var sources = SourceReader(
      folder: folder, place: place, store: store, spec: spec)
    var tasks = sources.tasks()
    var extraction = ProductExtraction(spec.meta, root: root)
    extraction.fill(&tasks)
    let functions = sources.functions()
    let graph = pipelineGraph(tasks)
    var analysis = Analysis(
      projectName: place.name, entry: place.entry, sources: sources.store, graph: graph,
      diagnostics: [], tasks: tasks, spec: spec)
    analysis.sourceCount = sources.readCount
    analysis.functions = functions
    analysis.refusedOverrides = environment.refusedOverrides
    analysis.environmentFile = environment.file
    analysis.placeholderUses = uses.uses(of: environment.values)
    analysis.condaEnvironment = condaEnvironment(&analysis.sources)
    analysis.packages = declaredPackages(tasks, &analysis.sources)
    analysis.code = ProjectCode(of: tasks, in: analysis.sources)
    analysis.facts = PlaceFacts(of: spec, in: folder)
    analysis.facts.look(at: inputPaths(of: analysis), in: folder)
    analysis.repository = facts(
      analysis.sources.files.map(\.path) + analysis.facts.inputs.sorted())

    var found =
      document.diagnostics + imported.diagnostics + environment.diagnostics + expansion.diagnostics
    found += expansion.remarks + specFindings + sources.diagnostics + extraction.diagnostics
    if spec.unread.isEmpty { found += environment.unusedKeys(uses, imported, of: document.root) }
    for rule in Rule.all { rule.check(analysis, &found) }
    found += configure(&analysis)
    return Finishing(analysis).finished(found, stages: .analysis)
  }

  private func entryBytes() throws(ProjectFolder.ReadError) -> [UInt8] {
    switch place.entryPoint {
    case .specification(let path): try folder.bytes(at: path)
    case .sources: []
    }
  }

  private func entryDocument(_ bytes: [UInt8], file: Int) -> SpecDocument {
    switch place.entryPoint {
    case .specification: SpecDocument(bytes, file: file)
    case .sources(_, let files): SpecDocument(sources: files, file: file)
    }
  }

  /// Reads `sluice.yaml` beside the entry point, and the baseline that it names.
  private func configure(_ analysis: inout Analysis) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let path = Path.joined(place.folder, Configuration.fileName)
    if let bytes = try? folder.bytes(at: path) {
      let file = analysis.sources.add(SourceFile(path: path, bytes: bytes))
      let reader = ConfigurationReader(bytes, file: file, kinds: kinds)
      analysis.configuration = reader.configuration
      found = reader.diagnostics
    }
    var baseline: Baseline?
    let known = self.baseline ?? analysis.configuration.baseline ?? Configuration.baselineName
    if let bytes = try? folder.bytes(at: known) {
      let file = analysis.sources.add(SourceFile(path: known, bytes: bytes))
      baseline = Baseline(bytes, file: file)
      if baseline == nil {
        found.append(
          Diagnostic(
            kind: ConfigurationKinds.value, range: SourceRange(file: file, bytes: 0..<0),
            message: "'\(known)' is no baseline",
            help: "write it anew with `sluice check --write-baseline`"))
      }
    }
    analysis.suppressions = Suppressions(
      analysis.sources, kinds: kinds, configuration: analysis.configuration, baseline: baseline)
    return found
  }

  private func condaEnvironment(_ store: inout SourceStore) -> CondaEnvironment? {
    guard let bytes = try? folder.bytes(at: CondaEnvironment.path) else { return nil }
    let file = store.add(SourceFile(path: CondaEnvironment.path, bytes: bytes))
    return CondaEnvironment(bytes, file: file)
  }

  private var root: String? {
    switch folder {
    case .disk(let root): root
    case .memory: place.root
    }
  }
}
