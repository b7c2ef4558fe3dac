package import SluiceCore
package import SluiceYAML

/// Reads `pipeline.yaml` from its node tree; collects what is wrong and goes on with the rest.
package struct SpecReader {
  /// In the order in which they were met.
  package private(set) var diagnostics: [Diagnostic] = []
  let file: Int
  /// The root's absolute path, to know absolute paths that lie inside; `nil` for a folder in memory.
  let root: String?
  var functions: [DottedReference] = []
  /// How many tasks the grids have made so far.
  var gridTaskCount = 0
  /// Keys that are Ploomber's, and not read yet: where each stands first, and how often it comes.
  private var notUnderstood: [String: (range: SourceRange, count: Int)] = [:]
  private var notUnderstoodOrder: [String] = []

  /// `file` is the specification's position in the `SourceStore`; `root` is the project's absolute
  /// path, `nil` for a folder in memory.
  package init(file: Int, root: String?) {
    self.file = file
    self.root = root
  }

  /// The specification, as far as it can be understood.
  package mutating func specification(_ root: Node?) -> PipelineSpec {
    let start = SourceRange(file: file, bytes: 0..<0)
    guard let root else {
      report(.specShape, start, "the specification is empty", help: "add the key 'tasks'")
      return PipelineSpec(tasks: [], meta: MetaSpec(), functions: [], head: start)
    }
    var meta = MetaSpec()
    var tasks: [TaskSpec] = []
    var head = SourceRange(
      file: file, bytes: root.range.bytes.lowerBound..<root.range.bytes.lowerBound)
    switch root.value {
    case .sequence(let elements):
      tasks = elements.flatMap { self.tasks(from: $0, meta) }
    case .mapping(let entries):
      if let entry = last("meta", in: entries) { meta = self.meta(entry.value) }
      for entry in entries { topLevel(entry) }
      if let entry = last("tasks", in: entries) {
        head = entry.key.range
        tasks = self.tasks(entry, meta)
      } else if last("location", in: entries) == nil {
        report(
          .specShape, head, "the specification has no 'tasks'",
          help: "add the key 'tasks' with a list of tasks")
      }
    case .scalar:
      report(
        .specShape, root.range,
        "the specification is \(root.kindWords), neither a mapping nor a list of tasks",
        help: "begin with `tasks:` and a list of tasks")
    }
    reportNotUnderstood()
    var spec = PipelineSpec(tasks: tasks, meta: meta, functions: functions, head: head)
    spec.freshness = FreshnessSpec(root)
    return spec
  }

  private static let topLevelKeys = [
    "meta", "config", "clients", "tasks", "serializer", "unserializer", "executor", "on_finish",
    "on_render", "on_failure", "location",
  ]

  private mutating func topLevel(_ entry: Node.Entry) {
    guard let key = text(ofKey: entry, in: "the specification") else { return }
    switch key {
    case "meta", "tasks": break
    case "clients": clients(entry.value)
    case "location":
      noteNotUnderstood(
        "'location': the function that it names makes the tasks, which cannot be decided statically",
        entry.key.range)
    case "config", "serializer", "unserializer", "executor", "on_finish", "on_render", "on_failure":
      noteNotUnderstood("'\(key)'", entry.key.range)
    default:
      unknownKey(key, entry.key.range, of: "the specification", known: SpecReader.topLevelKeys)
    }
  }

  /// The findings, without those about parts that could not be read whole: what seems wrong there may
  /// follow from the mistake that is reported anyway. O(findings · ranges).
  package func diagnostics(except unread: [Range<Int>]) -> [Diagnostic] {
    diagnostics.filter { finding in
      let isAboutTheWhole = finding.range.bytes.isEmpty && !unread.isEmpty
      return !isAboutTheWhole && !unread.contains { $0.contains(finding.range.bytes.lowerBound) }
    }
  }

  private mutating func tasks(_ entry: Node.Entry, _ meta: MetaSpec) -> [TaskSpec] {
    guard let elements = entry.value.sequence else {
      report(
        .specShape, entry.value.range, "'tasks' is \(entry.value.kindWords), not a list",
        help: "begin every task with '- '")
      return []
    }
    return elements.flatMap { tasks(from: $0, meta) }
  }

  private mutating func clients(_ node: Node) {
    guard let entries = node.mapping else {
      if case .scalar(let scalar) = node.value, scalar.resolved == .null { return }
      report(
        .specShape, node.range, "'clients' is \(node.kindWords), not a mapping",
        help: "write `clients: {SQLScript: module.function}`")
      return
    }
    let known = TaskClass.allCases.map(\.rawValue) + ProductClass.allCases.map(\.rawValue)
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'clients'") else { continue }
      if !known.contains(key) {
        report(
          .unknownClass, entry.key.range, "'\(key)' is neither a task class nor a product class",
          help: nearest(to: key, among: known).map { "did you mean '\($0)'?" }
            ?? "the classes are \(known.joined(separator: ", "))")
      }
      dottedReference(entry.value, of: "client")
    }
  }

  /// A dotted path, or a mapping that holds one under `dotted_path` beside keyword arguments.
  mutating func dottedReference(_ node: Node, of what: String) {
    if let path = node.string {
      functions.append(DottedReference(path: path, range: node.range))
    } else if node.mapping != nil {
      if let path = node["dotted_path"], let text = path.string {
        functions.append(DottedReference(path: text, range: path.range))
      } else {
        report(
          .specShape, node.range, "the \(what) has no 'dotted_path'",
          help: "name the function: `dotted_path: module.function`")
      }
    } else if case .scalar(let scalar) = node.value, scalar.resolved == .null {
      return
    } else {
      report(
        .specShape, node.range,
        "the \(what) is \(node.kindWords), not the dotted path of a function",
        help: "write `module.function`")
    }
  }

  // MARK: What every section uses

  mutating func report(
    _ kind: DiagnosticKind, _ range: SourceRange, _ message: String, help: String,
    meant: String? = nil, related: [Diagnostic.Related] = [], task: TaskName? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        kind: kind, range: range, message: message, related: related, help: help,
        meant: meant, task: task))
  }

  mutating func unknownKey(
    _ key: String, _ range: SourceRange, of section: String, known: [String], task: TaskName? = nil
  ) {
    let meant = nearest(to: key, among: known)
    let help =
      meant.map { "did you mean '\($0)'?" }
      ?? "the keys are \(known.map { "'\($0)'" }.joined(separator: ", "))"
    report(
      .unknownKey, range, "\(section) has no key '\(key)'", help: help, meant: meant, task: task)
  }

  mutating func noteNotUnderstood(_ what: String, _ range: SourceRange) {
    if let known = notUnderstood[what] {
      notUnderstood[what] = (known.range, known.count + 1)
    } else {
      notUnderstood[what] = (range, 1)
      notUnderstoodOrder.append(what)
    }
  }

  private mutating func reportNotUnderstood() {
    for what in notUnderstoodOrder {
      guard let (range, count) = notUnderstood[what] else { continue }
      let more = count > 1 ? " (\(count) times)" : ""
      report(
        .notUnderstood, range, "not read yet: \(what)\(more)",
        help: "the analysis goes on as if it were not there")
    }
  }

  /// The key's text; a key that is no text is reported.
  mutating func text(ofKey entry: Node.Entry, in section: String) -> String? {
    if case .scalar(let scalar) = entry.key.value { return scalar.text }
    report(
      .specShape, entry.key.range, "a key of \(section) is \(entry.key.kindWords), not a text",
      help: "write a plain word as the key")
    return nil
  }

  /// The entry that counts: the last of its name, as PyYAML has it.
  func last(_ key: String, in entries: [Node.Entry]) -> Node.Entry? {
    entries.last { entry in
      if case .scalar(let scalar) = entry.key.value { scalar.text == key } else { false }
    }
  }
}

/// Of the elements with one key the last, as in a Python dictionary; in their order. O(n).
func lastOfEach<Element>(_ elements: [Element], _ key: (Element) -> String) -> [Element] {
  var keys: Set<String> = []
  return elements.reversed().filter { keys.insert(key($0)).inserted }.reversed()
}
