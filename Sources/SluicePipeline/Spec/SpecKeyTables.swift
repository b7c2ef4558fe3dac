/// Every key that Ploomber 0.23.3 reads, with what may stand behind it: names, editors' schema and
/// reference page agree because of this table.
extension SpecKeys {
  private static let taskClasses = TaskClass.allCases.filter(\.isUsable).map(\.rawValue)
  private static let productClasses = ProductClass.allCases.map(\.rawValue)

  /// The keys at the top, but `meta` and `config` with what stands in them.
  package static let topTable: [SpecKey] = [
    SpecKey("tasks", .any, "The tasks, in order; a text is a task's source."),
    SpecKey("meta", .section(metaTable), "How tasks are read."),
    SpecKey("config", .section(configTable), "How Ploomber runs."),
    SpecKey(
      "clients", .mapping(keys: [], values: .function),
      "The client of all tasks, or products, of a class: SQLScript: db.connect"),
    SpecKey(
      "serializer", .function,
      "Writes what functions return: called with the object and the product."),
    SpecKey("unserializer", .function, "Reads upstream products for functions."),
    SpecKey(
      "executor", .oneOf([.choice(["serial", "parallel"]), .function]),
      "Runs the tasks: serial, parallel, or a mapping with dotted_path."),
    SpecKey("on_render", .function, "Called before anything runs; may ask for dag."),
    SpecKey("on_finish", .function, "Called behind the last task; may ask for dag, report."),
    SpecKey("on_failure", .function, "Called when a task failed; may ask for dag, traceback."),
    SpecKey("location", .text, "A function that makes the whole pipeline; stands alone."),
  ]

  /// The keys of `meta`.
  package static let metaTable: [SpecKey] = [
    SpecKey(
      "extract_upstream", .flag,
      "Dependencies come from the sources (true, the default), or from the tasks' upstream."),
    SpecKey(
      "extract_product", .flag,
      "Products come from the sources, or from the tasks' product (false, the default)."),
    SpecKey(
      "product_default_class",
      .mapping(keys: taskClasses, values: .choice(productClasses)),
      "The class of products that do not name one, by the task's class."),
    SpecKey(
      "product_relative_to_source", .flag, "Paths of products start at the source's folder."),
    SpecKey(
      "source_loader",
      .section([
        SpecKey("path", .list(.text), "Folders of templates."),
        SpecKey("module", .text, "The package that the templates lie in."),
      ]), "Where templates lie."),
    SpecKey(
      "import_tasks_from", .text,
      "A YAML list of tasks behind those of this file; relative to this file's folder."),
    SpecKey("jupyter_hot_reload", .flag, "Jupyter reads the pipeline anew each time."),
    SpecKey("jupyter_functions_as_notebooks", .flag, "Jupyter shows functions as notebooks."),
  ]

  /// The keys of `config`.
  package static let configTable: [SpecKey] = [
    SpecKey("outdated_by_code", .flag, "A changed source makes its task outdated (default: true)."),
    SpecKey("cache_rendered_status", .flag, "Ploomber remembers what is outdated."),
    SpecKey("hot_reload", .flag, "Sources are read again each time."),
    SpecKey("logging_factory", .any, "Makes a logger."),
    SpecKey("differ", .any, "Compares sources."),
  ]

  /// The keys of every task.
  package static let taskTable: [SpecKey] = [
    SpecKey("source", .text, "The code: a path, or the dotted path of a function."),
    SpecKey("product", .product, "What the task writes."),
    SpecKey(
      "name", .text, "What other tasks call it (default: the file's stem, the function's name)."),
    SpecKey("class", .choice(taskClasses), "How it runs (default: by the source's suffix)."),
    SpecKey(
      "upstream", .list(.text), "Names of tasks; only with extract_upstream: false."),
    SpecKey("params", .mapping(keys: [], values: .any), "Arguments of the code."),
    SpecKey(
      "grid", .list(.mapping(keys: [], values: .any)), "One task for each combination of these."),
    SpecKey("product_class", .choice(productClasses), "The class of the products."),
    SpecKey("product_client", .function, "The client of the products."),
    SpecKey(
      "on_render", .function,
      "Called before it runs; may ask for task, client, product, params."),
    SpecKey("on_finish", .function, "Called when it has run; asks as on_render."),
    SpecKey("on_failure", .function, "Called when it failed; asks as on_render."),
  ]

  /// The keys that only tasks of some classes have; `TaskClass.ownKeys` says which.
  package static let classTable: [SpecKey] = [
    SpecKey("serializer", .function, "Writes what the function returns."),
    SpecKey("unserializer", .function, "Reads upstream products."),
    SpecKey("debug_mode", .choice(["now", "later"]), "Starts a debugger, or keeps the traceback."),
    SpecKey("executor", .choice(["papermill", "ploomber-engine"]), "Runs the notebook."),
    SpecKey(
      "executor_params", .mapping(keys: [], values: .any), "Arguments of the executor."),
    SpecKey(
      "papermill_params", .mapping(keys: [], values: .any), "The old name of executor_params."),
    SpecKey("kernelspec_name", .text, "The notebook's kernel."),
    SpecKey(
      "nbconvert_exporter_name", .oneOf([.text, .mapping(keys: [], values: .text)]),
      "The output's format (default: by the product's suffix)."),
    SpecKey(
      "nbconvert_export_kwargs", .mapping(keys: [], values: .any), "Arguments of the exporter."),
    SpecKey("ext_in", .text, "Only for sources that are no files."),
    SpecKey("nb_product_key", .list(.text), "Which products are the notebook (default: nb)."),
    SpecKey(
      "static_analysis", .choice(["regular", "strict", "disable"]),
      "What Ploomber checks of the code."),
    SpecKey("local_execution", .flag, "Runs in the source's folder."),
    SpecKey("check_if_kernel_installed", .flag, "Refuses kernels that are not installed."),
    SpecKey("client", .function, "Where the code runs."),
    SpecKey("chunksize", .number, "Rows at a time."),
    SpecKey("io_handler", .any, "How a query is written; not imported by Ploomber."),
    SpecKey("to_sql_kwargs", .mapping(keys: [], values: .any), "Arguments of pandas' to_sql."),
    SpecKey("columns", .list(.text), "Not used yet."),
    SpecKey("bucket", .text, "Where to upload."),
    SpecKey("client_kwargs", .mapping(keys: [], values: .any), "Arguments of boto3's client."),
    SpecKey(
      "upload_file_kwargs", .mapping(keys: [], values: .any), "Arguments of the upload."),
  ]
}
