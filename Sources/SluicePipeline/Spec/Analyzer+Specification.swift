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

/// The specification's trees with their placeholders replaced, and what they were made of.
private struct ExpandedSpecification {
  var bytes: [UInt8]
  var document: SpecDocument
  var environment: Environment
  var expansion: PlaceholderExpansion
  var root: Node?
  var imported: Analyzer.ImportedList
  var store: SourceStore
}

extension Analyzer {
  /// Reads the entry point, the values of its placeholders, and the list of tasks that it imports.
  func readSpecification() throws(ProjectFolder.ReadError) -> ReadSpecification {
    let read = try expandedSpecification()
    let (document, imported, environment) = (read.document, read.imported, read.environment)
    let uses = PlaceholderUses([document.root, imported.document], read.expansion.texts)

    var reader = SpecReader(file: 0, root: root)
    var spec = reader.specification(read.root, imported: imported.tasks)
    spec.unread = document.unread.map { String(decoding: read.bytes[$0], as: UTF8.self) }
    spec.unread += imported.unreadTexts
    var found =
      document.diagnostics + imported.diagnostics + environment.diagnostics
      + read.expansion.diagnostics + read.expansion.remarks
    found += reader.diagnostics(
      except: document.unread.map { SourceRange(file: 0, bytes: $0) } + imported.unread)
    if spec.unread.isEmpty { found += environment.unusedKeys(uses, imported, of: document.root) }
    return ReadSpecification(
      spec: spec, environment: environment,
      placeholderUses: uses.uses(of: environment.values), diagnostics: found, store: read.store)
  }

  /// The trees of the specification and of the list of tasks that it imports, placeholders replaced: for
  /// those who need more of them than `PipelineSpec` keeps.
  func specificationTrees() throws(ProjectFolder.ReadError) -> [Node] {
    let read = try expandedSpecification()
    var trees = [read.root].compactMap { $0 }
    if case .read(let list?, _, _, _) = read.imported.tasks { trees.append(list) }
    return trees
  }

  private func expandedSpecification() throws(ProjectFolder.ReadError) -> ExpandedSpecification {
    var store = SourceStore()
    let bytes = try entryBytes()
    let entry = store.add(SourceFile(path: place.entry, bytes: bytes))
    let document = entryDocument(bytes, file: entry)
    let environment = environmentValues(
      &store, document, head: SourceRange(file: entry, bytes: 0..<0), bytes)
    var expansion = PlaceholderExpansion(
      values: environment.values, environmentPath: environment.path)
    let root = document.root.map { expansion.expanded($0) }
    let imported = importedTasks(of: root, &store, &expansion)
    return ExpandedSpecification(
      bytes: bytes, document: document, environment: environment, expansion: expansion, root: root,
      imported: imported, store: store)
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
