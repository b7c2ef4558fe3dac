import SluiceCore
import SluiceYAML

extension Analyzer {
  /// What became of the list that the specification imports.
  struct ImportedList {
    /// `nil` where none is named.
    var tasks: ImportedTasks?
    /// The file's node tree, placeholders as written.
    var document: Node?
    var diagnostics: [Diagnostic] = []
    /// The parts that could not be read.
    var unread: [SourceRange] = []
    /// Their text.
    var unreadTexts: [String] = []
  }

  /// Reads the list that `meta.import_tasks_from` names, relative to the specification's folder.
  func importedTasks(
    of root: Node?, _ store: inout SourceStore, _ expansion: inout PlaceholderExpansion
  ) -> ImportedList {
    guard let node = ImportedTasks.place(in: root) else { return ImportedList() }
    guard let text = node.string else {
      return ImportedList(tasks: .notAPath(node.kindWords, node.range))
    }
    let joined = Path.joined(place.folder, text)
    let path = Path.relative(joined, to: place.root)
    let bytes: [UInt8]
    do throws(ProjectFolder.ReadError) {
      bytes = try folder.bytes(at: path)
    } catch {
      let siblings = folder.names(in: Path.directory(of: path))
      return ImportedList(tasks: .failed(error, path: path, siblings: siblings, node.range))
    }
    let file = store.add(SourceFile(path: path, bytes: bytes))
    let document = SpecDocument(bytes, file: file)
    let tree = document.root.map { expansion.expanded($0) }
    return ImportedList(
      tasks: .read(tree, path: path, file: file, node.range), document: document.root,
      diagnostics: document.diagnostics,
      unread: document.unread.map { SourceRange(file: file, bytes: $0) },
      unreadTexts: document.unread.map { String(decoding: bytes[$0], as: UTF8.self) })
  }
}
