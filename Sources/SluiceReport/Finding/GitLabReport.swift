import SluiceCore
package import SluicePipeline

/// The findings as GitLab's code quality report: a JSON list of issues. A fingerprint stays the same
/// while lines move, so that a merge request shows only what it brings or mends.
package func gitLabReport(_ findings: Findings, prefix: String = "") -> String {
  var seen: [UInt64: Int] = [:]
  let issues = findings.diagnostics.map { diagnostic -> JSONValue in
    let kind = diagnostic.kind
    let place = findings.sources.placeOnDisk(of: diagnostic.range)
    let path = repositoryPath(place.path, prefix)
    let identity = [kind.code, path, diagnostic.message].joined(separator: "\u{0}")
    let base = fingerprint(of: identity)
    let twin = seen[base, default: 0]
    seen[base] = twin + 1
    let help = diagnostic.help.map { " (\($0))" } ?? ""
    let position = { (position: Place.Position) -> JSONValue in
      .object(["line": .int(position.line), "column": .int(position.column)])
    }
    return .object([
      "description": .string("\(kind.code) \(kind.name): \(diagnostic.message)\(help)"),
      "check_name": .string(kind.code),
      "fingerprint": .string(
        hexadecimal(twin == 0 ? base : fingerprint(of: "\(identity)\u{0}\(twin)"))),
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

/// FNV-1a of 64 bits over the text's UTF-8 bytes.
private func fingerprint(of text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

private func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
