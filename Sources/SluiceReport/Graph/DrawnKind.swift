import SluicePipeline

/// What boxes tell apart by colour and word: the task's code.
enum DrawnKind: String, CaseIterable {
  case function, script, notebook, r, sql, shell, transfer, other

  init(_ task: TaskNode) {
    switch TaskFamily(task.className) {
    case .function: self = .function
    case .notebook:
      switch task.source.split(separator: ".").last?.lowercased() {
      case "ipynb": self = .notebook
      case "r", "rmd": self = .r
      default: self = .script
      }
    case .sql: self = .sql
    case .shell: self = .shell
    case .transfer: self = .transfer
    case .other: self = .other
    }
  }

  /// For people.
  var words: String {
    switch self {
    case .r: "R"
    case .sql: "SQL"
    case .other: "task"
    case .function, .script, .notebook, .shell, .transfer: rawValue
    }
  }
}
