import SluiceCore

extension Findings {
  /// The findings of several projects as one report shows them. `roots` are their absolute folders;
  /// all paths become those that are seen from `base`, an absolute folder.
  ///
  /// What two projects find in a file that both read is one finding: its tasks are then named
  /// `project:task`. A comment that hides something in one of them is not called unused for the other.
  package init(joining analyses: [Analysis], roots: [String], base: String) {
    self.init(
      sources: SourceStore(), diagnostics: [], hidden: [], entries: [], taskCount: 0,
      sourceCount: 0)
    var shown = Joint()
    var silent = Joint()
    var causes: [Suppressions.Hidden] = []
    for (number, (analysis, root)) in zip(analyses, roots).enumerated() {
      let way = Path.way(from: base, to: root)
      let move = Move(
        files: analysis.sources.files.map { file in
          sources.join(file.named(Move.path(file.path, root: root, base: base)))
        }, root: root, base: base)
      let own = analysis.diagnostics.map(move.finding)
      projects.append(
        Project(
          root: way, entry: Move.path(analysis.entry, root: root, base: base),
          taskCount: analysis.graph.tasks.count, sourceCount: analysis.sourceCount,
          diagnostics: own))
      entries.append(projects[number].entry)
      taskCount += analysis.graph.tasks.count
      sourceCount += analysis.sourceCount
      for finding in own { shown.add(finding, of: number) }
      for hidden in analysis.hidden {
        if silent.add(move.finding(hidden.finding), of: number, at: hidden.range.bytes) {
          causes.append(move.hidden(hidden))
        }
      }
    }
    // A comment is used where one project needs it.
    let used = Set(causes.filter { $0.cause == .source }.map(\.range))
    shown.remove { finding in
      finding.kind.code == SuppressionKinds.unusedSuppression.code
        && used.contains { $0.file == finding.range.file && $0.holds(finding.range) }
    }
    let order = shown.findings.reportOrder(sources)
    let named = shown.named(by: projects.map(\.root))
    diagnostics = order.map { named[$0] }
    owners = order.map { shown.owners[$0] }
    let silence = silent.findings.reportOrder(sources)
    hidden = silence.map { causes[$0] }
    hiddenOwners = silence.map { silent.owners[$0] }
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    bytes.lowerBound <= other.bytes.lowerBound && other.bytes.upperBound <= bytes.upperBound
  }
}

/// Findings of several projects, equal ones together.
private struct Joint {
  private struct Identity: Hashable {
    var code: String
    var range: SourceRange
    var message: String
    var cause: Range<Int>?
  }

  private(set) var findings: [Diagnostic] = []
  private(set) var owners: [[Int]] = []
  /// For each finding the tasks that it blocks in each of its projects.
  private var blocks: [[[TaskName]]] = []
  private var positions: [Identity: Int] = [:]

  /// Whether it is a new one.
  @discardableResult
  mutating func add(_ finding: Diagnostic, of project: Int, at cause: Range<Int>? = nil) -> Bool {
    let identity = Identity(
      code: finding.kind.code, range: finding.range, message: finding.message, cause: cause)
    if let known = positions[identity], owners[known].last != project {
      owners[known].append(project)
      blocks[known].append(finding.blocks)
      return false
    }
    positions[identity] = findings.count
    findings.append(finding)
    owners.append([project])
    blocks.append([finding.blocks])
    return true
  }

  mutating func remove(where isUnwanted: (Diagnostic) -> Bool) {
    let kept = findings.indices.filter { !isUnwanted(findings[$0]) }
    findings = kept.map { findings[$0] }
    owners = kept.map { owners[$0] }
    blocks = kept.map { blocks[$0] }
    positions = [:]
  }

  /// The findings; where several projects have one, its tasks say which project they are of.
  func named(by names: [String]) -> [Diagnostic] {
    findings.indices.map { position in
      var finding = findings[position]
      guard owners[position].count > 1 else { return finding }
      finding.task = nil
      finding.blocks = zip(owners[position], blocks[position]).flatMap { project, tasks in
        tasks.map { TaskName("\(names[project]):\($0.text)") }
      }
      return finding
    }
  }
}

/// From one project's paths and positions to those of all.
private struct Move {
  /// For each file of the project its position among all.
  var files: [Int]
  var root: String
  var base: String

  static func path(_ path: String, root: String, base: String) -> String {
    path.hasPrefix("/") && Path.relative(path, to: base) == path
      ? path : Path.way(from: base, to: Path.joined(root, path))
  }

  func range(_ range: SourceRange) -> SourceRange {
    SourceRange(file: files[range.file], bytes: range.bytes)
  }

  func finding(_ finding: Diagnostic) -> Diagnostic {
    var moved = finding
    moved.range = range(finding.range)
    moved.related = finding.related.map {
      Diagnostic.Related(range: range($0.range), message: $0.message)
    }
    moved.fix?.changes = (finding.fix?.changes ?? []).map { change in
      switch change {
      case .replace(let place, let text): .replace(range(place), with: text)
      case .rename(let from, let to):
        .rename(
          from: Move.path(from, root: root, base: base), to: Move.path(to, root: root, base: base))
      }
    }
    return moved
  }

  func hidden(_ hidden: Suppressions.Hidden) -> Suppressions.Hidden {
    Suppressions.Hidden(
      finding: finding(hidden.finding), cause: hidden.cause, range: range(hidden.range),
      reason: hidden.reason)
  }
}
