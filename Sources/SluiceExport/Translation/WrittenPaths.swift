import SluiceCore

/// What stands at paths of a spec, as Argo, Kubernetes and a map name them.
struct WrittenPaths {
  /// What is found at a path.
  enum Part: Hashable {
    /// Position among the map's nodes.
    case node(Int)
    /// Position among the map's templates.
    case template(Int)
    /// Position among the map's settings.
    case setting(Int)
  }

  private let map: SourceMap
  private var parts: [String: Part] = [:]
  private var templates: [String: Int] = [:]
  /// By the template's name, a blank, and the task's.
  private var tasks: [String: Int] = [:]

  init(_ map: SourceMap) {
    self.map = map
    for (position, setting) in map.settings.enumerated() {
      parts[WrittenPaths.short(setting.path)] = .setting(position)
    }
    for (position, template) in map.templates.enumerated() {
      parts[WrittenPaths.short(template.path)] = .template(position)
      templates[template.name] = position
    }
    let names = Dictionary(
      map.templates.map { (WrittenPaths.short($0.path), $0.name) }, uniquingKeysWith: { $1 })
    for (position, node) in map.nodes.enumerated() {
      let path = WrittenPaths.short(node.path)
      // A template that several tasks run as a sub-DAG has its tasks once for each.
      if parts[path] == nil { parts[path] = .node(position) }
      guard let end = path.range(ofLast: ".dag.tasks["),
        let template = names[String(path[..<end])]
      else { continue }
      let name = node.node.split(separator: ".").last.map(String.init) ?? ""
      let key = "\(template) \(name)"
      if tasks[key] == nil { tasks[key] = position }
    }
  }

  /// The parts that a path leads to, the innermost of each kind; empty for what is no path of the spec.
  func parts(at text: Substring) -> [Part] {
    if text.hasPrefix("templates."), !text.hasPrefix("templates.[") { return named(text) }
    guard text.contains("[") || text.hasPrefix("spec.") || text.hasPrefix("workflowSpec.") else {
      return []
    }
    var found: [Part] = []
    var path = Substring(WrittenPaths.short(String(text)))
    while !path.isEmpty {
      if let part = parts[String(path)] {
        switch part {
        case .setting: if found.isEmpty { found.append(part) }
        case .node, .template: return found + [part]
        }
      }
      path = path[..<(path.lastIndex { $0 == "." || $0 == "[" } ?? path.startIndex)]
    }
    return found
  }

  /// Argo's own form: `templates.dag.tasks.fit`, `templates.run-task.script`.
  private func named(_ text: Substring) -> [Part] {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1, let template = templates[words[1]] else { return [] }
    if words.count > 3, words[2] == "tasks", let task = tasks["\(words[1]) \(words[3])"] {
      return [.node(task)]
    }
    let inside = words.dropFirst(2).joined(separator: ".")
    guard !inside.isEmpty else { return [.template(template)] }
    let path = WrittenPaths.short(map.templates[template].path) + "." + inside
    return parts(at: Substring("spec." + path))
  }

  /// The innermost part that a line of the written file belongs to.
  func part(atLine line: Int) -> Part? {
    if let node = map.nodes.firstIndex(where: { $0.lines.contains(line) && $0.role != .group }) {
      return .node(node)
    }
    return map.templates.firstIndex { $0.lines.contains(line) }.map(Part.template)
  }

  /// The path from the workflow's spec on: runs of a `CronWorkflow` have it elsewhere than it has.
  private static func short(_ path: String) -> String {
    var rest = Substring(path)
    for front in ["spec.", "workflowSpec."] where rest.hasPrefix(front) {
      rest = rest.dropFirst(front.count)
    }
    return String(rest)
  }
}

extension String {
  /// The place of the last `text`; `nil` without one.
  fileprivate func range(ofLast text: String) -> String.Index? {
    var index = endIndex
    while index > startIndex {
      index = self.index(before: index)
      if self[index...].hasPrefix(text) { return index }
    }
    return nil
  }
}
