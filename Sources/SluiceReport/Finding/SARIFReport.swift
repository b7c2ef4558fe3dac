import SluiceCore
package import SluicePipeline

/// The findings as SARIF 2.1.0: one run, its rules in the order of their codes, the results in the
/// order of `findings.diagnostics`. Places are those of the file on disk, for a notebook too; `prefix`
/// is the way from the repository to the project.
package func sarifReport(_ findings: Findings, prefix: String = "") -> String {
  let all = findings.diagnostics + findings.hidden.map(\.finding)
  let kinds = Set(all.map(\.kind)).sorted {
    ($0.code, $0.name) < ($1.code, $1.name)
  }
  var positions: [DiagnosticKind: Int] = [:]
  for (position, kind) in kinds.enumerated() { positions[kind] = position }
  let places = Places(sources: findings.sources, prefix: prefix)
  var results = findings.diagnostics.map {
    JSONValue.object(result($0, rule: positions[$0.kind] ?? 0, places))
  }
  results += findings.hidden.map { hidden in
    let members = result(hidden.finding, rule: positions[hidden.finding.kind] ?? 0, places)
    return .object(members + [.init("suppressions", .array([suppression(hidden, places)]))])
  }
  let value: JSONValue = .object([
    "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
    "version": .string("2.1.0"),
    "runs": .array([
      .object([
        "tool": .object([
          "driver": .object([
            "name": .string("sluice"), "rules": .array(kinds.map(rule)),
          ])
        ]),
        "columnKind": .string("unicodeCodePoints"),
        "results": .array(results),
      ])
    ]),
  ])
  return value.document
}

private func rule(_ kind: DiagnosticKind) -> JSONValue {
  .object([
    "id": .string(kind.code),
    "name": .string(kind.name),
    "shortDescription": .object(["text": .string(kind.name)]),
    "fullDescription": .object([
      "text": .string(kind.explanation), "markdown": .string(kind.explanation),
    ]),
    "defaultConfiguration": .object(["level": .string(level(kind.severity))]),
  ])
}

/// Where ranges lie for a service that knows the repository.
private struct Places {
  var sources: SourceStore
  var prefix: String
}

/// Readers of SARIF do not show a result that is suppressed, but count it.
private func suppression(_ hidden: Suppressions.Hidden, _ places: Places) -> JSONValue {
  let kind =
    switch hidden.cause {
    case .comment: "inSource"
    case .configuration, .baseline: "external"
    }
  var members: [JSONValue.Member] = [
    .init("kind", .string(kind)), .init("location", location(hidden.range, nil, places)),
  ]
  if let reason = hidden.reason { members.append(.init("justification", .string(reason))) }
  return .object(members)
}

private func result(
  _ diagnostic: Diagnostic, rule: Int, _ places: Places
) -> [JSONValue.Member] {
  let help = diagnostic.help.map { "\n\($0)" } ?? ""
  var members: [JSONValue.Member] = [
    .init("ruleId", .string(diagnostic.kind.code)),
    .init("ruleIndex", .int(rule)),
    .init("level", .string(level(diagnostic.kind.severity))),
    .init("message", message(diagnostic.message + help)),
    .init("locations", .array([location(diagnostic.range, nil, places)])),
  ]
  if !diagnostic.related.isEmpty {
    let related = diagnostic.related.map {
      location($0.range, $0.message, places)
    }
    members.append(.init("relatedLocations", .array(related)))
  }
  if let fix = diagnostic.fix, let changes = artifactChanges(fix, places) {
    members.append(
      .init(
        "fixes",
        .array([
          .object(["description": message(fix.title), "artifactChanges": .array(changes)])
        ])))
  }
  return members
}

/// The changes of files' texts; `nil` where the fix does something else, too.
private func artifactChanges(_ fix: Fix, _ places: Places) -> [JSONValue]? {
  var changes: [JSONValue] = []
  for change in fix.changes {
    guard case .replace(let range, let text) = change else { return nil }
    changes.append(
      .object([
        "artifactLocation": artifact(range, places),
        "replacements": .array([
          .object([
            "deletedRegion": region(range, places),
            "insertedContent": .object(["text": .string(text)]),
          ])
        ]),
      ]))
  }
  return changes
}

private func artifact(_ range: SourceRange, _ places: Places) -> JSONValue {
  let path = repositoryPath(places.sources.files[range.file].path, places.prefix)
  return .object(["uri": .string(relativeURI(path))])
}

private func region(_ range: SourceRange, _ places: Places) -> JSONValue {
  let place = places.sources.placeOnDisk(of: range)
  return .object([
    "startLine": .int(place.start.line), "startColumn": .int(place.start.column),
    "endLine": .int(place.end.line), "endColumn": .int(place.end.column),
    "byteOffset": .int(place.startByte), "byteLength": .int(place.endByte - place.startByte),
  ])
}

private func location(_ range: SourceRange, _ words: String?, _ places: Places) -> JSONValue {
  let physical: JSONValue = .object([
    "artifactLocation": artifact(range, places), "region": region(range, places),
  ])
  var members = [JSONValue.Member("physicalLocation", physical)]
  if let words { members.append(.init("message", message(words))) }
  return .object(members)
}

/// A plain message, in which SARIF reads `[words](1)` as a link and `{0}` as a place for an argument.
/// Their escapes are written only where one could be meant: many readers show them as they are.
private func message(_ text: String) -> JSONValue {
  let bytes = Array(text.utf8)
  let pairs = zip(bytes, bytes.dropFirst())
  let isLink = pairs.contains { $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: "(") }
  let isPlace = pairs.contains { $0 == UInt8(ascii: "{") && 0x30...0x39 ~= $1 }
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "[", "]", "\\": result += isLink ? "\\" : ""
    case "{", "}": result += isPlace ? String(Character(scalar)) : ""
    default: break
    }
    result.unicodeScalars.append(scalar)
  }
  return .object(["text": .string(result)])
}

private func level(_ severity: DiagnosticKind.Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .advice: "note"
  }
}

/// The path as a relative reference of RFC 3986: every byte but unreserved ones and `/` in percent.
private func relativeURI(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      bytes.append(byte)
    default:
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
