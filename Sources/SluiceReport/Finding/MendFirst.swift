import SluiceCore
import SluicePipeline

/// What to mend first where much was found: the errors that most tasks wait for, most first, and the
/// kinds that were found most often. Empty where each error is about `least` tasks at most: then one is
/// as good as the other. Ends with an empty line, so that the summary can follow.
func mendFirst(_ findings: Findings, least: Int = 1, style: Style = .plain) -> String {
  let shown = 5
  // What is equal keeps the order of the report.
  let ranked = findings.diagnostics.enumerated()
    .filter { !$0.element.blocks.isEmpty }
    .sorted { first, second in
      let (one, other) = (first.element.blocks.count, second.element.blocks.count)
      return one == other ? first.offset < second.offset : one > other
    }.map(\.element)
  guard let most = ranked.first, most.blocks.count > least else { return "" }
  let width = String(most.blocks.count).utf8.count
  let places = ranked.prefix(shown).map { locationText(of: findings.sources.place(of: $0.range)) }
  let placeWidth = places.map { displayWidth(of: $0) }.max() ?? 0
  var text = style.paint("mend first", .strong) + " (of \(counted(findings.taskCount, "task")))\n"
  for (finding, place) in zip(ranked, places) {
    let count = finding.blocks.count
    let number = blanks(width - String(count).utf8.count) + "\(count)"
    let verb = count == 1 ? "waits for " : "wait for  "
    text += "  \(number) \(verb) \(padded(place, to: placeWidth))  "
    text += style.paint(finding.kind.code, Style.Role(finding.kind.severity))
    text += "  \(safeText(finding.message))\n"
  }
  if ranked.count > shown { text += "  … and \(ranked.count - shown) more errors\n" }
  return text + mostOften(findings.diagnostics) + "\n"
}

/// `most often: 12 SL301 unknown-upstream, 3 SL203 …`
private func mostOften(_ diagnostics: [Diagnostic]) -> String {
  var counts: [String: (count: Int, name: String)] = [:]
  for kind in diagnostics.map(\.kind) { counts[kind.code, default: (0, kind.name)].count += 1 }
  let sorted = counts.sorted {
    $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count
  }
  let words = sorted.prefix(3).map { "\($0.value.count) \($0.key) \($0.value.name)" }
  return "most often: " + words.joined(separator: ", ") + "\n"
}
