package import SluiceCore
import SluiceScan
package import SluiceYAML

/// Reads `pipeline.yaml` from its node tree; collects what is wrong and goes on with the rest.
package struct SpecReader {
  /// In the order in which they were met.
  package private(set) var diagnostics: [Diagnostic] = []
  let file: Int
  /// The root's absolute path, to know absolute paths that lie inside; `nil` for a folder in memory.
  let root: String?
  var functions: [DottedReference] = []
  /// The classes that `clients` names a function for.
  var clientClasses: Set<String> = []
  /// What `params.resources_` names.
  var resourceFiles: [ResourceReference] = []
  /// The folder of the imported list that is being read; `nil` while the specification itself is.
  var importedFolder: String?
  /// No more tasks are kept.
  var taskLimit = Limit.tasks.value
  /// How many tasks the grids have made so far.
  var gridTaskCount = 0
  /// The texts with `[[…]]`, each parsed once.
  var gridTemplates: [String: JinjaTemplate] = [:]
  /// Keys that are Ploomber's, and not read yet: where each stands first, and how often it comes.
  private var notUnderstood: [String: (range: SourceRange, count: Int)] = [:]
  private var notUnderstoodOrder: [String] = []

  /// `file` is the specification's position in the `SourceStore`; `root` is the project's absolute
  /// path, `nil` for a folder in memory.
  package init(file: Int, root: String?) {
    self.file = file
    self.root = root
  }

  /// The specification, as far as it can be understood, with the tasks of the list that it imports.
  package mutating func specification(
    _ root: Node?, imported: ImportedTasks? = nil
  ) -> PipelineSpec {
    let start = SourceRange(file: file, bytes: 0..<0)
    guard let root = root?.cast() else {
      report(.specShape, start, "the specification is empty", help: "add the key 'tasks'")
      return PipelineSpec(tasks: [], meta: MetaSpec(), functions: [], head: start)
    }
    var meta = MetaSpec()
    var tasks: [TaskSpec] = []
    var serializer: SourceRange?
    var head = SourceRange(
      file: file, bytes: root.range.bytes.lowerBound..<root.range.bytes.lowerBound)
    switch root.value {
    case .sequence(let elements):
      tasks = elements.flatMap { self.tasks(from: $0, meta) }
    case .mapping(let entries):
      if let entry = last("meta", in: entries) { meta = self.meta(entry.value) }
      for entry in entries { topLevel(entry, entries) }
      serializer = last("serializer", in: entries)?.key.range
      if let entry = last("tasks", in: entries) {
        head = entry.key.range
        tasks = self.tasks(entry, meta, isImporting: imported != nil)
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
    if let imported { tasks += self.tasks(imported, meta) }
    reportNotUnderstood()
    tasks = keptTasks(tasks)
    var spec = PipelineSpec(tasks: tasks, meta: meta, functions: functions, head: head)
    spec.clients = clientClasses
    spec.serializer = serializer
    spec.resources = resourceFiles
    spec.freshness = FreshnessSpec(root)
    return spec
  }

  /// The findings, without those about parts that could not be read whole: what seems wrong there may
  /// follow from the mistake that is reported anyway. O(findings · ranges).
  package func diagnostics(except unread: [SourceRange]) -> [Diagnostic] {
    diagnostics.filter { finding in
      let parts = unread.filter { $0.file == finding.range.file }
      let isAboutTheWhole = finding.range.bytes.isEmpty && !parts.isEmpty
      return !isAboutTheWhole
        && !parts.contains { $0.bytes.contains(finding.range.bytes.lowerBound) }
    }
  }

  private mutating func tasks(
    _ entry: Node.Entry, _ meta: MetaSpec, isImporting: Bool
  ) -> [TaskSpec] {
    guard let elements = entry.value.sequence else {
      // Python goes over what is empty as over a list, but cannot append to it.
      if !isImporting, entry.value.string == "" || entry.value.mapping?.isEmpty ?? false {
        return []
      }
      report(
        .specShape, entry.value.range, "'tasks' is \(entry.value.kindWords), not a list",
        help: "begin every task with '- '")
      return []
    }
    var tasks: [TaskSpec] = []
    tasks.reserveCapacity(elements.count)
    for element in elements { tasks += self.tasks(from: element, meta) }
    return tasks
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

  /// A key of a section that has none of this name. A near one is only meant where it does not stand
  /// there, too.
  mutating func unknownKey(
    _ entry: Node.Entry, among entries: [Node.Entry], of section: String, known: [String],
    choices: String? = nil, task: TaskName? = nil
  ) {
    let key = entry.key.text
    let meant = nearest(to: key, among: known)
    let isFree = !entries.contains { $0.key.string == meant }
    let help =
      meant.map { "did you mean '\($0)'?" } ?? choices
      ?? "the keys are \(known.map { "'\($0)'" }.joined(separator: ", "))"
    report(
      .unknownKey, entry.key.range, "\(section) has no key '\(key)'", help: help,
      meant: isFree ? meant : nil, task: task)
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
package func lastOfEach<Element>(_ elements: [Element], _ key: (Element) -> String) -> [Element] {
  var keys: Set<String> = []
  return elements.reversed().filter { keys.insert(key($0)).inserted }.reversed()
}
