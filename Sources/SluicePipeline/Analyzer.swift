import SluiceCore
import SluiceScan

/// The whole street from a folder to an analysis.
package struct Analyzer: Sendable {
  /// The project's root: all paths are relative to it.
  package var folder: ProjectFolder
  /// The entry point, and how it was found.
  package var place: ProjectPlace
  /// Values of placeholders that replace those of `env.yaml`.
  package var overrides: [EnvironmentOverride] = []

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
    let bytes = try folder.bytes(at: place.entry)
    let entry = store.add(SourceFile(path: place.entry, bytes: bytes))
    let document = SpecDocument(bytes, file: entry)
    var reader = SpecReader(file: entry, root: root)
    let environment = environmentValues(&store, head: SourceRange(file: entry, bytes: 0..<0))
    var expansion = PlaceholderExpansion(
      values: environment.values, environmentPath: environmentPaths[0])
    let root = document.root.map { expansion.expanded($0) }
    let imported = importedTasks(of: root, &store, &expansion)
    var spec = reader.specification(root, imported: imported.tasks)
    spec.unread = document.unread.map { String(decoding: bytes[$0], as: UTF8.self) }
    spec.unread += imported.unread
    let specFindings = reader.diagnostics(except: document.unread)

    var sources = SourceReader(
      folder: folder, place: place, store: store, spec: spec)
    let tasks = sources.tasks()
    let functions = sources.functions()
    let graph = pipelineGraph(tasks)
    var analysis = Analysis(
      projectName: place.name, entry: place.entry, sources: sources.store, graph: graph,
      diagnostics: [], tasks: tasks, spec: spec)
    analysis.sourceCount = sources.readCount
    analysis.functions = functions
    analysis.unknownOverrides = environment.unknownOverrides
    analysis.environment = condaEnvironment(&analysis.sources)
    analysis.facts = PlaceFacts(of: spec, in: folder)
    analysis.repository = facts(analysis.sources.files.map(\.path))

    var found =
      document.diagnostics + imported.diagnostics + environment.diagnostics + expansion.diagnostics
    found += expansion.remarks + specFindings + sources.diagnostics
    for rule in Rule.all { rule.check(analysis, &found) }
    analysis.diagnostics = Finishing(analysis).finished(found)
    return analysis
  }

  /// The first of the files that may hold placeholders' values, as the pods find it: with the name of
  /// a named specification first, in the root before the specification's folder.
  private func environmentValues(_ store: inout SourceStore, head: SourceRange) -> EnvironmentReader
  {
    var reader = EnvironmentReader(place: place)
    for path in environmentPaths {
      guard let bytes = try? folder.bytes(at: path) else { continue }
      let file = store.add(SourceFile(path: path, bytes: bytes))
      reader.read(bytes, file: file, path: path, overrides: overrides)
      return reader
    }
    reader.findMisnamed(environmentPaths, in: folder, head: head, overrides: overrides)
    return reader
  }

  private var environmentPaths: [String] {
    let parts = Path.name(of: place.entry).split(separator: ".", omittingEmptySubsequences: false)
    let names = (parts.count >= 3 ? ["env.\(parts[1]).yaml"] : []) + ["env.yaml"]
    let folder = Path.directory(of: place.entry)
    return names.flatMap { folder == "." ? [$0] : [$0, Path.joined(folder, $0)] }
  }

  private func condaEnvironment(_ store: inout SourceStore) -> EnvironmentFile? {
    guard let bytes = try? folder.bytes(at: EnvironmentFile.path) else { return nil }
    let file = store.add(SourceFile(path: EnvironmentFile.path, bytes: bytes))
    return environmentFile(bytes, file: file)
  }

  private var root: String? {
    switch folder {
    case .disk(let root): root
    case .memory: place.root
    }
  }
}
