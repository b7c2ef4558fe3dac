package import SluiceCore
package import SluicePipeline

/// How many findings are shown in full.
private let shownInFull = 3

/// The page of `sluice explain --here`: the kind's explanation, then its findings in the user's own
/// project, each with its places, its mend as a diff, and a way to hide it.
package func explanation(
  of kind: DiagnosticKind, here findings: Findings, options: TextOptions = TextOptions()
) -> String {
  let style = options.style
  var page = explanation(of: kind, style: style) + "\n"
  let own = findings.diagnostics.filter { $0.kind.code == kind.code }
  let hidden = findings.hidden.count { $0.finding.kind.code == kind.code }
  let silence = hidden == 0 ? "" : ", \(hidden) hidden"
  guard !own.isEmpty else {
    return page + style.paint("Here: none", .strong) + silence + "\n"
  }
  page += style.paint("Here: \(counted(own.count, "finding"))", .strong) + silence + "\n"
  for finding in own.prefix(shownInFull) {
    let text = FindingText(finding, sources: findings.sources, options: options)
    page += "\n" + text.lines.joined(separator: "\n") + "\n"
    page += mend(finding, findings.sources) + waysToHide(finding, findings)
  }
  guard own.count > shownInFull else { return page }
  page += "\nand \(own.count - shownInFull) more:\n"
  for finding in own.dropFirst(shownInFull).prefix(20) {
    let place = locationText(of: findings.sources.place(of: finding.range))
    page += "  \(place): \(safeText(finding.message))\n"
  }
  let rest = own.count - shownInFull - 20
  return rest > 0 ? page + "  … and \(rest) more\n" : page
}

private func mend(_ finding: Diagnostic, _ store: SourceStore) -> String {
  guard let fix = finding.fix else { return "" }
  let flags = fix.isSafe ? "--fix" : "--fix --unsafe-fixes"
  let diff = unifiedDiff(FixedFiles([fix], in: store), store)
  return "\nThe mend, which `sluice check \(flags)` makes:\n\n" + indented(diff)
}

private func waysToHide(_ finding: Diagnostic, _ findings: Findings) -> String {
  guard let way = Hiding(finding, in: findings.sources) else { return "" }
  let place = findings.sources.place(of: finding.range)
  let cell = place.cell.map { " of cell \($0)" } ?? ""
  let line = "line \(place.start.line)\(cell) of \(safeText(place.path))"
  switch way {
  case .above(let comment): return "\nTo hide it, write above \(line):\n\n" + indented(comment)
  case .behind(let comment):
    return "\nTo hide it, write at the end of \(line):\n\n" + indented(comment)
  case .configuration:
    let root = findings.projects.map(\.root).first { place.path.hasPrefix($0 + "/") }
    let path = root.map { String(place.path.dropFirst($0.utf8.count + 1)) } ?? place.path
    let folder = root.map { "\($0)/" } ?? ""
    let entry = """
      ignore:
        - path: \(JSONValue.string(path).compact)
          rules: [\(finding.kind.name)]
          because: …
      """
    return "\nTo hide it, write into \(safeText(folder))\(Configuration.fileName):\n\n"
      + indented(entry)
  }
}

/// The lines behind four blanks, as inert text.
private func indented(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).reduce(into: "") { result, line in
    result += line.isEmpty ? "" : "    " + safeText(String(line)) + "\n"
  }
}
