package import SluiceCore
package import SluiceYAML

/// The list that `meta.import_tasks_from` names, as the analysis found it.
package enum ImportedTasks: Sendable {
  /// The file's node tree, placeholders replaced; `nil` of an empty file. `path` is relative to the
  /// project's root, `range` where the specification names it.
  case read(Node?, path: String, file: Int, SourceRange)
  /// It could not be read; `siblings` are the names beside it.
  case failed(ProjectFolder.ReadError, path: String, siblings: [String], SourceRange)
  /// The key's value is no path.
  case notAPath(String, SourceRange)

  /// Where the specification names its list; `nil` where it names none.
  static func place(in root: Node?) -> Node? {
    // Only what leads there is cast: the list of tasks is long.
    guard let root = root?.scalar == nil ? root : root?.cast(), let entries = root.mapping,
      !entries.contains(where: { $0.key.string == "location" })
    else { return nil }
    return root["meta"]?.cast()["import_tasks_from"].flatMap { $0.isNull ? nil : $0 }
  }
}

extension SpecReader {
  /// The suffixes with which a source of an imported list is relative to the list's folder.
  private static let sourceSuffixes: Set<String> = [
    ".py", ".R", ".Rmd", ".r", ".ipynb", ".sql", ".sh",
  ]

  /// The tasks of an imported list.
  mutating func tasks(_ imported: ImportedTasks, _ meta: MetaSpec) -> [TaskSpec] {
    switch imported {
    case .notAPath(let words, let range):
      report(
        .importedTasks, range, "'import_tasks_from' is \(words), not a path",
        help: "name a YAML file with a list of tasks")
      return []
    case .failed(let error, let path, let siblings, let range):
      switch error {
      case .missing:
        report(
          .importedTasks, range, "there is no file '\(path)'",
          help: nearest(to: Path.name(of: path), among: siblings).map { "did you mean '\($0)'?" }
            ?? "add the file; the path is relative to the folder of the specification")
      case .notAFile, .tooLarge, .outside, .refused:
        report(
          .importedTasks, range, "'\(path)' cannot be read",
          help: "make it a readable file with a list of tasks")
      }
      return []
    case .read(let root, let path, let file, let range):
      return tasks(root?.cast(), path, file, range, meta)
    }
  }

  private mutating func tasks(
    _ root: Node?, _ path: String, _ file: Int, _ range: SourceRange, _ meta: MetaSpec
  ) -> [TaskSpec] {
    guard let elements = root?.sequence, !elements.isEmpty else {
      let isList = root?.sequence != nil
      report(
        .importedTasks,
        root.map { $0.range.firstByte } ?? SourceRange(file: file, bytes: 0..<0),
        root == nil || isList
          ? "'\(path)' holds no task"
          : "'\(path)' is \(root?.kindWords ?? ""), not a list of tasks",
        help: "begin every task with '- '",
        related: [.init(range: range, message: "the file is imported here")])
      return []
    }
    importedFolder = Path.directory(of: path)
    defer { importedFolder = nil }
    return elements.flatMap { element -> [TaskSpec] in
      guard element.string == nil else {
        report(
          .importedTasks, element.range, "a task of an imported list is text, not a mapping",
          help: "write `- source: \(element.text)`")
        return []
      }
      return tasks(from: element, meta)
    }
  }

  /// The folder that the path of the task's source starts from; `nil` if no imported list says so.
  func sourceBase(of declaration: TaskDeclaration) -> String? {
    guard let importedFolder,
      SpecReader.sourceSuffixes.contains(Path.suffix(of: declaration.source.text))
    else { return nil }
    return importedFolder
  }
}
