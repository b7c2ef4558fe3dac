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
  static func all(of analysis: Analysis) -> [CodePath] {
    guard Path.directory(of: analysis.entry) == "." else { return [] }
    var found: [CodePath] = []
    for (position, task) in analysis.tasks.enumerated() where !task.spec.runsElsewhere {
      guard let file = task.source.file, !analysis.code.moves(file) else { continue }
      for literal in analysis.code.paths(file) {
        if case .function(.found(_, let function)) = task.source,
          !function.range.bytes.contains(literal.range.bytes.lowerBound)
        {
          continue
        }
        found.append(CodePath(task: position, literal: literal))
      }
    }
    return found
  }
}

/// The files that tasks' code reads, or may read, relative to the root.
func inputPaths(of analysis: Analysis) -> Set<String> {
  Set(CodePath.all(of: analysis).filter { $0.literal.use == .read }.compactMap(\.path))
}
