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
      case ".R": .rScript
      case ".Rmd": .rMarkdown
      case ".ipynb": .notebook
      case let suffix:
        switch JupytextExtension(String(suffix.dropFirst())) {
        case .hashScript: .otherScript(String(suffix.dropFirst()))
        case .markdown: .markdown
        case .otherScript, .foreignMarkdown, .unknown: nil
        }
      }
    case .pythonCallable, .sqlUpload, .postgresCopyFrom, .downloadFromURL, .uploadToS3, .link,
      .input:
      nil
    }
  }
}
