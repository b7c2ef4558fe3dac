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
  /// Texts of the specification that have other values where the pods run.
  var uses: [PlaceholderUse]
}

extension Analyzer {
  /// Reads the files of placeholders' values for the specification `document`, which `bytes` are the
  /// text of, and puts the overrides in. `head` is where a finding about the whole points.
  func environmentValues(
    _ store: inout SourceStore, _ document: SpecDocument, head: SourceRange, _ bytes: [UInt8]
  ) -> Environment {
    var reader = EnvironmentReader(folder: folder, place: place, host: host, store: store)
    let asksGit = mentionsGit(bytes) || overrides.contains { mentionsGit(Array($0.value.utf8)) }
    reader.read(head: head, asksGit: asksGit)
    store = reader.store
    let file = place.environmentPaths.first { store.position(of: $0) != nil }
    var replaced = EnvironmentOverrides(reader, hasFile: file != nil)
    replaced.apply(overrides)
    let uses = PlaceholderUses(document.root)
    var diagnostics = place.findings(at: head) + reader.diagnostics + replaced.diagnostics
    if document.unread.isEmpty, document.root?["location"] == nil,
      document.root?["meta"]?["import_tasks_from"] == nil
    {
      diagnostics += unusedKeys(reader, uses)
    }
    return Environment(
      values: replaced.values, path: reader.path, file: file, diagnostics: diagnostics,
      refusedOverrides: replaced.refused, uses: uses.uses(of: replaced.values))
  }
}
