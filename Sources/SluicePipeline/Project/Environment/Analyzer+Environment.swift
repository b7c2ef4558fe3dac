import SluiceCore
import SluiceYAML

/// What the values of placeholders come from, for the rest of the analysis.
struct Environment {
  var values: PlaceholderValues
  /// The file that a missing value belongs into, relative to the root.
  var path: String
  /// The file that was read; `nil` if there is none.
  var file: String?
  var diagnostics: [Diagnostic]
  var refusedOverrides: [RefusedOverride]
  /// What overrides can replace.
  var keys: [EnvironmentKey]
  fileprivate let reader: EnvironmentReader

  /// The keys that neither the specification `root`, its imported list, nor another key uses. Ploomber
  /// reports also those that only keys of an imported file use; they are used.
  func unusedKeys(
    _ uses: PlaceholderUses, _ imported: Analyzer.ImportedList, of root: Node?
  ) -> [Diagnostic] {
    guard !reader.isIncomplete, !uses.isIncomplete, root?["location"] == nil,
      imported.tasks == nil || imported.document != nil
    else { return [] }
    let used = uses.names
    return reader.declared.compactMap { name, range in
      guard !used.contains(name), reader.uses[name] == nil, name != "_module", name != "meta"
      else { return nil }
      return Diagnostic(
        kind: .unusedKey, range: range, message: "no placeholder uses the key '\(name)'",
        help: "use it as `{{\(name)}}`, or take it out")
    }
  }
}

extension Analyzer {
  /// Reads the files of placeholders' values for the specification `document`, which `bytes` are the
  /// text of, and puts the overrides in. `head` is where a finding about the whole points.
  func environmentValues(
    _ store: inout SourceStore, _ document: SpecDocument, head: SourceRange, _ bytes: [UInt8]
  ) -> Environment {
    var reader = EnvironmentReader(folder: folder, place: place, host: host, store: store)
    let asksGit =
      mentionsGit(bytes) || overrides.contains { mentionsGit(Array("{\($0.value)".utf8)) }
      || importMentionsGit(document)
    reader.read(head: head, asksGit: asksGit)
    store = reader.store
    let file = place.environmentPaths.first { store.position(of: $0) != nil }
    var replaced = EnvironmentOverrides(reader, hasFile: file != nil)
    replaced.apply(overrides)
    return Environment(
      values: replaced.values, path: reader.path, file: file,
      diagnostics: place.findings(at: head) + reader.diagnostics + replaced.diagnostics,
      refusedOverrides: replaced.refused, keys: replaced.keys, reader: reader)
  }

  /// Reads the files beside the project that say which distributions it needs.
  func declaredPackages(_ tasks: [ReadTask], _ store: inout SourceStore) -> DeclaredPackages {
    var reader = PackageReader(folder: folder, store: store)
    let code = Set(
      tasks.compactMap { task in
        task.source.file.map { Path.directory(of: store.files[$0].path) }
      })
    let own = place.folder == "." ? ["."] : [".", place.folder]
    reader.read(own, codeFolders: ["src"] + code.sorted())
    store = reader.store
    return reader.packages
  }

  private func importMentionsGit(_ document: SpecDocument) -> Bool {
    guard let text = ImportedTasks.place(in: document.root)?.string else { return false }
    if holdsTemplate(text) { return true }
    let path = Path.relative(Path.joined(place.folder, text), to: place.root)
    return (try? folder.bytes(at: path)).map(mentionsGit) ?? false
  }
}
