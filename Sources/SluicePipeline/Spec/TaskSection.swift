import SluiceCore
import SluiceScan
import SluiceYAML

/// What stands in one element of `tasks`, before a grid makes several tasks of it.
struct TaskDeclaration {
  var range: SourceRange
  var name: (text: String, range: SourceRange)?
  /// The name is no text to Ploomber: `5`, and `'5'` too.
  var hasNumberForName = false
  var source: (text: String, range: SourceRange)
  var taskClass: TaskClass?
  var productClass: ProductClass?
  var product: Node?
  /// There is a key that may have been meant for `product`; it is reported as an unknown one.
  var hasMisspeltProduct = false
  /// `kernelspec_name` says which kernel runs the notebook.
  var namesKernel = false
  /// Its language, where the name tells it.
  var kernel: ScriptScan.Language?
  /// The products that are the notebook itself, by their keys.
  var notebookKeys = ["nb"]
  /// `nbconvert_exporter_name` says what becomes of the notebook, whatever its suffix.
  var hasExporter = false
  var upstream: [TaskSpec.DeclaredUpstream] = []
  var params: [ParameterValue.Entry] = []
  var paramKeys: [String: SourceRange] = [:]
  var grid: Node?
  var hasProductClient = false

  var productRules: ProductRules {
    var rules = ProductRules()
    rules.productClass = productClass
    rules.notebookKeys = notebookKeys
    rules.hasExporter = hasExporter
    return rules
  }

  /// What a finding calls the task.
  var taskName: TaskName { TaskName(name?.text ?? defaultName) }

  /// The file's stem, or the function's name.
  var defaultName: String {
    taskClass?.sourceKind == .function
      ? String(source.text.split(separator: ".").last ?? "") : Path.stem(of: source.text)
  }
}

extension SpecReader {
  static let taskKeys = [
    "source", "product", "name", "class", "upstream", "params", "grid", "product_class", "client",
    "product_client",
  ]
  /// Ploomber's own, for all classes or for some, whose meaning is not read yet.
  static let otherTaskKeys = [
    "on_render", "on_finish", "on_failure", "serializer", "unserializer", "executor",
    "executor_params", "papermill_params", "kernelspec_name", "nbconvert_exporter_name",
    "nbconvert_export_kwargs", "ext_in", "nb_product_key", "static_analysis", "local_execution",
    "check_if_kernel_installed", "debug_mode", "chunksize", "io_handler", "to_sql_kwargs",
    "columns",
    "bucket", "client_kwargs", "upload_file_kwargs",
  ]
  /// Those of them that change neither the graph nor what a pod has to be given: how a notebook is
  /// run and shown, how many rows a query fetches.
  static let harmlessTaskKeys: Set<String> = [
    "nb_product_key", "check_if_kernel_installed", "debug_mode", "chunksize", "columns",
  ]

  /// The tasks of one element: one, or as many as its grid makes; none where it has no source.
  mutating func tasks(from node: Node, _ meta: MetaSpec) -> [TaskSpec] {
    if let text = node.string {
      var declaration = TaskDeclaration(range: node.range, source: (text, node.range))
      inferClass(of: &declaration)
      return tasks(from: declaration, meta)
    }
    guard let entries = node.mapping else {
      report(
        .specShape, node.range, "a task is \(node.kindWords), not a mapping",
        help: "write `- source: …` and `product: …` below it")
      return []
    }
    guard let source = last("source", in: entries) else {
      let name = last("name", in: entries)?.value.string
      let words = name.map { "task '\($0)'" } ?? "a task"
      let misspelt = misspelling(of: "source", in: entries)
      report(
        .noSource, last("name", in: entries)?.value.range ?? node.range.firstByte,
        "\(words) has no 'source'",
        help: misspelt.map { "did you mean 'source' where '\($0)' stands?" }
          ?? "add `source:` with a path of the project or a dotted path",
        task: name.map { TaskName($0) })
      reportUnknownKeys(entries.filter { $0.key.string != misspelt || misspelt == nil }, nil)
      return []
    }
    guard let text = source.value.string, !text.isEmpty else {
      report(
        .noSource, source.value.range,
        "'source' is \(source.value.string == "" ? "empty" : source.value.kindWords), not a text",
        help: "name a path of the project or a dotted path")
      reportUnknownKeys(entries, nil)
      return []
    }
    var declaration = TaskDeclaration(range: node.range, source: (text, source.value.range))
    if let entry = last("name", in: entries) {
      declaration.name = name(entry.value)
      if case .string = ParameterValue(entry.value) {} else { declaration.hasNumberForName = true }
    }
    if let entry = last("class", in: entries) { readClass(entry.value, into: &declaration) }
    if let entry = last("product_class", in: entries) {
      declaration.productClass = productClass(entry.value)
    }
    declaration.product = last("product", in: entries)?.value
    declaration.hasMisspeltProduct = misspelling(of: "product", in: entries) != nil
    if last("class", in: entries) == nil { inferClass(of: &declaration) }
    noteSourceNotRead(declaration)
    if let name = last("kernelspec_name", in: entries)?.value, !name.isNull {
      declaration.namesKernel = true
      declaration.kernel = name.string.flatMap { ScriptScan.Language(kernelName: $0) }
    }
    if let node = last("nb_product_key", in: entries)?.value {
      let keys = (node.sequence ?? [node]).compactMap(\.string)
      if !keys.isEmpty { declaration.notebookKeys = keys }
    }
    declaration.hasExporter =
      last("nbconvert_exporter_name", in: entries)?.value.isTruthy ?? false
    if let entry = last("upstream", in: entries) {
      readUpstream(entry, into: &declaration, meta)
    }
    declaration.grid = last("grid", in: entries)?.value
    if let entry = last("params", in: entries) { readParams(entry.value, into: &declaration) }
    declaration.hasProductClient =
      last("product_client", in: entries).map { !$0.value.isNull } ?? false
    for key in ["client", "product_client"] {
      if let entry = last(key, in: entries) { dottedReference(entry.value, of: key) }
    }
    reportUnknownKeys(entries, declaration.taskName)
    return tasks(from: declaration, meta)
  }

  /// The first unknown key that was most likely meant for `key`.
  private func misspelling(of key: String, in entries: [Node.Entry]) -> String? {
    entries.lazy.compactMap { $0.key.string }.first { word in
      !SpecReader.taskKeys.contains(word) && !SpecReader.otherTaskKeys.contains(word)
        && nearest(to: word, among: [key]) != nil
    }
  }

  /// A class or a suffix whose sources no scanner reads: the task stays in the graph, without edges.
  private mutating func noteSourceNotRead(_ declaration: TaskDeclaration) {
    guard let taskClass = declaration.taskClass else { return }
    if taskClass.sourceKind == .text {
      noteNotUnderstood("the source of class '\(taskClass.rawValue)'", declaration.source.range)
    } else if taskClass == .notebookRunner || taskClass == .scriptRunner,
      taskClass.language(ofFile: declaration.source.text) == nil
    {
      reportSuffix(Path.suffix(of: declaration.source.text), declaration)
    }
  }

  private mutating func reportUnknownKeys(_ entries: [Node.Entry], _ task: TaskName?) {
    for entry in entries {
      guard let key = text(ofKey: entry, in: "a task") else { continue }
      if SpecReader.taskKeys.contains(key) || SpecReader.harmlessTaskKeys.contains(key) { continue }
      if SpecReader.otherTaskKeys.contains(key) {
        noteNotUnderstood("the task key '\(key)'", entry.key.range)
        continue
      }
      let known = SpecReader.taskKeys + SpecReader.otherTaskKeys
      report(
        .unknownKey, entry.key.range, "a task has no key '\(key)'",
        help: nearest(to: key, among: known).map { "did you mean '\($0)'?" }
          ?? "the keys of every task are \(SpecReader.taskKeys.joined(separator: ", "))",
        task: task)
    }
  }

  private mutating func name(_ node: Node) -> (text: String, range: SourceRange)? {
    switch node.value {
    case .scalar(let scalar) where scalar.resolved != .null && !scalar.text.isEmpty:
      return (ParameterValue(node).pythonText, node.range)
    case .scalar:
      if scalarIsEmptyText(node) {
        report(.notATaskName, node.range, "the task's name is empty", help: "take 'name' out")
      }
      return nil
    case .sequence, .mapping:
      report(
        .notATaskName, node.range, "the task's name is \(node.kindWords), not a text",
        help: "write one word: `name: fit`")
      return nil
    }
  }

  private func scalarIsEmptyText(_ node: Node) -> Bool { node.string == "" }

  private mutating func readClass(_ node: Node, into declaration: inout TaskDeclaration) {
    guard let text = node.string else {
      if node.isNull { return inferClass(of: &declaration) }
      report(
        .unknownClass, node.range, "the task's class is \(node.kindWords), not a name",
        help: "the classes are \(TaskClass.allCases.map(\.rawValue).joined(separator: ", "))")
      return
    }
    declaration.taskClass = TaskClass(rawValue: text)
    guard declaration.taskClass == nil else { return }
    reportTaskClass(text, node.range)
    // The rest of the task is read as if no class were named.
    let inferred = inferredClass(
      source: declaration.source.text, productText: declaration.product?.string)
    if case .success(let taskClass) = inferred { declaration.taskClass = taskClass }
  }

  private mutating func inferClass(of declaration: inout TaskDeclaration) {
    let source = declaration.source
    switch inferredClass(source: source.text, productText: declaration.product?.string) {
    case .success(let taskClass): declaration.taskClass = taskClass
    case .failure(.unknownSuffix(let suffix)):
      let known = [".py", ".R", ".Rmd", ".ipynb", ".sql", ".sh"]
      report(
        .unknownClass, source.range,
        suffix.isEmpty
          ? "'\(source.text)' has no suffix that names a class"
          : "no class of task has the suffix '\(suffix)'",
        help: nearest(to: suffix, among: known).map { "did you mean '\($0)'?" }
          ?? "rename the file, or name the task's 'class'",
        task: declaration.taskName)
    case .failure(.neitherPathNorFunction):
      report(
        .unknownClass, source.range, "'\(source.text)' is neither a path nor a dotted path",
        help: "write `module.function`, or a file with its suffix", task: declaration.taskName)
    case .failure(.misspeltDump(let meant)):
      declaration.taskClass = .sqlDump
      report(
        .unknownClass, declaration.product?.range ?? source.range,
        "a query cannot be dumped to '\(declaration.product?.string ?? "")'",
        help: "did you mean '\(meant)'?", task: declaration.taskName)
    }
  }

  private mutating func readUpstream(
    _ entry: Node.Entry, into declaration: inout TaskDeclaration, _ meta: MetaSpec
  ) {
    let node = entry.value
    if meta.extractUpstream {
      if node.isTruthy {
        report(
          .upstreamDeclared, entry.key.range,
          "'upstream' stands beside 'extract_upstream: true'",
          help: "take it out, or set `extract_upstream: false` in 'meta'",
          task: declaration.taskName)
      }
      return
    }
    let elements: [Node] = node.isNull ? [] : node.sequence ?? [node]
    for element in elements {
      guard case .scalar(let scalar) = element.value, scalar.resolved == .string else {
        report(
          .specShape, element.range, "an upstream is \(element.kindWords), not the name of a task",
          help: "write the names as a list: `upstream: [load, clean]`",
          task: declaration.taskName)
        continue
      }
      declaration.upstream.append(.init(key: scalar.text, range: element.range))
    }
  }

  private mutating func readParams(_ node: Node, into declaration: inout TaskDeclaration) {
    guard let entries = node.mapping else {
      // Beside a grid, Ploomber takes whatever is empty for no parameters.
      if declaration.grid != nil, !node.isTruthy { return }
      report(
        .specShape, node.range, "'params' is \(node.kindWords), not a mapping",
        help: "write `params: {name: value}`",
        task: declaration.taskName)
      return
    }
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'params'") else { continue }
      if key == "upstream" || key == "product" {
        report(
          .specShape, entry.key.range, "'params' must not hold the key '\(key)'",
          help: "Ploomber fills it in itself: give the parameter another name",
          task: declaration.taskName)
        continue
      }
      declaration.paramKeys[key] = entry.key.range
      declaration.params.append(.init(key: key, value: ParameterValue(entry.value)))
      noteFunction(asValue: entry.value)
    }
    declaration.params = lastOfEach(declaration.params, \.key)
  }
}

extension SpecReader {
  /// `package.module::function` as a value: Ploomber calls the function for the value.
  mutating func noteFunction(asValue node: Node) {
    guard let text = node.string, let path = functionPath(ofValue: text) else { return }
    functions.append(DottedReference(path: path, range: node.range))
    noteNotUnderstood("a value that a function returns", node.range)
  }
}

/// The dotted path of a value in Ploomber's strict form: names and dots, one `::`, and a name in which
/// no dot follows; `nil` for every other text.
func functionPath(ofValue text: String) -> String? {
  guard let mark = text.firstRange(of: "::") else { return nil }
  let module = text[..<mark.lowerBound]
  let name = text[mark.upperBound...]
  func isWord(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }
  guard !module.isEmpty, module.allSatisfy({ isWord($0) || $0 == "." }), !name.contains("::"),
    !name.contains("."), name.first.map(isWord) ?? false
  else { return nil }
  return "\(module).\(name)"
}

extension SourceRange {
  /// The range's first byte: where a finding about something long points.
  var firstByte: SourceRange {
    SourceRange(
      file: file,
      bytes: bytes.lowerBound..<min(bytes.upperBound, bytes.lowerBound + 1))
  }
}
