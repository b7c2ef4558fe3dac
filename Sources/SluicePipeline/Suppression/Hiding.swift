package import SluiceCore

/// A way to hide one finding, ready to be copied.
package enum Hiding: Hashable, Sendable {
  /// A comment on a line of its own above the finding's line, indented as that one is.
  case above(comment: String)
  /// A comment at the end of the finding's line.
  case behind(comment: String)
  /// An entry of `ignore` in `sluice.yaml`: no comment can stand there.
  case configuration

  /// How this finding can be hidden; `nil` for findings about comments and baselines themselves. A
  /// comment is only proposed where it would be found, and would not become part of something else.
  package init?(_ finding: Diagnostic, in store: SourceStore) {
    guard !SuppressionKinds.all.contains(where: { $0.code == finding.kind.code }) else {
      return nil
    }
    self = .configuration
    let file = store.files[finding.range.file]
    let place = file.place(of: finding.range.bytes)
    let isNotebook = file.path.hasSuffix(".ipynb")
    guard CommentStyle.isKnown(file.path), isNotebook == (place.cell != nil) else { return }
    let lines = (1...max(1, place.start.line)).suffix(2).map { file.line($0, cell: place.cell) }
    guard let line = lines.last else { return }
    // Beside a comment, or alone in a file, another one might be read as something else.
    let code = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard !code.isEmpty, !CommentStyle(path: file.path).begins(code) else { return }
    let comment =
      "\(CommentStyle.mark(in: file.path)) sluice: ignore[\(finding.kind.name)] because …"
    let margin = String(decoding: line.prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    if file.path.hasSuffix("ml"), isInBlock(file, place.start.line) { return }
    let goesOn = UInt8(ascii: "\\")
    let isShebang = place.start.line == 1 && line.starts(with: "#!".utf8)
    if !isShebang, lines.count < 2 || lines.first?.last != goesOn,
      hides(file, finding, comment: margin + comment, isAbove: true)
    {
      self = .above(comment: margin + comment)
    } else if line.last != goesOn, hides(file, finding, comment: "  " + comment, isAbove: false) {
      self = .behind(comment: comment)
    }
  }
}

/// Whether the comment hides the finding where it is put.
private func hides(
  _ file: SourceFile, _ finding: Diagnostic, comment: String, isAbove: Bool
) -> Bool {
  // A cell's text is what its comments are looked for in.
  let place = file.place(of: finding.range.bytes)
  let text = place.cell.map { file.cells[$0 - 1].text } ?? file.bytes
  let offset =
    place.cell.map { file.cells[$0 - 1].textOffset(ofFileOffset: finding.range.bytes.lowerBound) }
    ?? finding.range.bytes.lowerBound
  let at = min(offset, text.count)
  let start = text[..<at].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  let end = text[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
  var changed = text
  changed.insert(
    contentsOf: Array((isAbove ? comment + "\n" : comment).utf8), at: isAbove ? start : end)
  let path = file.path.hasSuffix(".ipynb") ? Path.stem(of: file.path) + ".py" : file.path
  var store = SourceStore()
  let position = store.add(SourceFile(path: path, bytes: changed))
  let moved = at + (isAbove ? comment.utf8.count + 1 : 0)
  let probe = Diagnostic(
    kind: finding.kind, range: SourceRange(file: position, bytes: moved..<moved),
    message: finding.message)
  return SourceSuppressions(store, known: KnownComments(), tags: [:], kinds: [finding.kind])
    .suppression(hiding: probe) != nil
}

/// Whether the line of a YAML file belongs to a text that begins with `|` or `>` above it: there a
/// comment is text.
private func isInBlock(_ file: SourceFile, _ line: Int) -> Bool {
  var depth = indent(file.line(line))
  for above in stride(from: line - 1, to: 0, by: -1) {
    let text = file.line(above)
    let words = text.drop { $0 == 0x20 }
    guard !words.isEmpty, indent(text) < depth else { continue }
    depth = indent(text)
    let last = words.split(separator: 0x20).last ?? []
    if last.first == UInt8(ascii: "|") || last.first == UInt8(ascii: ">"), last.count <= 3 {
      return true
    }
  }
  return false
}

private func indent(_ line: [UInt8]) -> Int { line.prefix { $0 == 0x20 }.count }
