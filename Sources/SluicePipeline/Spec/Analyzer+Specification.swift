import SluiceCore
import SluiceYAML

/// The specification with its placeholders replaced, and what it took to read it.
struct ReadSpecification {
  var spec: PipelineSpec
  var environment: Environment
  var placeholderUses: [PlaceholderUse]
  var diagnostics: [Diagnostic]
  /// With the files that were read: the entry point first.
  var store: SourceStore
}

extension Analyzer {
  /// Reads the entry point, the values of its placeholders, and the list of tasks that it imports.
  func readSpecification() throws(ProjectFolder.ReadError) -> ReadSpecification {
    var store = SourceStore()
    let bytes = try entryBytes()
    let entry = store.add(SourceFile(path: place.entry, bytes: bytes))
    let document = entryDocument(bytes, file: entry)
    let environment = environmentValues(
      &store, document, head: SourceRange(file: entry, bytes: 0..<0), bytes)
    var expansion = PlaceholderExpansion(
      values: environment.values, environmentPath: environment.path)
    let expanded = document.root.map { expansion.expanded($0) }
    let imported = importedTasks(of: expanded, &store, &expansion)
    let uses = PlaceholderUses([document.root, imported.document], expansion.texts)

    var reader = SpecReader(file: entry, root: root)
    var spec = reader.specification(expanded, imported: imported.tasks)
    spec.unread = document.unread.map { String(decoding: bytes[$0], as: UTF8.self) }
    spec.unread += imported.unreadTexts
    var found =
      document.diagnostics + imported.diagnostics + environment.diagnostics
      + expansion.diagnostics + expansion.remarks
    found += reader.diagnostics(
      except: document.unread.map { SourceRange(file: entry, bytes: $0) } + imported.unread)
    if spec.unread.isEmpty { found += environment.unusedKeys(uses, imported, of: document.root) }
    return ReadSpecification(
      spec: spec, environment: environment,
      placeholderUses: uses.uses(of: environment.values), diagnostics: found, store: store)
  }

  /// The specification's trees with their placeholders replaced: its own, and that of the list of tasks
  /// which it imports. For those who need more of it than `PipelineSpec` keeps.
  func specificationTrees() throws(ProjectFolder.ReadError) -> [Node] {
    var store = SourceStore()
    let bytes = try entryBytes()
    let entry = store.add(SourceFile(path: place.entry, bytes: bytes))
    let document = entryDocument(bytes, file: entry)
    let environment = environmentValues(
      &store, document, head: SourceRange(file: entry, bytes: 0..<0), bytes)
    var expansion = PlaceholderExpansion(
      values: environment.values, environmentPath: environment.path)
    guard let root = document.root.map({ expansion.expanded($0) }) else { return [] }
    guard case .read(let list?, _, _, _) = importedTasks(of: root, &store, &expansion).tasks else {
      return [root]
    }
    return [root, list]
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
}
