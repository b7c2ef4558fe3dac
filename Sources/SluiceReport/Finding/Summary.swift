import SluiceCore
package import SluicePipeline

/// `1 error in 23 tasks, 31 sources, 18 ms`: what was found, and in how much.
package func summaryLine(
  _ findings: Findings, options: TextOptions = TextOptions()
) -> String {
  let count = FindingCount(findings.diagnostics)
  let style = options.style
  var found: [String] = []
  if count.errors > 0 { found.append(style.paint(counted(count.errors, "error"), .error)) }
  if count.warnings > 0 {
    found.append(style.paint(counted(count.warnings, "warning"), .warning))
  }
  if count.advice > 0 {
    let words = counted(count.advice, "piece") + " of advice"
    found.append(style.paint(words, .advice))
  }
  if found.isEmpty { found.append(style.paint("no findings", .good)) }
  if !findings.hidden.isEmpty { found.append("\(findings.hidden.count) hidden") }
  var extent = [
    counted(findings.taskCount, "task"), counted(findings.sourceCount, "source"),
  ]
  if !findings.projects.isEmpty {
    extent[extent.count - 1] += " of " + counted(findings.projects.count, "project")
  }
  if let elapsed = options.elapsed { extent.append(safeText(elapsed)) }
  return found.joined(separator: ", ") + " in " + extent.joined(separator: ", ")
}

/// How many findings there are of each severity.
struct FindingCount: Hashable {
  var errors = 0
  var warnings = 0
  var advice = 0

  init(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      switch diagnostic.kind.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .advice: advice += 1
      }
    }
  }
}
