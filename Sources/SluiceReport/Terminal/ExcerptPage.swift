import SluiceCore

/// Lines of text that show places of sources: each with its line and what is meant in it underlined.
/// No line ends in a blank.
struct ExcerptPage {
  var lines: [String] = []
  let style: Style
  private let sources: SourceStore
  private let width: Int
  /// Width of the widest line number.
  private let gutter: Int

  /// `ranges` are the places that will be shown.
  init(sources: SourceStore, options: TextOptions, ranges: [SourceRange]) {
    self.sources = sources
    style = options.style
    width = min(max(0, options.width), 10_000)
    let lastLine = ranges.map { sources.place(of: $0).start.line }.max() ?? 1
    gutter = String(lastLine).utf8.count
  }

  /// The place, and the line of the source with `label` beside what it underlines.
  mutating func excerpt(
    _ range: SourceRange, arrow: String, mark: Character, label: String?, role: Style.Role
  ) {
    let place = sources.place(of: range)
    lines.append(
      blanks(gutter) + style.paint(arrow, .gutter) + " " + locationText(of: place))
    let file = sources.files[range.file]
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

  mutating func bar() { numbered(blanks(gutter), "") }

  private mutating func numbered(_ number: String, _ text: String) {
    lines.append(style.paint(number + " |", .gutter) + (text.isEmpty ? "" : " " + text))
  }

  /// A remark below the excerpts: `= help: …`; without a title the line goes on with the one above.
  mutating func note(_ title: String?, _ text: String, hanging: Int) {
    let sign = title == nil ? blanks(2 + hanging) : style.paint("=", .gutter) + " "
    lines.append(blanks(gutter + 1) + sign + style.paint(title ?? "", .strong) + text)
  }
}

/// `tasks/fit.py:14:20`, or `fit.ipynb › cell 4:2:9`.
func locationText(of place: Place) -> String {
  let cell = place.cell.map { " › cell \($0)" } ?? ""
  return "\(safeText(place.path))\(cell):\(place.start.line):\(place.start.column)"
}
