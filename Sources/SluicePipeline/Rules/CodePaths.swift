import SluiceCore
import SluiceScan

/// A text in a task's own code that names a file, with the task.
struct CodePath {
  /// Position among the analysis' tasks.
  var task: Int
  var literal: PythonPathLiteral

  /// The file relative to the root, as products are; `nil` where the text is but a part of a path, or
  /// leads out of the root.
  var path: String? {
    guard !literal.isPart, !literal.text.hasPrefix("~"), !literal.text.contains("\\"),
      !literal.text.hasPrefix("/"), !literal.text.utf8.contains(UInt8(ascii: "*"))
    else { return nil }
    let path = Path.normalized(literal.text)
    return path == "." || path.hasPrefix("..") ? nil : path
  }

  /// Every one of `analysis`, task by task. Empty where the pipeline is not run in the root.
  static func all(of analysis: Analysis) -> some Sequence<CodePath> {
    let isInRoot = Path.directory(of: analysis.entry) == "."
    // One task at a time: all together are megabytes.
    return analysis.tasks.indices.prefix(isInRoot ? .max : 0).lazy.flatMap {
      position -> [CodePath] in
      let task = analysis.tasks[position]
      guard !task.spec.runsElsewhere, let file = task.source.file, !analysis.code.moves(file)
      else { return [] }
      return analysis.code.paths(file).compactMap { literal in
        if case .function(.found(_, let function)) = task.source,
          !function.range.bytes.contains(literal.range.bytes.lowerBound)
        {
          return nil
        }
        return CodePath(task: position, literal: literal)
      }
    }
  }
}

/// The files that tasks' code reads, or may read, relative to the root.
func inputPaths(of analysis: Analysis) -> Set<String> {
  var paths: Set<String> = []
  for use in CodePath.all(of: analysis) where use.literal.use == .read {
    if let path = use.path { paths.insert(path) }
  }
  return paths
}
