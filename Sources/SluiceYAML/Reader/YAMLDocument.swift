package import SluiceCore

/// One YAML text, read as PyYAML's `safe_load` reads it.
package struct YAMLDocument: Hashable, Sendable {
  /// `nil` for a text without a document, where `safe_load` answers `None`, and for one that could
  /// not be read at all. After a syntax error: what stood before it, open collections closed.
  package var root: Node?
  /// In the order they were met.
  package var diagnostics: [Diagnostic]
  /// Whether `root` is the whole text: `false` after a syntax error or a limit, where keys that seem
  /// to be missing may stand behind the place that stopped the reader.
  package var isComplete: Bool

  package init(root: Node?, diagnostics: [Diagnostic], isComplete: Bool = true) {
    self.root = root
    self.diagnostics = diagnostics
    self.isComplete = isComplete
  }
}

/// The tree of `bytes`, with every mistake that can be found in one pass. Total: every input ends,
/// in time linear in its length. `file` is the file's position in the `SourceStore`.
package func parseYAML(
  _ bytes: [UInt8], file: Int, limits: YAMLLimits = .standard
) -> YAMLDocument {
  let whole = SourceRange(file: file, bytes: 0..<min(1, bytes.count))
  guard bytes.count <= limits.bytes else {
    return refused(
      .yamlLimit, whole,
      "the file has \(bytes.count) bytes (limit '\(Limit.yamlSize.name)': \(limits.bytes))",
      help: "split the file: no pipeline needs so much")
  }
  if let encoding = wideEncoding(of: bytes) {
    return refused(
      .yamlSyntax, whole, "the file is \(encoding), not UTF-8", help: "save it as UTF-8")
  }
  let input = InputText(bytes)
  guard input.directives <= limits.directives else {
    return refused(
      .yamlLimit, whole,
      "the file has more directives than are read "
        + "(limit '\(Limit.yamlDirectives.name)': \(limits.directives))",
      help: "take out the lines that begin with '%'")
  }
  var builder = NodeBuilder(input: input, file: file, limits: limits)
  builder.reportInputProblem()
  guard !bytes.isEmpty else { return YAMLDocument(root: nil, diagnostics: []) }
  input.text.withUnsafeBufferPointer { text in
    var parser = EventParser(text)
    var goesOn = true
    while goesOn {
      switch parser.next() {
      case .event(let event): goesOn = builder.take(event)
      case .problem(let problem):
        builder.reportSyntax(problem)
        goesOn = false
      }
    }
  }
  return builder.finish()
}

private func refused(
  _ kind: DiagnosticKind, _ range: SourceRange, _ message: String, help: String? = nil
) -> YAMLDocument {
  let diagnostic = Diagnostic(kind: kind, range: range, message: message, help: help)
  return YAMLDocument(root: nil, diagnostics: [diagnostic], isComplete: false)
}

/// UTF-16 and UTF-32 are recognised by their byte order mark, or by a zero beside the first letter.
private func wideEncoding(of bytes: [UInt8]) -> String? {
  guard bytes.count >= 2 else { return nil }
  let head = bytes.prefix(4)
  if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
    return "UTF-32"
  }
  if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
  if (bytes[0] == 0) != (bytes[1] == 0) { return "UTF-16" }
  return nil
}
