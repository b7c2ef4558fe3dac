import SluiceCore

/// The classes that Ploomber 0.23.3 makes tasks of.
package enum TaskClass: String, Hashable, Sendable, CaseIterable {
  case pythonCallable = "PythonCallable"
  case notebookRunner = "NotebookRunner"
  case scriptRunner = "ScriptRunner"
  case sqlScript = "SQLScript"
  case sqlDump = "SQLDump"
  case sqlTransfer = "SQLTransfer"
  case sqlUpload = "SQLUpload"
  case postgresCopyFrom = "PostgresCopyFrom"
  case shellScript = "ShellScript"
  case downloadFromURL = "DownloadFromURL"
  case uploadToS3 = "UploadToS3"
  case link = "Link"
  case input = "Input"

  /// The class of a task's products where nothing else is said; `nil`: Ploomber has no default.
  package var defaultProductClass: ProductClass? {
    switch self {
    case .pythonCallable, .notebookRunner, .scriptRunner, .sqlDump, .shellScript: .file
    case .sqlScript: .sqlRelation
    case .sqlTransfer, .sqlUpload, .postgresCopyFrom, .downloadFromURL, .uploadToS3, .link, .input:
      nil
    }
  }

  /// What the task's `source` is.
  package var sourceKind: SourceKind {
    switch self {
    case .pythonCallable: .function
    case .notebookRunner, .scriptRunner, .sqlScript, .sqlDump, .sqlTransfer, .shellScript: .file
    case .sqlUpload, .postgresCopyFrom, .downloadFromURL, .uploadToS3, .link, .input: .text
    }
  }

  /// What a `source` can be.
  package enum SourceKind: Hashable, Sendable {
    /// A dotted path.
    case function
    /// A path of the project.
    case file
    /// The text of `source` itself.
    case text
  }
}

/// The classes of products.
package enum ProductClass: String, Hashable, Sendable, CaseIterable {
  case file = "File"
  case genericProduct = "GenericProduct"
  case sqlRelation = "SQLRelation"
  case genericSQLRelation = "GenericSQLRelation"
  case sqliteRelation = "SQLiteRelation"
  case postgresRelation = "PostgresRelation"

  /// Whether a product is declared as `[name, kind]` or `[schema, name, kind]`, not as a text.
  package var isRelation: Bool {
    switch self {
    case .file, .genericProduct: false
    case .sqlRelation, .genericSQLRelation, .sqliteRelation, .postgresRelation: true
    }
  }
}

/// Why a task's class cannot be told from its source.
enum ClassProblem: Hashable {
  /// A path whose suffix belongs to no class.
  case unknownSuffix(String)
  /// A text with neither dot nor slash.
  case neitherPathNorFunction
  /// `.sql` whose product's suffix is nearly one that Ploomber dumps to.
  case misspeltDump(meant: String)
}

/// The class that Ploomber infers where the task names none: by suffix, case-sensitive.
func inferredClass(
  source: String, productText: String?
) -> Result<TaskClass, ClassProblem> {
  let suffix = Path.suffix(of: source)
  switch suffix {
  case ".py", ".R", ".r", ".Rmd", ".ipynb": return .success(.notebookRunner)
  case ".sh": return .success(.shellScript)
  case ".sql":
    let target = productText.map(Path.suffix) ?? ""
    if target == ".csv" || target == ".parquet" { return .success(.sqlDump) }
    for known in [".csv", ".parquet"] where similarity(target, known) >= 0.6 {
      return .failure(.misspeltDump(meant: known))
    }
    return .success(.sqlScript)
  default:
    if source.utf8.contains(UInt8(ascii: "/")) { return .failure(.unknownSuffix(suffix)) }
    guard source.utf8.contains(UInt8(ascii: ".")) else { return .failure(.neitherPathNorFunction) }
    return .success(.pythonCallable)
  }
}

extension ClassProblem: Error {}
