import SluiceCore
import SluicePipeline

/// What is written in a box, and how large the box is for it.
struct BoxText {
  /// The name, shortened to what the box holds.
  private(set) var name: String
  /// Kind and source, shortened.
  private(set) var detail: String
  /// Everything in full, in lines: shown by whoever points at the box.
  private(set) var tooltip: String
  private(set) var errors = 0
  private(set) var warnings = 0
  /// The state of all tasks where they share it, else the worst; `nil` where there is nothing to tell.
  private(set) var state: DrawnState?
  /// `nil` for what is no task.
  private(set) var kind: DrawnKind?
  private(set) var size: LayoutSize

  /// In pixels: what a letter of the name and of the detail takes at most.
  private static let nameLetter = 7.9
  private static let detailLetter = 6.3
  private static let widths = 128...268
  static let height = 46
  /// A task within an unfolded group.
  static let memberHeight = 34

  init(_ content: DrawnGraph.Content, _ facts: DrawnFacts) {
    let subject = facts.subject
    let full: String
    switch content {
    case .tasks(let group):
      let graph = subject.analysis.graph
      let task = graph.tasks[group.first]
      let kind = DrawnKind(task)
      for position in group.positions {
        errors += facts.counts[position].errors
        warnings += facts.counts[position].warnings
      }
      let ofGroup = group.positions.filter(facts.states.indices.contains).map { facts.states[$0] }
      state = [.outdated, .never, .unknown, .fresh].first(where: ofGroup.contains)
      self.kind = kind
      full = group.title
      let sources = Set(group.positions.map { graph.tasks[$0].source })
      let place = sources.count > 1 ? counted(sources.count, "source") : subject.place(group.first)
      detail = "\(kind.words) · \(place)"
      tooltip = subject.tooltip(group, state: state, errors: errors, warnings: warnings)
    case .unknown(let reader):
      full = "?"
      detail = "only running tells"
      let name = subject.analysis.graph.tasks[reader].name.text
      tooltip = "'\(name)' names its upstream in a way only running it can tell"
    case .missing(let name):
      full = name.text
      detail = "no such task"
      tooltip = "no task is named '\(name.text)'"
    }
    name = full.isEmpty ? "(no name)" : safeText(full)
    detail = safeText(detail)
    let badge = errors + warnings > 0 ? 26.0 : 0
    let wanted = max(
      Double(displayWidth(of: name)) * BoxText.nameLetter + badge,
      Double(displayWidth(of: detail)) * BoxText.detailLetter + (state == nil ? 0 : 20))
    // Upwards to an even number.
    let fitting = (Int(wanted) + 32) & ~1
    let width = min(max(BoxText.widths.lowerBound, fitting), BoxText.widths.upperBound)
    size = LayoutSize(width: width, height: BoxText.height)
    let room = Double(width - 30)
    name = shortened(name, to: Int((room - badge) / BoxText.nameLetter))
    detail = shortened(
      detail, to: Int((room - (state == nil ? 0 : 20)) / BoxText.detailLetter))
  }
}

extension BoxText {
  /// The width of the box that holds the name alone.
  static func memberWidth(_ text: BoxText) -> Int {
    let badge = text.errors + text.warnings > 0 ? 26 : 0
    let letters = Double(displayWidth(of: text.name)) * 7.3
    return Int(letters) + 30 + badge + (text.state == nil ? 0 : 20)
  }
}

/// The text with its middle left out, so that it takes at most `width` columns (4 or more).
func shortened(_ text: String, to width: Int) -> String {
  guard displayWidth(of: text) > width else { return text }
  let scalars = Array(text.unicodeScalars)
  let room = max(3, width - 1)
  func count(_ scalars: some Sequence<Unicode.Scalar>, _ room: Int) -> Int {
    var used = 0
    var count = 0
    for scalar in scalars {
      used += displayWidth(of: scalar)
      if used > room { break }
      count += 1
    }
    return count
  }
  let head = count(scalars, room / 2)
  let tail = count(scalars.reversed(), room - room / 2)
  var result = String.UnicodeScalarView(scalars.prefix(head))
  result.append("…")
  result.append(contentsOf: scalars.suffix(tail))
  return String(result)
}

extension GraphSubject {
  /// Where the task's code is; what the specification names where that is not known.
  func place(_ position: Int) -> String {
    analysis.tasks.indices.contains(position)
      ? analysis.location(of: position) : analysis.graph.tasks[position].source
  }

  fileprivate func tooltip(
    _ group: TaskGroups.Group, state: DrawnState?, errors: Int, warnings: Int
  ) -> String {
    let task = analysis.graph.tasks[group.first]
    var lines = [group.title, "\(task.className) · \(place(group.first))"]
    if group.isOne { lines += task.products.shortTexts.map { "→ \($0)" } }
    if let state {
      var line = state.words
      if group.isOne, statuses.indices.contains(group.first), state != .fresh {
        line += ": " + statuses[group.first].reasons.joined(separator: "; ")
      }
      lines.append(line)
    }
    if errors > 0 { lines.append(counted(errors, "error")) }
    if warnings > 0 { lines.append(counted(warnings, "warning")) }
    return lines.map(safeText).joined(separator: "\n")
  }
}
