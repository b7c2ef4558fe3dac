import SluiceCore
package import SluicePipeline

/// Two specs in two columns of a text of `width` columns, at least 40, then what `soopervisor.yaml` has
/// that is not carried over.
package func adoptReport(
  _ comparisons: [SpecComparison], leftOut: [Soopervisor.LeftOut], width: Int, style: Style
) -> String {
  var text = comparisons.map { comparisonText($0, width: max(40, width), style) }.joined(
    separator: "\n")
  guard !leftOut.isEmpty else { return text }
  text += "\nnot carried over:\n"
  for item in leftOut {
    text += "  \(style.paint(safeText(item.key), .strong)): \(safeText(item.reason))\n"
  }
  return text
}

private func comparisonText(_ comparison: SpecComparison, width: Int, _ style: Style) -> String {
  let half = (width - 7) / 2
  func row(_ one: String, _ other: String, sign: String) -> String {
    let line = "  \(padded(one, to: half)) \(sign) \(other)"
    return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
  }
  var text =
    style.paint(safeText(comparison.title), .strong) + "\n"
    + row("Soopervisor", "Sluice", sign: "|")
  for item in comparison.rows {
    let isSame = item.theirs == item.ours
    text += style.paint(item.topic, .faint) + "\n"
    let theirs = shortened(item.theirs).flatMap { wrapped(safeText($0), to: half) }
    let ours = shortened(item.ours).flatMap { wrapped(safeText($0), to: half) }
    for index in 0..<max(theirs.count, ours.count, 1) {
      text += row(
        index < theirs.count ? theirs[index] : "", index < ours.count ? ours[index] : "",
        sign: isSame ? "|" : style.paint("≠", .warning))
    }
    if let reason = item.reason {
      for line in wrapped("because " + reason, to: width - 4) { text += "    \(line)\n" }
    }
  }
  return text
}

/// The first lines, and how many there are more.
private func shortened(_ lines: [String]) -> [String] {
  let limit = 20
  if lines.isEmpty { return ["none"] }
  guard lines.count > limit else { return lines }
  return lines.prefix(limit - 1) + ["… and \(lines.count - limit + 1) more"]
}

/// The text in lines of at most `width` columns: broken at blanks where there are any, else anywhere;
/// lines behind the first begin with two blanks.
func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  var blank: (line: String, rest: String)?
  for scalar in text.unicodeScalars {
    let cost = displayWidth(of: scalar)
    if used + cost > width, !line.isEmpty {
      if let broken = blank, !broken.rest.unicodeScalars.isEmpty || scalar != " " {
        lines.append(broken.line)
        line = "  " + broken.rest
      } else {
        lines.append(line)
        line = "  "
      }
      used = displayWidth(of: line)
      blank = nil
      if scalar == " ", line == "  " { continue }
    }
    line.unicodeScalars.append(scalar)
    used += cost
    if scalar == " ", line.contains(where: { $0 != " " }) {
      blank = (String(line.dropLast()), "")
    } else {
      blank?.rest.unicodeScalars.append(scalar)
    }
  }
  return lines + [line]
}
