import SluiceCore
package import SluicePipeline

/// One line for each finding, `path:line:col: error[SL301] message (help)`: for `grep`, and for
/// editors that jump to places. Nothing at all when there is nothing to say.
package func conciseReport(_ findings: Findings, style: Style = .plain) -> String {
  var report = ""
  for diagnostic in findings.diagnostics {
    let kind = diagnostic.kind
    let place = locationText(of: findings.sources.place(of: diagnostic.range))
    let help = diagnostic.help.map { text in
      let lines = text.split(separator: "\n").map { safeText(String($0)) }
      return " (\(lines.joined(separator: " ")))"
    }
    report += style.paint(place, .strong) + ": "
    report += style.paint("\(kind.severity.rawValue)[\(kind.code)]", Style.Role(kind.severity))
    report += " " + safeText(diagnostic.message) + style.paint(help ?? "", .faint) + "\n"
  }
  return report
}
