import SluiceCore

/// Rows in columns that line up; columns without any text are left out.
struct TextTable {
  typealias Cell = (text: String, role: Style.Role?)

  private let titles: [String]
  private var rows: [[Cell]] = []

  init(_ titles: [String]) { self.titles = titles }

  /// As many cells as there are titles.
  mutating func add(_ row: [Cell]) {
    precondition(row.count == titles.count, "a row has a cell for every column")
    rows.append(row.map { (safeText($0.text), $0.role) })
  }

  /// The lines, none with a blank at its end.
  func text(_ style: Style) -> String {
    let columns = titles.indices.filter { column in rows.contains { !$0[column].text.isEmpty } }
    guard let last = columns.last else { return "" }
    let widths = titles.indices.map { column in
      rows.map { displayWidth(of: $0[column].text) }.reduce(displayWidth(of: titles[column]), max)
    }
    func line(_ cells: [Cell]) -> String {
      var result = ""
      for column in columns {
        let (text, role) = cells[column]
        result += role.map { style.paint(text, $0) } ?? text
        guard column != last else { continue }
        let rest = columns.contains { $0 > column && !cells[$0].text.isEmpty }
        if rest { result += blanks(widths[column] - displayWidth(of: text) + 2) }
      }
      return result + "\n"
    }
    return line(titles.map { ($0, .faint) }) + rows.map(line).joined()
  }
}
