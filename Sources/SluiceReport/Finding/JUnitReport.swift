import SluiceCore
package import SluicePipeline

/// The findings as JUnit's XML, as continuous integration servers read it: one suite for each file
/// that has findings, one failed case for each finding; a single passed case where there are none.
/// Warnings and advice fail too: a case that passes is not shown. Only what the schema knows that
/// Jenkins checks reports with: a case has no attributes for its file and line, so its words tell them.
package func junitReport(_ findings: Findings, prefix: String = "") -> String {
  let shown = findings.diagnostics
  var report = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  let total = max(shown.isEmpty ? findings.entries.count : 1, shown.count)
  report +=
    "<testsuites name=\"sluice\" tests=\"\(total)\" failures=\"\(shown.count)\" errors=\"0\">\n"
  for entry in shown.isEmpty ? findings.entries : [] {
    let name = quoted(repositoryPath(entry, prefix))
    report += "  <testsuite name=\(name) tests=\"1\" failures=\"0\" errors=\"0\">\n"
    report += "    <testcase name=\"no findings\" classname=\(name)/>\n"
    report += "  </testsuite>\n"
  }
  var rest = shown[...]
  while let first = rest.first {
    let suite = rest.prefix { $0.range.file == first.range.file }
    rest = rest.dropFirst(suite.count)
    let path = findings.sources.path(of: first.range, behind: prefix)
    report += "  <testsuite name=\(quoted(path)) tests=\"\(suite.count)\""
    report += " failures=\"\(suite.count)\" errors=\"0\">\n"
    for diagnostic in suite { report += testCase(diagnostic, path, findings.sources) }
    report += "  </testsuite>\n"
  }
  return report + "</testsuites>\n"
}

private func testCase(_ diagnostic: Diagnostic, _ path: String, _ sources: SourceStore) -> String {
  let kind = diagnostic.kind
  let place = sources.place(of: diagnostic.range)
  // Cases of one file need different names.
  let cell = place.cell.map { "\($0):" } ?? ""
  var body = locationText(of: place)
  for related in diagnostic.related {
    body += "\n\(locationText(of: sources.place(of: related.range))): \(related.message)"
  }
  if let help = diagnostic.help { body += "\nhelp: \(help)" }
  return """
        <testcase name=\(quoted("\(kind.code) \(kind.name) \(cell)\(place.start.line):\(place.start.column)")) \
    classname=\(quoted(path))>
          <failure type=\(quoted(kind.severity.rawValue)) message=\(quoted(diagnostic.message))>\
    \(markup(body))</failure>
        </testcase>

    """
}

private func quoted(_ text: String) -> String {
  "\"\(markup(text, onOneLine: true))\""
}
