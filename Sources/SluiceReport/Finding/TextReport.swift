import SluiceCore
package import SluicePipeline

/// How findings are written for people.
package struct TextOptions: Hashable, Sendable {
  /// With or without colours.
  package var style: Style
  /// How long the work took, as the summary shall say it: `18 ms`. `nil` says nothing, so that the
  /// same findings give the same text.
  package var elapsed: String?
  /// Terminal columns that an excerpt may take, its gutter included.
  package var width: Int
  /// Whether the report says what to mend first, however little was found.
  package var ranks: Bool

  /// Of more findings than this a report always says which to mend first.
  static let manyFindings = 10

  package init(
    style: Style = .plain, elapsed: String? = nil, width: Int = 100, ranks: Bool = false
  ) {
    self.style = style
    self.elapsed = elapsed
    self.width = width
    self.ranks = ranks
  }
}

/// Every finding with its excerpts, in the order of `findings.diagnostics`; of many warnings of one kind
/// in one file only the first. Then what to mend first, where much was found, and the summary.
///
/// Sources and messages are shown as inert text: nothing in them can drive a terminal.
package func textReport(
  _ findings: Findings, options: TextOptions = TextOptions()
) -> String {
  var report = ""
  for group in findingGroups(findings.diagnostics) {
    let text =
      switch group {
      case .one(let finding): FindingText(finding, sources: findings.sources, options: options)
      case .many(let twins): FindingText(twins: twins, sources: findings.sources, options: options)
      }
    report += text.lines.joined(separator: "\n") + "\n\n"
  }
  if options.ranks || findings.diagnostics.count > TextOptions.manyFindings {
    report += mendFirst(findings, least: options.ranks ? 0 : 1, style: options.style)
  }
  return report + summaryLine(findings, options: options) + "\n"
}

/// One finding as lines without their ends; no line ends in a blank.
struct FindingText {
  private var page: ExcerptPage
  var lines: [String] { page.lines }

  /// Column at whose left the rule's name ends, if the message leaves room.
  private static let nameColumn = 90

  init(_ diagnostic: Diagnostic, sources: SourceStore, options: TextOptions) {
    let ranges = [diagnostic.range] + diagnostic.related.map(\.range)
    page = ExcerptPage(sources: sources, options: options, ranges: ranges)
    header(diagnostic.kind, diagnostic.message)
    let severity = Style.Role(diagnostic.kind.severity)
    page.excerpt(
      diagnostic.range, arrow: "-->", mark: "^", label: diagnostic.label, role: severity)
    for note in diagnostic.related {
      page.bar()
      page.excerpt(note.range, arrow: ":::", mark: "-", label: note.message, role: .note)
    }
    if let help = diagnostic.help {
      for (index, line) in help.split(separator: "\n").enumerated() {
        page.note(index == 0 ? "help: " : nil, safeText(String(line)), hanging: 6)
      }
    }
    if !diagnostic.blocks.isEmpty {
      let count = diagnostic.blocks.count
      let names = diagnostic.blocks.map { safeText($0.text) }
      let subject = count == 1 ? "1 task" : "\(count) tasks"
      let listed = enumeration(names, width: .max, limit: 8)
      page.note("\(subject) cannot run without this: ", listed, hanging: 0)
    }
  }

  /// Further findings of one kind in one file, at least one: their places and words only.
  init(twins: [Diagnostic], sources: SourceStore, options: TextOptions) {
    page = ExcerptPage(sources: sources, options: options, ranges: twins.map(\.range))
    let shown = 10
    guard let first = twins.first else { return }
    let path = sources.files[first.range.file].path
    header(first.kind, "\(twins.count) more of the same kind in '\(path)'")
    for finding in twins.prefix(shown) {
      let place = locationText(of: sources.place(of: finding.range))
      page.lines.append("  \(place) \(safeText(finding.message))")
    }
    if twins.count > shown { page.lines.append("  … and \(twins.count - shown) more") }
    page.note("help: ", "`sluice check --format concise` lists them all", hanging: 6)
  }

  private mutating func header(_ kind: DiagnosticKind, _ words: String) {
    let style = page.style
    let title = "\(kind.severity.rawValue)[\(kind.code)]"
    let message = safeText(words)
    let used = displayWidth(of: "\(title): \(message)")
    let gap = max(2, FindingText.nameColumn - used - displayWidth(of: kind.name))
    page.lines.append(
      style.paint(title, Style.Role(kind.severity)) + style.paint(": \(message)", .strong)
        + blanks(gap) + style.paint(kind.name, .faint))
  }
}
