import SluiceCore
package import SluicePipeline

/// The findings as SARIF 2.1.0: one run, its rules in the order of their codes, the results in the
/// order of `findings.diagnostics`, those that are hidden last. Places are those of the file on disk,
/// for a notebook too; `prefix` is the way from the repository to the project, `version` this
/// program's.
package func sarifReport(
  _ findings: Findings, prefix: String = "", version: String? = nil
) -> String {
  let hidden = findings.hidden.map(\.finding)
  // What is hidden has the weight that the kind has by itself.
  let rules = SARIFRules((hidden + findings.diagnostics).map(\.kind))
  let places = Places(sources: findings.sources, prefix: prefix)
  var fingerprints = Fingerprints()
  func members(_ finding: Diagnostic) -> [JSONValue.Member] {
    let path = places.path(of: finding.range)
    return result(
      finding, rule: rules.position(of: finding.kind), places,
      fingerprint: fingerprints.next(finding, path: path))
  }
  // Either every result of a run says who hides it, or none does.
  let nobody: [JSONValue.Member] =
    hidden.isEmpty ? [] : [.init("suppressions", .array([]))]
  var results = findings.diagnostics.map { JSONValue.object(members($0) + nobody) }
  results += findings.hidden.map { hidden in
    .object(
      members(hidden.finding) + [.init("suppressions", .array([suppression(hidden, places)]))])
  }
  var driver: [JSONValue.Member] = [.init("name", .string("sluice"))]
  if let version { driver.append(.init("semanticVersion", .string(version))) }
  driver.append(.init("rules", rules.json))
  let value: JSONValue = .object([
    "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
    "version": .string("2.1.0"),
    "runs": .array([
      .object([
        "tool": .object(["driver": .object(driver)]),
        "invocations": .array([.object(["executionSuccessful": .bool(true)])]),
        "columnKind": .string("unicodeCodePoints"),
        "results": .array(results),
      ])
    ]),
  ])
  return value.document
}

/// Where ranges lie for a service that knows the repository.
private struct Places {
  var sources: SourceStore
  var prefix: String

  func path(of range: SourceRange) -> String { sources.path(of: range, behind: prefix) }
}

/// Readers of SARIF do not show a result that is suppressed, but count it.
private func suppression(_ hidden: Suppressions.Hidden, _ places: Places) -> JSONValue {
  let kind =
    switch hidden.cause {
    case .source: "inSource"
    case .configuration, .baseline: "external"
    }
  var members: [JSONValue.Member] = [
    .init("kind", .string(kind)), .init("location", location(hidden.range, nil, places)),
  ]
  if let reason = hidden.reason { members.append(.init("justification", .string(reason))) }
  return .object(members)
}

private func result(
  _ diagnostic: Diagnostic, rule: Int, _ places: Places, fingerprint: String
) -> [JSONValue.Member] {
  let help = diagnostic.help.map { "\n\($0)" } ?? ""
  var members: [JSONValue.Member] = [
    .init("ruleId", .string(diagnostic.kind.code)),
    .init("ruleIndex", .int(rule)),
    .init("level", .string(sarifLevel(diagnostic.kind.severity))),
    .init(
      "message", message(diagnostic.message + places.sources.cellWords(of: diagnostic.range) + help)
    ),
    .init("locations", .array([location(diagnostic.range, nil, places)])),
    .init("partialFingerprints", .object(["findingHash/v1": .string(fingerprint)])),
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

/// The changes of files' texts, as they are written into them; `nil` where the fix does something else,
/// too.
private func artifactChanges(_ fix: Fix, _ places: Places) -> [JSONValue]? {
  let files = FixedFiles([fix], in: places.sources)
  guard files.renamed.isEmpty, !files.edited.isEmpty else { return nil }
  return files.edited.map { edited in
    let replacements = edited.edits.map { edit -> JSONValue in
      let text = String(decoding: edit.bytes, as: UTF8.self)
      return .object([
        "deletedRegion": region(SourceRange(file: edited.file, bytes: edit.range), places),
        "insertedContent": .object(["text": .string(text)]),
      ])
    }
    let whole = SourceRange(file: edited.file, bytes: 0..<0)
    return .object([
      "artifactLocation": artifact(whole, places), "replacements": .array(replacements),
    ])
  }
}

private func artifact(_ range: SourceRange, _ places: Places) -> JSONValue {
  .object(["uri": .string(uri(places.path(of: range)))])
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
  let place = places.sources.place(of: range)
  if let cell = place.cell {
    // Regions are the file's; people count cells, and lines within them.
    let name = "cell \(cell):\(place.start.line):\(place.start.column)"
    members.append(
      .init(
        "logicalLocations",
        .array([.object(["name": .string(name), "kind": .string("cell")])])))
  }
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

/// The path as a reference of RFC 3986, an absolute one as a file's URI: every byte but unreserved ones
/// and `/` in percent.
private func uri(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes = Array((path.hasPrefix("/") ? "file://" : "").utf8)
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
