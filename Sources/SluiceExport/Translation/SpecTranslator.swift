import SluiceCore

/// Finds in Argo's words the tasks and settings that they speak of.
package struct SpecTranslator {
  /// What a line speaks of.
  package struct Reference: Hashable, Sendable {
    /// As it stands in the line.
    package var text: String
    /// The node that it is, or is about; `nil` for what is no node.
    package var node: SourceMap.Node?
    /// Where to look in the project.
    package var origin: SourceMap.Origin?
    /// Where and what, for people. It may hold any text of the project, on one line.
    package var words: String
  }

  private let map: SourceMap
  private let paths: WrittenPaths
  private var names: NodeNames
  /// Positions of nodes by their names in the DAG, where only one has it.
  private let alone: [String: Int]
  private var workflows: Set<String>

  /// Paths are taken for those of the map's object.
  private let readsPaths: Bool

  /// Of maps of a file's objects, in its order: those that know best what a name means come first. What
  /// a path means is asked of the file's last object, which starts the run.
  package static func translators(
    of maps: [SourceMap], workflows: [String] = []
  ) -> [SpecTranslator] {
    var translators: [(length: Int, translator: SpecTranslator)] = []
    for (place, map) in maps.enumerated() {
      let isLast = place + 1 == maps.count || maps[place + 1].spec != map.spec
      translators.append(
        (map.name.utf8.count, SpecTranslator(map, workflows: workflows, readsPaths: isLast)))
    }
    return translators.sorted { $0.length > $1.length }.map(\.translator)
  }

  /// `workflows` are names of runs that begin in another way than the map's object says.
  package init(_ map: SourceMap, workflows: [String] = [], readsPaths: Bool = true) {
    self.map = map
    self.readsPaths = readsPaths
    paths = WrittenPaths(map)
    names = NodeNames(map)
    self.workflows = Set(workflows)
    var alone: [String: Int?] = [:]
    for (position, node) in map.nodes.enumerated() {
      let name = String(node.node.split(separator: ".").last ?? "")
      alone[name] = alone[name] == nil ? position : .some(nil)
    }
    self.alone = alone.compactMapValues { $0 }
  }

  /// What the line speaks of, in its order, each once, at most eight. Takes time for the line's length.
  package mutating func references(in line: String) -> [Reference] {
    var found: [Reference] = []
    let words = lineWords(line)
    for (number, word) in words.enumerated() {
      for reference in references(of: word, behind: number > 0 ? words[number - 1] : nil, in: line)
      {
        let isKnown = found.contains { $0.words == reference.words }
        if !isKnown { found.append(reference) }
      }
      if found.count >= 8 { break }
    }
    return found
  }

  private mutating func references(
    of word: LineWord, behind last: LineWord?, in line: String
  ) -> [Reference] {
    let text = word.text
    if readsPaths, let number = word.lineNumber(of: map.spec, behind: last),
      let part = paths.part(atLine: number)
    {
      return [reference("\(map.spec):\(number)", part)]
    }
    if text.contains(".") || text.contains("[") {
      let parts = readsPaths ? paths.parts(at: text) : []
      if !parts.isEmpty { return parts.map { reference(String(text), $0) } }
      if let match = node(text) { return [reference(String(text), match)] }
    }
    if text.contains("-"), let last = text.utf8.last, (0x30...0x39).contains(last) {
      let (map, known) = (map, workflows)
      let pod = names.pod(text) { (name: Substring) -> Bool in isRun(name, of: map, known) }
      if let (match, workflow) = pod {
        // Its other nodes are known by their names, then.
        if workflows.count < 64 { workflows.insert(workflow) }
        return [reference(String(text), match)]
      }
    }
    guard word.isName(behind: last) else { return [] }
    if let match = names.node(at: text) { return [reference(String(text), match)] }
    if let position = alone[String(text)] {
      return [reference(String(text), NodeNames.Match(node: position))]
    }
    guard last?.text == "template",
      let template = map.templates.firstIndex(where: { $0.name == text })
    else { return [] }
    return [reference(String(text), .template(template))]
  }

  /// The node that `WORKFLOW.PATH` names. A workflow's name may hold dots, too.
  private func node(_ text: Substring) -> NodeNames.Match? {
    var index = text.startIndex
    while let dot = text[index...].firstIndex(of: ".") {
      index = text.index(after: dot)
      guard isRun(text[..<dot], of: map, workflows) else { continue }
      if let match = names.node(at: text[index...]) { return match }
    }
    return nil
  }

  // MARK: Words

  private func reference(_ text: String, _ match: NodeNames.Match) -> Reference {
    let node = map.nodes[match.node]
    return Reference(
      text: text, node: node, origin: node.declared, words: words(node, attempt: match.attempt))
  }

  private func reference(_ text: String, _ part: WrittenPaths.Part) -> Reference {
    switch part {
    case .node(let position): return reference(text, NodeNames.Match(node: position))
    case .setting(let position):
      let setting = map.settings[position]
      return Reference(
        text: text, node: nil, origin: setting.origin,
        words: "\(setting.origin.words) key '\(setting.key)'")
    case .template(let position):
      let template = map.templates[position]
      let users = map.nodes.filter { $0.template == template.name && $0.role == .task }
      let first = users.first?.declared
      let tasks =
        users.isEmpty ? "" : ", which runs \(enumerated(users.map(\.name)))"
      return Reference(
        text: text, node: nil, origin: users.count == 1 ? first : nil,
        words: (users.count == 1 ? first.map { $0.words + " " } ?? "" : "")
          + "template '\(template.name)'\(tasks)")
    }
  }

  private func words(_ node: SourceMap.Node, attempt: Int?) -> String {
    var words = node.declared.map { $0.words + " " } ?? ""
    switch node.role {
    case .task: words += "task '\(node.name)'"
    case .operation: words += "operation '\(node.name)'"
    case .group:
      let inside = map.nodes.filter { $0.role == .task && $0.node.hasPrefix(node.node + ".") }
      words += "sub-DAG '\(node.name)' of \(enumerated(inside.map(\.name)))"
    }
    if let source = node.source { words += " (\(source))" }
    if let attempt, attempt > 0 { words += ", attempt \(attempt + 1)" }
    return words
  }
}

/// `'a', 'b', 'c' and 4 more`
private func enumerated(_ names: [String]) -> String {
  let first = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
  return first + (names.count > 3 ? " and \(names.count - 3) more" : "")
}

/// Whether a run of the map's object may be named so.
private func isRun(_ name: Substring, of map: SourceMap, _ workflows: Set<String>) -> Bool {
  if workflows.contains(String(name)) { return true }
  guard !map.name.isEmpty, name.hasPrefix(map.name) else { return false }
  let rest = name.dropFirst(map.name.count)
  return map.name.hasSuffix("-") ? !rest.isEmpty : rest.isEmpty || rest.hasPrefix("-")
}
