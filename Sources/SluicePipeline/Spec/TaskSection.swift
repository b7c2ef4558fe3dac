import SluiceCore
import SluiceScan
import SluiceYAML

/// What stands in one element of `tasks`, before a grid makes several tasks of it.
struct TaskDeclaration {
  var range: SourceRange
  var name: (text: String, range: SourceRange)?
  /// The name is no text to Ploomber: `5`, and `'5'` too.
  var hasNumberForName = false
  /// The folder that an imported list says the source's path starts from, relative to the root.
  var sourceBase: String?
  var source: (text: String, range: SourceRange)
  var taskClass: TaskClass?
  /// There is a key `product_class`; the class itself where its value is one.
  var namesProductClass = false
  var productClass: ProductClass?
  var product: Node?
  /// There is a key that may have been meant for `product`; it is reported as an unknown one.
  var hasMisspeltProduct = false
  /// `kernelspec_name` says which kernel runs the notebook.
  var namesKernel = false
  /// Its language, where the name tells it.
  var kernel: ScriptScan.Language?
  var notebook = NotebookOutput()
  var upstream: [TaskSpec.DeclaredUpstream] = []
  var params: [ParameterValue.Entry] = []
  var paramKeys: [String: SourceRange] = [:]
  /// Keys of `params` whose values a function returns.
  var undecidedParams: Set<String> = []
  /// The key `grid`.
  var gridKey: SourceRange?
  var grid: Node?
  /// `io_handler` says how a query is written.
  var namesHandler = false
  var hasClient = false
  var hasProductClient = false
  var serializer: SourceRange?
  var hook: SourceRange?
  var staticAnalysis = StaticAnalysis.regular
  var runsElsewhere = false

  /// What a finding calls the task.
  var taskName: TaskName { TaskName(name?.text ?? defaultName) }

  /// The file's stem, or the function's name.
  var defaultName: String {
    taskClass?.sourceKind == .function
      ? String(source.text.split(separator: ".").last ?? "") : Path.stem(of: source.text)
  }
}

extension SpecReader {
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
    guard let source = source(entries, of: node) else { return [] }
    var declaration = TaskDeclaration(range: node.range, source: source)
    if let entry = last("name", in: entries) {
      declaration.name = name(entry.value)
      declaration.hasNumberForName = !entry.value.isNull && entry.value.string == nil
    }
    if let entry = last("product_class", in: entries) {
      declaration.namesProductClass = true
      declaration.productClass = productClass(entry.value)
    }
    declaration.product = last("product", in: entries)?.value
    declaration.hasMisspeltProduct = misspelling(of: "product", in: entries) != nil
    if let entry = last("class", in: entries), entry.value.isTruthy {
      readClass(entry.value, into: &declaration)
    } else {
      inferClass(of: &declaration)
    }
    declaration.sourceBase = sourceBase(of: declaration)
    noteSourceNotRead(declaration)
    if let entry = last("grid", in: entries) {
      declaration.gridKey = entry.key.range
      declaration.grid = entry.value
    }
    if let name = last("kernelspec_name", in: entries)?.value, !name.isNull {
      declaration.namesKernel = true
      declaration.kernel = name.string.flatMap { ScriptScan.Language(kernelName: $0) }
    }
    declaration.namesHandler = last("io_handler", in: entries).map { !$0.value.isNull } ?? false
    checkRunnerKeys(entries, of: &declaration)
    if declaration.taskClass == .notebookRunner {
      checkNotebookKeys(entries, of: &declaration)
    }
    if let entry = last("upstream", in: entries) {
      readUpstream(entry, into: &declaration, meta)
    }
    if let entry = last("params", in: entries) { readParams(entry.value, into: &declaration) }
    readKeys(entries, into: &declaration)
    checkClass(of: declaration, entries, meta)
    return tasks(from: declaration, meta)
  }

  private mutating func source(
    _ entries: [Node.Entry], of node: Node
  ) -> (text: String, range: SourceRange)? {
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
      reportUnknownKeys(entries.filter { $0.key.string != misspelt || misspelt == nil })
      return nil
    }
    guard let text = source.value.string, !text.isEmpty else {
      report(
        .noSource, source.value.range,
        "'source' is \(source.value.string == "" ? "empty" : source.value.kindWords), not a text",
        help: "name a path of the project or a dotted path")
      reportUnknownKeys(entries)
      return nil
    }
    return (text, source.value.range)
  }

  /// The first unknown key that was most likely meant for `key`.
  private func misspelling(of key: String, in entries: [Node.Entry]) -> String? {
    entries.lazy.compactMap { $0.key.string }.first { word in
      !SpecKeys.anyTask.contains(word) && nearest(to: word, among: [key]) != nil
    }
  }

  /// A suffix whose sources no scanner reads: the task stays in the graph, without edges.
  private mutating func noteSourceNotRead(_ declaration: TaskDeclaration) {
    guard let taskClass = declaration.taskClass else { return }
    if taskClass == .notebookRunner || taskClass == .scriptRunner,
      taskClass.language(ofFile: declaration.source.text) == nil
    {
      reportSuffix(Path.suffix(of: declaration.source.text), declaration)
    }
  }

  private mutating func name(_ node: Node) -> (text: String, range: SourceRange)? {
    switch node.value {
    case .scalar where node.isNull: return nil
    case .scalar:
      if node.string == "" {
        report(.notATaskName, node.range, "the task's name is empty", help: "take 'name' out")
        return nil
      }
      return (ParameterValue(resolved: node).pythonText, node.range)
    case .sequence, .mapping:
      report(
        .notATaskName, node.range, "the task's name is \(node.kindWords), not a text",
        help: "write one word: `name: fit`")
      return nil
    }
  }

  private mutating func readClass(_ node: Node, into declaration: inout TaskDeclaration) {
    guard let text = node.string else {
      report(
        .unknownClass, node.range, "the task's class is \(node.kindWords), not a name",
        help: "the classes are \(TaskClass.allCases.map(\.rawValue).joined(separator: ", "))")
      return
    }
    declaration.taskClass = TaskClass(rawValue: text)
    guard declaration.taskClass == nil else { return }
    if TaskClass.unusable.contains(text) {
      report(
        .unusableClass, node.range, "'\(text)' is no class that a task can have",
        help: "the classes are \(TaskClass.allCases.map(\.rawValue).joined(separator: ", "))")
    } else {
      reportTaskClass(text, node.range)
    }
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
    // Of a mapping Python takes the keys.
    let elements = node.isNull ? [] : node.sequence ?? node.mapping?.map(\.key) ?? [node]
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
}

extension SourceRange {
  /// The range's first byte: where a finding about something long points.
  var firstByte: SourceRange {
    SourceRange(
      file: file,
      bytes: bytes.lowerBound..<min(bytes.upperBound, bytes.lowerBound + 1))
  }
}
