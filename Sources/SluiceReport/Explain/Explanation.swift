package import SluiceCore

/// The page of `sluice explain`: `error[SL301] unknown-upstream`, then the kind's Markdown for a
/// terminal. Headings are bold, code stands out by its indent and colour; lines keep their ends.
package func explanation(of kind: DiagnosticKind, style: Style = .plain) -> String {
  let title = style.paint("\(kind.severity.rawValue)[\(kind.code)]", Style.Role(kind.severity))
  var page = "\(title) \(style.paint(kind.name, .strong))\n\n"
  var isCode = false
  for line in kind.explanation.split(separator: "\n", omittingEmptySubsequences: false) {
    let text = safeText(String(line))
    let content = text.drop { $0 == " " }
    if content.hasPrefix("```") {
      isCode.toggle()
    } else if text.isEmpty {
      page += "\n"
    } else if isCode {
      page += "    " + style.paint(text, .accent) + "\n"
    } else if let heading = heading(text) {
      page += style.paint(heading, .strong) + "\n"
    } else {
      page += inline(text, style: style) + "\n"
    }
  }
  while page.hasSuffix("\n\n") { page.removeLast() }
  return page
}

/// The words of `## Words`; `nil` for a line that is no heading.
private func heading(_ line: String) -> String? {
  let words = line.drop { $0 == "#" }
  guard 1...6 ~= line.count - words.count, words.first == " " else { return nil }
  return String(words.drop { $0 == " " })
}

/// What stands between back quotes in a colour of its own; plain text keeps its back quotes.
private func inline(_ line: String, style: Style) -> String {
  guard style == .ansi else { return line }
  let parts = line.split(separator: "`", omittingEmptySubsequences: false)
  // An odd number of back quotes: the last one is a letter like any other.
  guard parts.count % 2 == 1 else { return line }
  return parts.enumerated().map { index, part in
    index % 2 == 1 ? style.paint(String(part), .accent) : String(part)
  }.joined()
}
