import SluiceScan

extension TaskClass {
  /// How a file of this class is read; `nil` where the class says nothing of files, or the suffix is one
  /// that no scanner reads.
  func language(ofFile path: String) -> Language? {
    switch self {
    case .sqlScript, .sqlDump, .sqlTransfer: .sql
    case .shellScript: .shell
    case .notebookRunner, .scriptRunner:
      switch Path.suffix(of: path) {
      case ".py": .pythonScript
      case ".R", ".r": .rScript
      case ".Rmd", ".rmd": .rMarkdown
      case ".md": .markdown
      case ".ipynb": .notebook
      default: nil
      }
    case .pythonCallable, .sqlUpload, .postgresCopyFrom, .downloadFromURL, .uploadToS3, .link,
      .input:
      nil
    }
  }
}
