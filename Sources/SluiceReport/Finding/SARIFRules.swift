import SluiceCore

/// The kinds that a SARIF report speaks of, one descriptor for each code.
struct SARIFRules {
  /// In the order of their codes.
  let kinds: [DiagnosticKind]
  private let positions: [String: Int]

  /// `kinds` may come more than once, and with the severity that a project gives them.
  init(_ kinds: [DiagnosticKind]) {
    var byCode: [String: DiagnosticKind] = [:]
    for kind in kinds where byCode[kind.code] == nil { byCode[kind.code] = kind }
    self.kinds = byCode.values.sorted { $0.code < $1.code }
    var positions: [String: Int] = [:]
    for (position, kind) in self.kinds.enumerated() { positions[kind.code] = position }
    self.positions = positions
  }

  /// Where the kind stands in `kinds`.
  func position(of kind: DiagnosticKind) -> Int { positions[kind.code] ?? 0 }

  /// The array `rules` of the driver.
  var json: JSONValue { .array(kinds.map(descriptor)) }

  private func descriptor(_ kind: DiagnosticKind) -> JSONValue {
    let summary = firstParagraph(of: kind.explanation)
    return .object([
      "id": .string(kind.code),
      "name": .string(kind.name),
      "shortDescription": .object(["text": .string(firstSentence(of: summary))]),
      "fullDescription": .object(["text": .string(summary)]),
      "help": .object([
        "text": .string(kind.explanation), "markdown": .string(kind.explanation),
      ]),
      "defaultConfiguration": .object(["level": .string(sarifLevel(kind.severity))]),
    ])
  }
}

/// SARIF's word for the severity.
func sarifLevel(_ severity: DiagnosticKind.Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .advice: "note"
  }
}

/// The lines before the first blank one, as one.
private func firstParagraph(of text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    .joined(separator: " ")
}

/// Up to the first full stop or colon with a blank behind it.
private func firstSentence(of text: String) -> String {
  let bytes = Array(text.utf8)
  for (index, byte) in bytes.enumerated().dropLast()
  where (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")) && bytes[index + 1] == 0x20 {
    return String(decoding: bytes[..<index], as: UTF8.self) + "."
  }
  return text
}
