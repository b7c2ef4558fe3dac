import SluiceCore
import SluiceScan
import TestSupport
import Testing

@testable import SluicePipeline

/// One edit of the project in `Tests/Fixtures/affected/edits.json`, and what it must touch.
private struct Edit {
  var title: String
  var replacements: [(file: String, old: String, new: String)]
  var written: [(file: String, text: String)]
  var moved: [(from: String, to: String)]
  var changed: [String]
  var new: [String]
  var gone: [String]

  func applied(to files: [String: String]) throws -> [String: String] {
    var files = files
    for (from, to) in moved { files[to] = files.removeValue(forKey: from) }
    for (file, old, new) in replacements {
      let text = try #require(files[file])
      let place = try #require(text.firstRange(of: old), "\(title): \(file) has no \(old)")
      files[file] = text[..<place.lowerBound] + new + text[place.upperBound...]
    }
    for (file, text) in written { files[file] = text }
    return files
  }
}

struct EditTableTests {
  private let files: [String: String]
  private let edits: [Edit]

  init() throws {
    let bytes = try Fixtures.bytes("affected/edits.json")
    let root = try JSONParser.parse(bytes)
    func text(_ node: JSONNode?) throws -> String { try #require(node?.string(in: bytes)) }
    func texts(_ node: JSONNode?) throws -> [String] { try (node?.items ?? []).map(text) }
    func members(_ node: JSONNode?) throws -> [(String, String)] {
      guard case .object(let members)? = node?.kind else { return [] }
      return try members.map { ($0.key, try text($0.value)) }
    }
    files = Dictionary(uniqueKeysWithValues: try members(root["files"]))
    edits = try (root["edits"]?.items ?? []).map { node in
      Edit(
        title: try text(node["title"]),
        replacements: try (node["replace"]?.items ?? []).map {
          let parts = try texts($0)
          return (parts[0], parts[1], parts[2])
        }, written: try members(node["write"]),
        moved: try (node["move"]?.items ?? []).map {
          let parts = try texts($0)
          return (parts[0], parts[1])
        }, changed: try texts(node["changed"]), new: try texts(node["new"]),
        gone: try texts(node["gone"]))
    }
  }

  @Test func touchesWhatAnEditMeans() throws {
    let base = MeaningProject(files)
    #expect(edits.count >= 60)
    for edit in edits {
      let change = try base.change(to: MeaningProject(try edit.applied(to: files)))
      let reasons = change.tasks.flatMap(\.changes).map { "\($0.kind) \($0.name)" }
      #expect(change.names(.changed) == edit.changed, "\(edit.title): \(reasons)")
      #expect(change.names(.new) == edit.new, "\(edit.title)")
      #expect(change.names(.gone) == edit.gone, "\(edit.title)")
    }
  }

  /// The page shows each edit beside what bytes alone would say.
  @Test func isThePageOfTheDocumentation() throws {
    let base = MeaningProject(files)
    let before = try base.read()
    var page = """
      # What an edit touches

      Each row is one edit of one project, of 12 tasks. _By bytes_: the tasks whose own file, or a module \
      that it imports, has other bytes, and all of them where `pipeline.yaml` or `env.yaml` has. \
      _Affected_: the tasks that `sluice affected` finds changed or new; what follows from them is not \
      shown. Made from `Tests/Fixtures/affected/edits.json`; tests compare each row.

      | edit | by bytes | affected |
      | --- | --- | --- |

      """
    for edit in edits {
      let other = MeaningProject(try edit.applied(to: files))
      let after = try other.read()
      let change = ProjectChange(before.meanings, after.meanings, after.analysis.graph)
      let touched = bytes(before.analysis, base, other)
      let affected = change.names(.changed, .new)
      page += "| \(edit.title) | \(words(touched)) | \(words(affected)) |\n"
    }
    expectGolden(page, inRepository: "docs/affected-table.md")
  }

  private func words(_ names: [String]) -> String {
    names.count >= 10 ? "all \(names.count)" : names.isEmpty ? "–" : names.joined(separator: ", ")
  }

  /// The tasks of the earlier state that have a file with other bytes.
  private func bytes(
    _ analysis: Analysis, _ base: MeaningProject, _ other: MeaningProject
  ) -> [String] {
    let paths = Set(base.files.keys).union(other.files.keys)
    let edited = paths.filter { base.files[$0] != other.files[$0] }
    let isSpecification = edited.contains("pipeline.yaml") || edited.contains("env.yaml")
    return analysis.tasks.filter { task in
      if isSpecification { return true }
      var known: Set<String> = []
      var open = task.source.file.map { [analysis.sources.files[$0].path] } ?? []
      while let path = open.popLast() {
        guard known.insert(path).inserted else { continue }
        open += analysis.imports.filter { $0.importer == path }.map(\.path)
      }
      return !known.isDisjoint(with: edited)
    }.map(\.spec.name.text).sorted()
  }
}
