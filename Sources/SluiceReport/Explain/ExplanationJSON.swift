package import SluiceCore
package import SluicePipeline

/// The kinds as `sluice.explanation/1`; with the findings of these kinds where it is asked about them.
package func explanationJSON(
  of kinds: [DiagnosticKind], here findings: Findings? = nil
) -> String {
  var members: [JSONValue.Member] = [
    .init("schema", .string("sluice.explanation/1")),
    .init(
      "rules",
      .array(
        kinds.map { kind in
          .object([
            "code": .string(kind.code),
            "name": .string(kind.name),
            "severity": .string(kind.severity.rawValue),
            "explanation": .string(kind.explanation),
          ])
        })),
  ]
  if let findings {
    let codes = Set(kinds.map(\.code))
    let own = findings.diagnostics.enumerated().filter { codes.contains($0.element.kind.code) }
    let values = own.map { position, finding in
      findingJSON(finding, sources: findings.sources, of: findings.owners(ofShown: position))
    }
    members.append(.init("findings", .array(values)))
  }
  return JSONValue.object(members).document
}
