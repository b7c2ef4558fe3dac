import SluiceCore
import SluiceYAML

/// The tasks of two workflows, matched by their names in the pipeline.
struct TaskComparison {
  private let old: Tasks
  private let new: Tasks
  /// Names of old tasks that are new tasks' by now.
  private let renamed: [String: String]
  /// Names of old templates that run the same tasks as one that was not there.
  let renamedTemplates: [String: String]

  init(_ old: WrittenWorkflow, _ new: WrittenWorkflow) {
    self.old = Tasks(old)
    self.new = Tasks(new)
    renamed = self.old.renamed(in: self.new)
    renamedTemplates = self.old.renamedTemplates(in: self.new, tasks: renamed)
  }

  var changes: [SpecChange] {
    let names = Set(renamed.values)
    var tasks = old.names.filter { new[$0] == nil && renamed[$0] == nil }.map {
      "the task '\($0)' is gone"
    }
    tasks += old.names.compactMap { name in
      renamed[name].map { "the task '\(name)' is '\($0)' now" }
    }
    tasks += new.names.filter { old[$0] == nil && !names.contains($0) }.map {
      "the task '\($0)' is new"
    }
    var edges: [String] = []
    var pods: [String] = []
    let isDividedAlike = old.groups(of: new.names) == new.groups(of: old.names)
    for name in old.names {
      guard let other = new[renamed[name] ?? name], let task = old[name] else { continue }
      let shown = renamed[name] ?? name
      edges += edgeWords(shown, from: task, to: other, isDividedAlike)
      pods += podWords(shown, from: task, to: other)
    }
    if !isDividedAlike {
      let counts = "\(counted(old.groupCount, "sub-DAG")) → \(new.groupCount)"
      edges.append("the tasks are divided in another way: \(counts)")
    } else {
      edges += groupEdgeWords()
    }
    pods = withFewNames(pods)
    return tasks.map { SpecChange(subject: .task, words: $0) }
      + edges.map { SpecChange(subject: .edge, words: $0) }
      + pods.map { SpecChange(subject: .pod, words: $0) }
  }

  private static let nameWords = "' has another name in the DAG: "

  /// Where tasks have numbers for names, one new task renames many.
  private func withFewNames(_ words: [String]) -> [String] {
    let count = words.count { $0.contains(TaskComparison.nameWords) }
    if count <= 3 { return words }
    return ["\(count) tasks have other names in the DAG"]
      + words.filter { !$0.contains(TaskComparison.nameWords) }
  }

  /// Where the tasks are divided in another way, only of tasks that are in one DAG before and after it
  /// can be told whether one waits for the other.
  private func edgeWords(
    _ name: String, from old: Tasks.Entry, to new: Tasks.Entry, _ isDividedAlike: Bool
  ) -> [String] {
    var before = Set(old.upstream.map { renamed[$0] ?? $0 })
    var after = Set(new.upstream)
    if !isDividedAlike {
      before = before.filter { self.new[$0]?.group == new.group }
      after = after.filter { self.old[$0]?.group == old.group }
    }
    if before == after, renamed.isEmpty, old.condition != new.condition {
      let all = "all that it names"
      return ["'\(name)' waits in another way: \(old.condition ?? all) → \(new.condition ?? all)"]
    }
    return after.subtracting(before).sorted().map { "'\(name)' waits for '\($0)', too" }
      + before.subtracting(after).sorted()
      // That a task is gone has been said.
      .filter { self.new[$0] != nil }.map { "'\(name)' waits for '\($0)' no more" }
  }

  private func groupEdgeWords() -> [String] {
    let before = old.groupUpstream
    let after = new.groupUpstream
    return Set(before.keys).union(after.keys).sorted().flatMap { name -> [String] in
      let old = before[name] ?? []
      let new = after[name] ?? []
      return new.subtracting(old).sorted().map { "the sub-DAG '\(name)' waits for '\($0)', too" }
        + old.subtracting(new).sorted().map { "the sub-DAG '\(name)' waits for '\($0)' no more" }
    }
  }

  private func podWords(_ name: String, from old: Tasks.Entry, to new: Tasks.Entry) -> [String] {
    valueChanges(old.rest, new.rest).compactMap { change in
      switch change.path {
      case ["template"] where renamedTemplates[shortText(change.old) ?? ""] == shortText(change.new):
        nil
      case ["template"]: "'\(name)' runs in another template: \(change.words)"
      case ["name"]: "'\(name)" + TaskComparison.nameWords + change.words
      default: "'\(name)': \(change.path.joined(separator: ".")) \(change.words)"
      }
    }
  }
}

/// The tasks of one workflow, by their names in the pipeline.
private struct Tasks {
  struct Entry {
    /// Names in the pipeline of what it waits for in its DAG; sub-DAGs by their own.
    var upstream: [String]
    /// The expression that says how it waits; `nil` for a plain list.
    var condition: String?
    /// The sub-DAG's place among the nodes; empty in the outermost DAG.
    var group: String
    /// What else the DAG says of the task.
    var rest: YAMLValue?
  }

  /// In written order.
  private(set) var names: [String] = []
  private(set) var groupCount = 0
  /// What each sub-DAG waits for.
  private(set) var groupUpstream: [String: Set<String>] = [:]
  private var entries: [String: Entry] = [:]

  init(_ workflow: WrittenWorkflow) {
    // Of each DAG what its names mean.
    var scopes: [Int?: [String: String]] = [:]
    for task in workflow.tasks {
      scopes[task.parent, default: [:]][task.name] = task.isGroup ? task.nodePath : task.shownName
    }
    for task in workflow.tasks {
      let scope = scopes[task.parent] ?? [:]
      let upstream = task.dependencies.map { scope[$0] ?? $0 }
      if task.isGroup {
        groupCount += 1
        groupUpstream[task.nodePath] = Set(upstream)
        continue
      }
      guard entries[task.shownName] == nil else { continue }
      names.append(task.shownName)
      entries[task.shownName] = Entry(
        upstream: upstream, condition: task.node["depends"]?.text,
        group: task.parent.map { workflow.tasks[$0].nodePath } ?? "",
        rest: Tasks.rest(of: task))
    }
  }

  subscript(name: String) -> Entry? { entries[name] }

  /// Of those of the tasks that there are the sub-DAGs that they are in.
  func groups(of others: [String]) -> [String: String] {
    var groups: [String: String] = [:]
    for name in others { groups[name] = entries[name]?.group }
    return groups
  }

  /// Tasks that are not in `other`, where one is that is not here and is like it in all but its name.
  func renamed(in other: Tasks) -> [String: String] {
    let gone = names.filter { other[$0] == nil }
    let come = other.names.filter { self[$0] == nil }
    guard !gone.isEmpty, !come.isEmpty, gone.count <= 200, come.count <= 200 else { return [:] }
    let before = Dictionary(grouping: gone) { likeness($0) }
    let after = Dictionary(grouping: come) { other.likeness($0) }
    var renamed: [String: String] = [:]
    for (likeness, old) in before {
      // Alone it says nothing: then two tasks are only both small.
      guard !likeness.isAlone, old.count == 1, let new = after[likeness], new.count == 1 else {
        continue
      }
      renamed[old[0]] = new[0]
    }
    return renamed
  }

  /// Templates that no task of `other` has, where one that no task here has runs the same tasks.
  func renamedTemplates(in other: Tasks, tasks: [String: String]) -> [String: String] {
    let before = users.mapValues { Set($0.map { tasks[$0] ?? $0 }) }
    let after = other.users.mapValues { Set($0) }
    var places: [Set<String>: String] = [:]
    for (template, users) in after where before[template] == nil { places[users] = template }
    return before.filter { after[$0.key] == nil }.compactMapValues { places[$0] }
  }

  /// The tasks that each template runs.
  private var users: [String: [String]] {
    Dictionary(grouping: names) { entries[$0]?.rest?["template"].flatMap(shortText) ?? "" }
  }

  private struct Likeness: Hashable {
    var upstream: Set<String>
    var downstream: Set<String>

    var isAlone: Bool { upstream.isEmpty && downstream.isEmpty }
  }

  private func likeness(_ name: String) -> Likeness {
    let entry = entries[name]
    return Likeness(
      upstream: Set(entry?.upstream ?? []),
      downstream: Set(names.filter { entries[$0]?.upstream.contains(name) ?? false }))
  }

  /// The task's fields without its name in the pipeline, which it is known by, and what it waits for.
  /// A name that only follows from that one says nothing either.
  private static func rest(of task: WrittenTask) -> YAMLValue? {
    guard case .mapping(let fields)? = meaning(task.node, ["spec", "templates", "dag", "tasks"])
    else { return nil }
    return .mapping(
      fields.compactMap { field in
        switch field.key {
        case "dependencies", "depends": return nil
        case "name": return task.name == argoName(task.shownName) ? nil : field
        case "arguments":
          var arguments = field
          arguments.value = withoutName(field.value)
          return arguments
        default: return field
        }
      })
  }

  private static func withoutName(_ arguments: YAMLValue) -> YAMLValue {
    guard case .mapping(var fields) = arguments,
      let place = fields.firstIndex(where: { $0.key == "parameters" }),
      case .sequence(let parameters) = fields[place].value
    else { return arguments }
    fields[place].value = .sequence(
      parameters.filter { parameter in
        !ArgoSpec.taskParameters.contains { parameter["name"] == .string($0) }
      })
    return .mapping(fields)
  }
}
