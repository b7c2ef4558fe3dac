import SluiceYAML

/// What two workflows ask for differently.
struct WorkflowComparison {
  private let old: WrittenWorkflow
  private let new: WrittenWorkflow

  init(_ old: WrittenWorkflow, _ new: WrittenWorkflow) {
    self.old = old
    self.new = new
  }

  /// First tasks, then edges, pods and the run.
  var changes: [SpecChange] {
    let tasks = TaskComparison(old, new)
    return tasks.changes + podChanges(tasks.renamedTemplates) + runChanges
  }

  // MARK: Pods

  /// The same change of several templates is said once. `renamed` are names of old templates that are
  /// new templates' by now.
  private func podChanges(_ renamed: [String: String]) -> [SpecChange] {
    let before = podTemplates(old)
    let after = podTemplates(new)
    let known = Dictionary(
      before.map { (renamed[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { $1 })
    let names = Set(after.map(\.key))
    var words: [String] = []
    for template in before where !names.contains(renamed[template.key] ?? template.key) {
      words.append("the template '\(template.key)' is gone")
    }
    for template in before {
      if let name = renamed[template.key] {
        words.append("the template '\(template.key)' is '\(name)' now")
      }
    }
    words += after.filter { known[$0.key] == nil }.map { "the template '\($0.key)' is new" }
    var changes: [String] = []
    var holders: [String: [String]] = [:]
    for template in after {
      guard let other = known[template.key] else { continue }
      for change in podWords(valueChanges(other, template.value)) {
        if holders[change] == nil { changes.append(change) }
        holders[change, default: []].append(template.key)
      }
    }
    let shared = after.count { known[$0.key] != nil }
    words += changes.map { whose(holders[$0] ?? [], of: shared) + ": " + $0 }
    return words.map { SpecChange(subject: .pod, words: $0) }
  }

  private func whose(_ templates: [String], of count: Int) -> String {
    if templates.count == count, count > 1 { return "all pods" }
    let names = templates.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let rest = templates.count > 3 ? " and \(templates.count - 3) more" : ""
    return "the pods of \(names)\(rest)"
  }

  private func podTemplates(_ workflow: WrittenWorkflow) -> [YAMLEntry] {
    workflow.templates.filter { $0.tasks == nil }.compactMap { template in
      guard case .mapping(let fields)? = meaning(template.node, ["spec", "templates"]) else {
        return nil
      }
      return YAMLEntry(template.name, .mapping(fields.filter { $0.key != "name" }))
    }
  }

  // MARK: The run

  private var runChanges: [SpecChange] {
    var words: [String] = []
    if inlineVersion(old.node) != inlineVersion(new.node) {
      words.append("the source in the spec is another version")
    }
    words += valueChanges(rest(of: old), rest(of: new)).map { change in
      runWords(change.path) + " " + change.words
    }
    return words.map { SpecChange(subject: .run, words: $0) }
  }

  /// The object without its pods and tasks, of every kind in the same form.
  private func rest(of workflow: WrittenWorkflow) -> YAMLValue? {
    guard case .mapping(var whole)? = meaning(workflow.node, []) else { return nil }
    var fields: [YAMLEntry] = []
    for place in whole.indices {
      switch whole[place].key {
      case "metadata":
        whole[place].value = whole[place].value.renaming("generateName", to: "name")
      case "spec":
        if case .mapping(let spec) = whole[place].value { fields = spec }
      default: break
      }
    }
    whole.removeAll { $0.key == "spec" }
    if let inner = fields.firstIndex(where: { $0.key == "workflowSpec" }),
      workflow.specPath.count > 1, case .mapping(let spec) = fields.remove(at: inner).value
    {
      fields += spec
    }
    fields.removeAll { $0.key == "templates" }
    // What else the outermost DAG says, such as `failFast`; which others there are is told by the tasks.
    let entry = workflow.spec?["entrypoint"]?.text
    let dag = workflow.templates.first { $0.name == entry && $0.tasks != nil }
    if case .mapping(let said)? = dag.flatMap({ meaning($0.node, ["spec", "templates"]) }) {
      fields.append(YAMLEntry("the DAG", YAMLValue.mapping(said).without("tasks", in: "dag")))
    }
    return .mapping(whole + [YAMLEntry("spec", .mapping(fields))])
  }
}

extension YAMLValue {
  /// The mapping with another key for one entry.
  fileprivate func renaming(_ key: String, to name: String) -> YAMLValue {
    guard case .mapping(let entries) = self else { return self }
    return .mapping(entries.map { $0.key == key ? YAMLEntry(name, $0.value) : $0 })
  }

  /// The mapping without an entry of the mapping behind `outer`.
  fileprivate func without(_ key: String, in outer: String) -> YAMLValue {
    guard case .mapping(let entries) = self else { return self }
    return .mapping(
      entries.map { entry in
        guard entry.key == outer, case .mapping(let inner) = entry.value else { return entry }
        return YAMLEntry(outer, .mapping(inner.filter { $0.key != key }))
      })
  }
}
