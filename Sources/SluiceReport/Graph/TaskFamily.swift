/// What pictures tell apart by colour: Ploomber's task classes in families.
enum TaskFamily: String, CaseIterable {
  case notebook, function, sql, shell, transfer, other

  init(_ className: String) {
    self =
      switch className {
      case "NotebookRunner", "ScriptRunner": .notebook
      case "PythonCallable": .function
      case "SQLScript", "SQLDump", "SQLTransfer", "SQLUpload", "PostgresCopyFrom": .sql
      case "ShellScript": .shell
      case "DownloadFromURL", "UploadToS3", "Link", "Input": .transfer
      default: .other
      }
  }

  /// A light colour that dark text stands on.
  var fill: String {
    switch self {
    case .notebook: "#ddf4ff"
    case .function: "#dafbe1"
    case .sql: "#fff8c5"
    case .shell: "#eaeef2"
    case .transfer: "#fbefff"
    case .other: "#ffffff"
    }
  }
}
