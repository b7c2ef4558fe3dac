import SluiceCore
import SluiceYAML

/// Which of a task's products are the notebook itself, and who says what format they get.
struct NotebookOutput: Hashable, Sendable {
  /// The keys of the notebooks among several products.
  var keys = ["nb"]
  /// `nb_product_key` is a list: every product with a notebook's suffix must be named by it.
  var isList = false
  /// `nbconvert_exporter_name` for the one notebook.
  var hasExporter = false
  /// The keys of `nb_product_key` that `nbconvert_exporter_name` names an exporter for.
  var exporterKeys: Set<String> = []

  /// Whether the suffix of the product at `key` decides its format.
  func isDecidedBySuffix(_ key: String) -> Bool {
    isList ? !exporterKeys.contains(key) : !hasExporter
  }
}

extension SpecReader {
  /// nbconvert's own exporters; a dotted path names one of somebody else's.
  private static let exporters = [
    "asciidoc", "custom", "html", "ipynb", "latex", "markdown", "md", "notebook", "pdf", "python",
    "qtpdf", "qtpng", "rst", "script", "slides", "webpdf",
  ]

  /// What Ploomber checks of a notebook's own keys when it loads the pipeline.
  mutating func checkNotebookKeys(
    _ entries: [Node.Entry], of declaration: inout TaskDeclaration
  ) {
    let task = declaration.taskName
    if let entry = last("executor", in: entries) {
      checkChoice(entry, among: ["papermill", "ploomber-engine"], task)
      if entry.value.string == "ploomber-engine", isR(declaration.source.text) {
        report(
          .conflictingKeys, entry.value.range, "ploomber-engine does not run R",
          help: "take 'executor' out: papermill does", task: task)
      }
    }
    checkExecutorParams(entries, task)
    readOutput(entries, into: &declaration)
  }

  /// Keys that notebooks share with scripts or functions.
  mutating func checkRunnerKeys(_ entries: [Node.Entry], of declaration: inout TaskDeclaration) {
    let task = declaration.taskName
    guard let own = declaration.taskClass?.ownKeys else { return }
    declaration.runsElsewhere = ["local_execution", "executor_params", "papermill_params"].contains
    {
      last($0, in: entries)?.value.isTruthy ?? false
    }
    if own.contains("debug_mode"), let entry = last("debug_mode", in: entries),
      !entry.value.isNull
    {
      checkChoice(entry, among: ["now", "later"], task)
    }
    if own.contains("static_analysis"), let entry = last("static_analysis", in: entries) {
      checkChoice(entry, among: ["regular", "strict", "disable"], task)
      declaration.staticAnalysis = entry.value.string.flatMap(StaticAnalysis.init) ?? .disable
    }
    if own.contains("ext_in"), let entry = last("ext_in", in: entries), !entry.value.isNull {
      report(
        .conflictingKeys, entry.key.range, "'ext_in' stands beside a 'source' that is a file",
        help: "take it out: the file's suffix says what it is",
        related: [.init(range: declaration.source.range, message: "the file is named here")],
        task: task)
    }
  }

  private func isR(_ source: String) -> Bool {
    [".R", ".r", ".Rmd", ".rmd"].contains(Path.suffix(of: source))
  }

  private mutating func checkChoice(
    _ entry: Node.Entry, among choices: [String], _ task: TaskName
  ) {
    if let text = entry.value.string, choices.contains(text) { return }
    let shown = entry.value.string.map { "'\($0)'" } ?? entry.value.kindWords
    let all = choices.map { "'\($0)'" }.joined(separator: ", ")
    report(
      .keyValue, entry.value.range, "'\(entry.key.text)' is \(shown), none of \(all)",
      help: nearest(to: entry.value.string ?? "", among: choices).map { "did you mean '\($0)'?" }
        ?? "write one of them, or take the key out", task: task)
  }

  private mutating func checkExecutorParams(_ entries: [Node.Entry], _ task: TaskName) {
    let old = last("papermill_params", in: entries).flatMap { $0.value.isTruthy ? $0 : nil }
    let new = last("executor_params", in: entries).flatMap { $0.value.isTruthy ? $0 : nil }
    if let old {
      report(
        .deprecatedKey, old.key.range,
        new == nil
          ? "'papermill_params' is the old name of 'executor_params'"
          : "'papermill_params' counts for nothing beside 'executor_params'",
        help: new == nil ? "rename it to 'executor_params'" : "take it out",
        related: new.map { [.init(range: $0.key.range, message: "'executor_params' is here")] }
          ?? [], task: task)
    }
    guard let entry = new ?? old else { return }
    guard let params = entry.value.mapping else {
      report(
        .specShape, entry.value.range,
        "'\(entry.key.text)' is \(entry.value.kindWords), not a mapping of arguments",
        help: "write `\(entry.key.text): {name: value}`", task: task)
      return
    }
    if let engine = last("engine_name", in: params) {
      let executor = last("executor", in: entries)
      if let debug = last("debug_mode", in: entries), debug.value.isTruthy {
        report(
          .conflictingKeys, engine.key.range, "'engine_name' stands beside 'debug_mode'",
          help: "take one of the two out",
          related: [.init(range: debug.key.range, message: "'debug_mode' is here")], task: task)
      } else if engine.value.string != executor?.value.string ?? "papermill" {
        report(
          .conflictingKeys, engine.value.range,
          "'engine_name' and 'executor' name two executors",
          help: executor == nil
            ? "write `executor: \(engine.value.string ?? "papermill")` instead of 'engine_name'"
            : "take 'engine_name' out",
          related: executor.map { [.init(range: $0.value.range, message: "'executor' is here")] }
            ?? [], task: task)
      }
    }
    if let folder = last("cwd", in: params), let local = last("local_execution", in: entries),
      local.value.isTruthy
    {
      report(
        .conflictingKeys, folder.key.range, "'cwd' stands beside 'local_execution'",
        help: "take one of the two out: both say where the notebook runs",
        related: [.init(range: local.key.range, message: "'local_execution' is here")], task: task)
    }
  }

  private mutating func readOutput(
    _ entries: [Node.Entry], into declaration: inout TaskDeclaration
  ) {
    let task = declaration.taskName
    let products = declaration.product?.mapping
    if let entry = last("nb_product_key", in: entries) {
      if let key = entry.value.string {
        declaration.notebook.keys = [key]
      } else if let elements = entry.value.sequence {
        declaration.notebook.isList = true
        declaration.notebook.keys = elements.compactMap { $0.scalar?.text }
        if products == nil, declaration.product != nil, !elements.isEmpty {
          report(
            .conflictingKeys, entry.value.range,
            "'nb_product_key' is a list, and '\(task.text)' has one product",
            help: "take it out, or declare the notebooks as a mapping: `{nb: output/a.html}`",
            related: declaration.product.map {
              [.init(range: $0.range, message: "the product is here")]
            } ?? [], task: task)
        }
      } else {
        report(
          .keyValue, entry.value.range,
          "'nb_product_key' is \(entry.value.kindWords), neither a key nor a list of keys",
          help: "write the key of the notebook among the products: `nb_product_key: nb`",
          task: task)
      }
    }
    guard let entry = last("nbconvert_exporter_name", in: entries), !entry.value.isNull else {
      return
    }
    if let names = entry.value.mapping {
      readExporters(names, entry, into: &declaration)
    } else if declaration.notebook.isList {
      guard entry.value.isTruthy else { return }
      report(
        .conflictingKeys, entry.value.range,
        "'nbconvert_exporter_name' is one name, and 'nb_product_key' is a list",
        help: "write a mapping from keys to names: `{nb_pdf: webpdf}`", task: task)
    } else {
      declaration.notebook.hasExporter = true
      checkExporter(entry.value, task)
    }
  }

  private mutating func readExporters(
    _ names: [Node.Entry], _ entry: Node.Entry, into declaration: inout TaskDeclaration
  ) {
    let task = declaration.taskName
    guard declaration.notebook.isList else {
      declaration.notebook.hasExporter = true
      report(
        .conflictingKeys, entry.value.range,
        "'nbconvert_exporter_name' is a mapping, and there is one notebook",
        help: "write one name: `nbconvert_exporter_name: html`", task: task)
      return
    }
    for name in names {
      guard let key = text(ofKey: name, in: "'nbconvert_exporter_name'") else { continue }
      guard declaration.notebook.keys.contains(key) else {
        report(
          .conflictingKeys, name.key.range, "'nb_product_key' does not list '\(key)'",
          help: nearest(to: key, among: declaration.notebook.keys).map { "did you mean '\($0)'?" }
            ?? "add it there, or take it out here", task: task)
        continue
      }
      guard !name.value.isNull else { continue }
      declaration.notebook.exporterKeys.insert(key)
      checkExporter(name.value, task)
    }
  }

  private mutating func checkExporter(_ node: Node, _ task: TaskName) {
    guard let text = node.string else {
      report(
        .keyValue, node.range, "the exporter is \(node.kindWords), not a name",
        help: "write one of nbconvert's names: `html`, `markdown`, `webpdf`", task: task)
      return
    }
    if SpecReader.exporters.contains(text.lowercased()) || text.contains(".") { return }
    let known = SpecReader.exporters
    report(
      .keyValue, node.range, "nbconvert has no exporter '\(text)'",
      help: nearest(to: text, among: known).map { "did you mean '\($0)'?" }
        ?? "the names are \(known.joined(separator: ", "))", task: task)
  }
}
