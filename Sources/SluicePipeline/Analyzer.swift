import SluiceCore
import SluiceScan
import SluiceYAML

/// The whole street from a folder to an analysis.
package struct Analyzer: Sendable {
  package var folder: ProjectFolder
  package var place: ProjectPlace

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
    let document = parseYAML(bytes, file: entry)
    var reader = SpecReader(file: entry, root: root)
    let spec = reader.specification(document.root)
    let specFindings =
      document.isComplete ? reader.diagnostics : reader.diagnostics(ofIncomplete: spec)

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
    analysis.environment = environment(&analysis.sources)
    analysis.repository = facts(analysis.sources.files.map(\.path))

    var found = document.diagnostics + specFindings + sources.diagnostics
    for rule in Rule.all { rule.check(analysis, &found) }
    analysis.diagnostics = Finishing(analysis).finished(found)
    return analysis
  }

  private func environment(_ store: inout SourceStore) -> EnvironmentFile? {
    guard let bytes = try? folder.bytes(at: EnvironmentFile.path) else { return nil }
    let file = store.add(SourceFile(path: EnvironmentFile.path, bytes: bytes))
    return environmentFile(bytes, file: file)
  }

  private var root: String? {
    switch folder {
    case .disk(let root): root
    case .memory: nil
    }
  }
}
