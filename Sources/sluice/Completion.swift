import ArgumentParser
import SluiceCore
import SluicePipeline

/// What shells offer for arguments that only the project, or the catalog, knows. A project that
/// cannot be read offers nothing, without a word: the shell is waiting.
enum Completion {
  /// The tasks' names, those of the folder that the line's `-C` and `-e` name.
  static let tasks = CompletionKind.custom { line, _, _ in
    guard let folder = realFolder(value(of: ["-C"], in: line) ?? ".") else { return [] }
    let discovery = Discovery(
      start: folder, entry: value(of: ["-e", "--entry"], in: line),
      variable: variable("ENTRY_POINT"))
    guard let place = try? discovery.place() else { return [] }
    let analyzer = Analyzer(folder: .project(place), place: place)
    return ((try? analyzer.analysis())?.graph.tasks ?? []).map(\.name.text)
  }

  /// The names of all findings, and their codes.
  static let findings = CompletionKind.custom { _, _, _ in
    Catalog.all.map(\.name) + Catalog.all.map(\.code)
  }

  /// The word behind the last of `flags`.
  private static func value(of flags: [String], in line: [String]) -> String? {
    guard let index = line.lastIndex(where: flags.contains), index + 1 < line.count else {
      return nil
    }
    return line[index + 1]
  }
}
