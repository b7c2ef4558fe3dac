import SluiceCore
import SluiceYAML

extension SpecReader {
  /// A key at the top, `meta` and `tasks` excepted.
  mutating func topLevel(_ entry: Node.Entry, _ all: [Node.Entry]) {
    guard let key = text(ofKey: entry, in: "the specification") else { return }
    switch key {
    case "meta", "tasks": break
    case "clients": clients(entry.value)
    case "config": configuration(entry.value)
    case "executor": executor(entry.value)
    case "serializer": dottedReference(entry.value, .converter("serializer", count: 2))
    case "unserializer": dottedReference(entry.value, .converter("unserializer", count: 1))
    case "on_render": dottedReference(entry.value, pipelineHook(key, given: []))
    case "on_finish": dottedReference(entry.value, pipelineHook(key, given: ["report"]))
    case "on_failure": dottedReference(entry.value, pipelineHook(key, given: ["traceback"]))
    case "location": location(entry, all)
    default:
      unknownKey(entry, among: all, of: "the specification", known: SpecKeys.top)
    }
  }

  private func pipelineHook(_ key: String, given more: [String]) -> DottedReference.Role {
    .hook(key, of: "pipeline", given: ["dag"] + more)
  }

  private mutating func location(_ entry: Node.Entry, _ all: [Node.Entry]) {
    for other in all where other.key.string != "location" {
      report(
        .conflictingKeys, other.key.range, "'\(other.key.text)' stands beside 'location'",
        help: "'location' names a function that makes the whole pipeline: take one of them out",
        related: [.init(range: entry.key.range, message: "'location' is here")])
    }
    guard entry.value.string != nil else {
      report(
        .specShape, entry.value.range,
        "'location' is \(entry.value.kindWords), not the dotted path of a function",
        help: "write `location: module.function`")
      return
    }
    if dottedReference(entry.value, .maker("location")) {
      report(
        .tasksOfFunction, entry.value.range,
        "'\(entry.value.text)' makes the pipeline when Ploomber runs: its tasks cannot be decided "
          + "statically", help: "declare the tasks under 'tasks' to have them checked and exported")
    }
  }

  private mutating func clients(_ node: Node) {
    guard let entries = node.mapping else {
      // Ploomber asks only whether there is something in it.
      guard node.isTruthy else { return }
      report(
        .specShape, node.range, "'clients' is \(node.kindWords), not a mapping",
        help: "write `clients: {SQLScript: module.function}`")
      return
    }
    let known = TaskClass.allCases.map(\.rawValue) + ProductClass.allCases.map(\.rawValue)
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'clients'"), !entry.value.isNull else { continue }
      if !known.contains(key), key != "Task", key != "Product" {
        report(
          .unknownClass, entry.key.range, "'\(key)' is neither a task class nor a product class",
          help: nearest(to: key, among: known).map { "did you mean '\($0)'?" }
            ?? "the classes are \(known.joined(separator: ", "))")
      }
      dottedReference(entry.value, .maker("client"))
      clientClasses.insert(key)
    }
  }

  private mutating func configuration(_ node: Node) {
    guard let entries = node.mapping else {
      report(
        .specShape, node.range, "'config' is \(node.kindWords), not a mapping",
        help: "write `config: {outdated_by_code: true}`, or take it out")
      return
    }
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'config'") else { continue }
      switch key {
      case "outdated_by_code", "cache_rendered_status", "hot_reload":
        guard !entry.value.isPythonFlag else { continue }
        report(
          .keyValue, entry.value.range,
          "'\(key)' is \(entry.value.kindWords), neither true nor false",
          help: "write `\(key): true` or `\(key): false`")
      // Whatever stands here is taken as it is.
      case "logging_factory", "differ": break
      default: unknownKey(entry, among: entries, of: "'config'", known: SpecKeys.config)
      }
    }
  }

  private mutating func executor(_ node: Node) {
    if node.string == "serial" || node.string == "parallel" { return }
    if node.mapping != nil {
      dottedReference(node, .maker("executor"))
      return
    }
    let text = node.string ?? ""
    let near = nearest(to: text, among: ["serial", "parallel"])
    report(
      .keyValue, node.range,
      "the executor is \(text.isEmpty ? node.kindWords : "'\(text)'"), neither 'serial' nor 'parallel'",
      help: near.map { "did you mean '\($0)'?" }
        ?? (text.contains(".")
          ? "write a dotted path as `executor: {dotted_path: \(text)}`"
          : "write `serial`, `parallel`, or `{dotted_path: module.function}`"))
  }
}

extension Node {
  /// Whether Python counts the value among `{True, False}`: 0 and 1 are in it too.
  var isPythonFlag: Bool {
    switch scalar?.resolved {
    case .bool: true
    case .int(let digits): digits == "0" || digits == "1"
    case .float(let value): value == 0 || value == 1
    case .null, .timestamp, .string, nil: false
    }
  }
}
