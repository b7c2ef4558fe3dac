import SluiceCore
package import SluicePipeline

/// One workflow command for each finding:
/// `::error file=tasks/fit.py,line=14,endLine=14,col=20,endColumn=27,title=…::message`.
///
/// Places are those of the file on disk, for a notebook too. GitHub's ends are inclusive, and its
/// paths relative to the repository: `prefix` is the way from there to the project. It shows ten of each
/// severity for a step; where there are more, a notice before them says so.
package func githubReport(_ findings: Findings, prefix: String = "") -> String {
  var report = ""
  let count = FindingCount(findings.diagnostics)
  if max(count.errors, count.warnings, count.advice) > 10 {
    let words = summaryLine(findings) + ": GitHub shows ten of each severity, this log has all"
    report += "::notice title=sluice::" + escaped(words, isProperty: false) + "\n"
  }
  for diagnostic in findings.diagnostics {
    let kind = diagnostic.kind
    let command =
      switch kind.severity {
      case .error: "error"
      case .warning: "warning"
      case .advice: "notice"
      }
    let place = findings.sources.placeOnDisk(of: diagnostic.range)
    var properties = [
      ("file", findings.sources.path(of: diagnostic.range, behind: prefix)),
      ("line", String(place.start.line)),
      ("endLine", String(place.end.line)),
    ]
    // Columns on several lines are refused.
    if place.start.line == place.end.line {
      properties.append(("col", String(place.start.column)))
      properties.append(("endColumn", String(max(place.start.column, place.end.column - 1))))
    }
    properties.append(("title", "\(kind.code) \(kind.name)"))
    let cell = findings.sources.cellWords(of: diagnostic.range)
    let help = diagnostic.help.map { "\n\($0)" } ?? ""
    report += "::\(command) "
    report += properties.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ",")
    report += "::" + escaped(diagnostic.message + cell + help, isProperty: false) + "\n"
  }
  return report
}

/// The percent escapes that the runner decodes; so no text can end its command or begin another.
private func escaped(_ text: String, isProperty: Bool) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": result += "%25"
    case "\r": result += "%0D"
    case "\n": result += "%0A"
    case ":" where isProperty: result += "%3A"
    case "," where isProperty: result += "%2C"
    default: result.unicodeScalars.append(shown(scalar))
    }
  }
  return result
}
