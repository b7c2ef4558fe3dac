/// The keys of `pipeline.yaml` that Ploomber 0.23.3 knows, by section. `docs/pipeline-yaml.md` lists
/// the same.
package enum SpecKeys {
  /// Beside each other at the top; `location` stands alone.
  package static let top = topTable.map(\.name)
  /// Of `meta`.
  package static let meta = metaTable.map(\.name)
  /// Of `config`.
  package static let config = configTable.map(\.name)
  /// Of every task, whatever its class.
  package static let task = taskTable.map(\.name)
  /// Of tasks of some classes: each class's own keys, each once.
  package static let ofClasses: [String] = {
    var seen: Set<String> = []
    return TaskClass.allCases.flatMap(\.ownKeys).filter { seen.insert($0).inserted }
  }()
  /// All that can be meant by a key of a task.
  static let anyTask = task + ofClasses
}

extension TaskClass {
  /// What the class's constructor takes beside the keys of every task.
  package var ownKeys: [String] {
    switch self {
    case .pythonCallable: ["serializer", "unserializer", "debug_mode"]
    case .notebookRunner:
      [
        "executor", "executor_params", "papermill_params", "kernelspec_name",
        "nbconvert_exporter_name", "nbconvert_export_kwargs", "ext_in", "nb_product_key",
        "static_analysis", "local_execution", "check_if_kernel_installed", "debug_mode",
      ]
    case .scriptRunner: ["ext_in", "static_analysis", "local_execution"]
    case .sqlScript, .shellScript: ["client"]
    case .sqlDump: ["client", "chunksize", "io_handler"]
    case .sqlTransfer: ["client", "chunksize"]
    case .sqlUpload: ["client", "chunksize", "io_handler", "to_sql_kwargs"]
    case .postgresCopyFrom: ["client", "columns"]
    case .uploadToS3: ["bucket", "client_kwargs", "upload_file_kwargs"]
    case .downloadFromURL, .link, .input: []
    }
  }

  /// The classes whose products a task of this class can have; `nil`: all.
  package var productClasses: [ProductClass]? {
    switch self {
    case .notebookRunner: [.file]
    case .sqlScript: [.sqlRelation, .genericSQLRelation, .sqliteRelation, .postgresRelation]
    case .sqlDump: [.file, .genericProduct]
    case .sqlTransfer, .sqlUpload: [.genericSQLRelation, .sqliteRelation, .postgresRelation]
    case .postgresCopyFrom: [.postgresRelation]
    case .pythonCallable, .scriptRunner, .shellScript, .downloadFromURL, .uploadToS3, .link, .input:
      nil
    }
  }

  /// Whether `pipeline.yaml` can declare a task of the class at all.
  package var isUsable: Bool {
    switch self {
    case .link, .input: false
    case .pythonCallable, .notebookRunner, .scriptRunner, .sqlScript, .sqlDump, .sqlTransfer,
      .sqlUpload, .postgresCopyFrom, .shellScript, .downloadFromURL, .uploadToS3:
      true
    }
  }

  /// Whether a task of the class runs by a client of its own, or by one of `clients`.
  package var needsClient: Bool {
    switch self {
    case .sqlScript, .sqlDump, .sqlTransfer, .sqlUpload, .postgresCopyFrom: true
    // A shell script without a client runs in a shell of this machine.
    case .shellScript: false
    case .pythonCallable, .notebookRunner, .scriptRunner, .downloadFromURL, .uploadToS3, .link,
      .input:
      false
    }
  }

  /// The classes whose constructor takes `key`, by name.
  static func classes(taking key: String) -> [String] {
    allCases.filter { $0.ownKeys.contains(key) }.map(\.rawValue)
  }
}

extension ProductClass {
  /// Whether the product's state is kept where only a client can look: without one, not even the
  /// pipeline's status can be told.
  package var needsClient: Bool {
    switch self {
    case .file, .sqlRelation: false
    case .genericProduct, .genericSQLRelation, .sqliteRelation, .postgresRelation: true
    }
  }

  /// Names that Ploomber accepts for a class, and of which it can make no product.
  static let unusable: Set<String> = ["MetaProduct", "Product", "EmptyProduct"]
}

extension TaskClass {
  /// Names that Ploomber accepts for a class, and of which it can make no task.
  static let unusable: Set<String> = [
    "Task", "TaskFactory", "TaskGroup", "input_data_passer", "in_memory_callable", "task_factory",
  ]
}
