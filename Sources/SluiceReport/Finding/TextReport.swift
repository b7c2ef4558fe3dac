import SluiceCore
package import SluicePipeline

/// How findings are written for people.
package struct TextOptions: Hashable, Sendable {
  /// With or without colours.
  package var style: Style
  /// How long the work took, as the summary shall say it: `18 ms`. `nil` says nothing, so that the
  /// same analysis gives the same text.
  package var elapsed: String?
  /// Terminal columns that an excerpt may take, its gutter included.
  package var width: Int

  package init(style: Style = .plain, elapsed: String? = nil, width: Int = 100) {
    self.style = style
    self.elapsed = elapsed
    self.width = width
  }
}

/// Every finding with its excerpts, in the order of `analysis.diagnostics`, then the summary.
///
/// Sources and messages are shown as inert text: nothing in them can drive a terminal.
package func textReport(
  _ analysis: Analysis, options: TextOptions = TextOptions()
) -> String {
  var report = ""
  for diagnostic in analysis.diagnostics {
    let text = FindingText(diagnostic, sources: analysis.sources, options: options)
    report += text.lines.joined(separator: "\n") + "\n\n"
  }
  return report + summaryLine(analysis, options: options) + "\n"
}

/// One finding as lines without their ends; no line ends in a blank.
struct FindingText {
  private(set) var lines: [String] = []
  private let sources: SourceStore
  private let style: Style
  private let width: Int
  /// Width of the widest line number.
  private let gutter: Int

  /// Column at whose left the rule's name ends, if the message leaves room.
  private static let nameColumn = 90

  init(_ diagnostic: Diagnostic, sources: SourceStore, options: TextOptions) {
    self.sources = sources
    style = options.style
    width = min(max(0, options.width), 10_000)
    let place = sources.place(of: diagnostic.range)
    let related = diagnostic.related.map { (place: sources.place(of: $0.range), note: $0) }
    let lastLine = related.map(\.place.start.line).reduce(place.start.line, max)
    gutter = String(lastLine).utf8.count

    header(diagnostic)
    let severity = Style.Role(diagnostic.kind.severity)
    excerpt(
      place, of: diagnostic.range.file, arrow: "-->", mark: "^", label: diagnostic.label,
      role: severity)
    for (place, note) in related {
      bar()
      excerpt(
        place, of: note.range.file, arrow: ":::", mark: "-", label: note.message, role: .note)
    }
    if let help = diagnostic.help {
      for (index, line) in help.split(separator: "\n").enumerated() {
        note(index == 0 ? "help: " : nil, safeText(String(line)), hanging: 6)
      }
    }
    if !diagnostic.blocks.isEmpty {
      let count = diagnostic.blocks.count
      let names = diagnostic.blocks.map { safeText($0.text) }
      let subject = count == 1 ? "1 task" : "\(count) tasks"
      let listed = enumeration(names, width: .max, limit: 8)
      note("\(subject) cannot run without this: ", listed, hanging: 0)
    }
  }

  private mutating func header(_ diagnostic: Diagnostic) {
    let kind = diagnostic.kind
    let title = "\(kind.severity.rawValue)[\(kind.code)]"
    let message = safeText(diagnostic.message)
    let used = displayWidth(of: "\(title): \(message)")
    let gap = max(2, FindingText.nameColumn - used - displayWidth(of: kind.name))
    lines.append(
      style.paint(title, Style.Role(kind.severity)) + style.paint(": \(message)", .strong)
        + blanks(gap) + style.paint(kind.name, .faint))
  }

  /// The place, and the line of the source with `label` beside what it underlines.
  private mutating func excerpt(
    _ place: Place, of file: Int, arrow: String, mark: Character, label: String?,
    role: Style.Role
  ) {
    lines.append(
      blanks(gutter) + style.paint(arrow, .gutter) + " " + locationText(of: place))
    let file = sources.files[file]
    guard !file.bytes.isEmpty else {
      if let label { note(nil, safeText(label), hanging: 0) }
      return
    }
    let bytes = file.line(place.start.line, cell: place.cell)
    let isOneLine = place.end.line == place.start.line
    let line = ExcerptLine(
      bytes,
      underlining: (place.start.column - 1)..<(isOneLine
        ? max(place.start.column, place.end.column) - 1 : Int.max),
      room: width - gutter - 3)
    bar()
    let number = String(place.start.line)
    numbered(blanks(gutter - number.utf8.count) + number, line.text)
    let underline = String(repeating: mark, count: line.length)
    let words = label.map { " " + safeText($0) } ?? ""
    numbered(blanks(gutter), blanks(line.indent) + style.paint(underline + words, role))
  }

  private mutating func bar() { numbered(blanks(gutter), "") }

  private mutating func numbered(_ number: String, _ text: String) {
    lines.append(style.paint(number + " |", .gutter) + (text.isEmpty ? "" : " " + text))
  }

  private mutating func note(_ title: String?, _ text: String, hanging: Int) {
    let sign = title == nil ? blanks(2 + hanging) : style.paint("=", .gutter) + " "
    lines.append(blanks(gutter + 1) + sign + style.paint(title ?? "", .strong) + text)
  }
}

/// `tasks/fit.py:14:20`, or `fit.ipynb › cell 4:2:9`.
func locationText(of place: Place) -> String {
  let cell = place.cell.map { " › cell \($0)" } ?? ""
  return "\(safeText(place.path))\(cell):\(place.start.line):\(place.start.column)"
}
