import SluiceCore
package import SluicePipeline

/// The findings as GitLab's code quality report: a JSON list of issues. A fingerprint stays the same
/// while lines move, so that a merge request shows only what it brings or mends.
package func gitLabReport(_ findings: Findings, prefix: String = "") -> String {
  var fingerprints = Fingerprints()
  let issues = findings.diagnostics.map { diagnostic -> JSONValue in
    let kind = diagnostic.kind
    let place = findings.sources.placeOnDisk(of: diagnostic.range)
    let path = findings.sources.path(of: diagnostic.range, behind: prefix)
    let cell = findings.sources.cellWords(of: diagnostic.range)
    let help = diagnostic.help.map { " (\($0))" } ?? ""
    let position = { (position: Place.Position) -> JSONValue in
      .object(["line": .int(position.line), "column": .int(position.column)])
    }
    return .object([
      "description": .string("\(kind.code) \(kind.name): \(diagnostic.message)\(cell)\(help)"),
      "check_name": .string(kind.code),
      "fingerprint": .string(fingerprints.next(diagnostic, path: path)),
      "severity": .string(severity(kind.severity)),
      "location": .object([
        "path": .string(path),
        "positions": .object(["begin": position(place.start), "end": position(place.end)]),
      ]),
    ])
  }
  return JSONValue.array(issues).document
}

/// GitLab's own words, of which it shows the colours.
private func severity(_ severity: DiagnosticKind.Severity) -> String {
  switch severity {
  case .error: "major"
  case .warning: "minor"
  case .advice: "info"
  }
}
