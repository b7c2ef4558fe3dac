import SluiceCore

/// A text ready for the lexer.
struct DecodedPython {
  /// UTF-8, with the way back to the file.
  var fragment: Fragment
  /// Where the code begins: behind a byte order mark.
  var start: Int
  var diagnostics: [Diagnostic]
}

/// Decodes a text as PEP 263 asks: UTF-8, or what a comment in the first two lines names.
func decodePython(_ fragment: Fragment, file: Int, mode: PythonMode) -> DecodedPython {
  let text = fragment.text
  guard text.count < Int(Int32.max) else {
    let range = SourceRange(file: file, bytes: fragment.fileRange(0..<0))
    let finding = Diagnostic(
      kind: .pythonEncoding, range: range, message: "the file is too large to be read as Python")
    return DecodedPython(
      fragment: Fragment(text: [], segments: [], fileEnd: fragment.fileEnd), start: 0,
      diagnostics: [finding])
  }
  let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
  let start = hasMark ? 3 : 0
  let cookie = mode == .module ? encodingCookie(in: text) : nil
  guard let cookie else { return repaired(fragment, start, file, []) }
  let firstWide = text.firstIndex { $0 >= 0x80 }
  let name = PythonEncodingName(text[cookie])
  let place = SourceRange(file: file, bytes: fragment.fileRange(cookie))
  if hasMark, name.normal != "utf-8" {
    let finding = Diagnostic(
      kind: .pythonEncoding, range: place,
      message: "the file begins with UTF-8's byte order mark, but is declared as '\(name.text)'",
      help: "write 'coding: utf-8', or nothing")
    return repaired(fragment, start, file, [finding])
  }
  switch name.encoding {
  case .utf8: return repaired(fragment, start, file, [])
  case .page(let page):
    guard let firstWide else { return repaired(fragment, start, file, []) }
    return recoded(fragment, page, name.text, from: firstWide, file)
  case .other:
    guard firstWide != nil else { return repaired(fragment, start, file, []) }
    let finding = Diagnostic(
      kind: .pythonEncoding, range: place,
      message: "the encoding '\(name.text)' cannot be read here", help: "save the file as UTF-8")
    return repaired(fragment, start, file, [finding])
  case .refused:
    let isSlip = editDistance(name.text, "utf-8") == 1 || editDistance(name.text, "utf8") == 1
    let finding = Diagnostic(
      kind: .pythonEncoding, range: place,
      message: isSlip && !name.text.hasPrefix("utf")
        ? "Python knows no encoding '\(name.text)'"
        : "Python cannot read a file in the encoding '\(name.text)'",
      help: isSlip ? "write 'utf-8'" : "save the file as UTF-8, and write 'utf-8'")
    return repaired(fragment, start, file, [finding])
  }
}

/// Puts U+FFFD for what is not UTF-8, with a finding for the first such place unless there is one
/// already.
private func repaired(
  _ fragment: Fragment, _ start: Int, _ file: Int, _ findings: [Diagnostic]
) -> DecodedPython {
  let text = fragment.text
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: text.span)
    return DecodedPython(fragment: fragment, start: start, diagnostics: findings)
  } catch {
    var findings = findings
    if findings.isEmpty {
      let place = error.byteOffsets.lowerBound..<min(text.count, error.byteOffsets.upperBound)
      findings.append(
        Diagnostic(
          kind: .pythonEncoding, range: SourceRange(file: file, bytes: fragment.fileRange(place)),
          message: text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
            ? "the file is UTF-16, which Python does not read" : "the file is not UTF-8",
          label: "this byte cannot stand here",
          help: "save the file as UTF-8, or name its encoding in the first line: "
            + "'# -*- coding: latin-1 -*-'"))
    }
    return DecodedPython(fragment: replaced(fragment), start: start, diagnostics: findings)
  }
}

/// The fragment with U+FFFD for every broken sequence.
private func replaced(_ fragment: Fragment) -> Fragment {
  var result = FragmentBuilder(fragment)
  var index = 0
  let text = fragment.text
  while index < text.count {
    let length = scalarLength(in: text, at: index)
    if length > 0 {
      result.appendVerbatim(index..<index + length)
      index += length
    } else {
      result.append([0xEF, 0xBF, 0xBD], standingFor: index)
      index += 1
    }
  }
  return result.fragment
}

/// The number of bytes of the well-formed scalar at `index`; 0 if there is none.
private func scalarLength(in text: [UInt8], at index: Int) -> Int {
  let first = text[index]
  if first < 0x80 { return 1 }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  guard first >= 0xC2, first <= 0xF4, index + length <= text.count else { return 0 }
  let isWhole = String(validating: text[index..<index + length], as: UTF8.self) != nil
  return isWhole ? length : 0
}

/// The fragment in UTF-8, from the characters of a code page. A byte that has none becomes U+FFFD;
/// the first is a finding.
private func recoded(
  _ fragment: Fragment, _ page: PythonCodePage, _ name: String, from firstWide: Int, _ file: Int
) -> DecodedPython {
  var result = FragmentBuilder(fragment)
  var diagnostics: [Diagnostic] = []
  let text = fragment.text
  let scalars = page.upperHalf
  result.appendVerbatim(0..<firstWide)
  var index = firstWide
  while index < text.count {
    let first = index
    while index < text.count, text[index] < 0x80 { index += 1 }
    if index > first { result.appendVerbatim(first..<index) }
    guard index < text.count else { break }
    let scalar = scalars[Int(text[index]) - 0x80]
    result.append(Array(String(Character(scalar ?? "\u{FFFD}")).utf8), standingFor: index)
    if scalar == nil, diagnostics.isEmpty {
      let place = SourceRange(file: file, bytes: fragment.fileRange(index..<index + 1))
      diagnostics.append(
        Diagnostic(
          kind: .pythonEncoding, range: place,
          message: "the file is declared as '\(name)', which has no such character",
          label: "this byte cannot stand here",
          help: "name the encoding that the file has, or save it as UTF-8"))
    }
    index += 1
  }
  return DecodedPython(fragment: result.fragment, start: 0, diagnostics: diagnostics)
}

/// Collects a fragment whose parts come from another fragment.
private struct FragmentBuilder {
  private let source: Fragment
  private var text: [UInt8] = []
  private var segments: [Fragment.Segment] = []
  /// The offset in `source` and in the file where the last verbatim segment goes on.
  private var next: (source: Int, file: Int)?

  init(_ source: Fragment) {
    self.source = source
    text.reserveCapacity(source.text.count + 64)
  }

  var fragment: Fragment { Fragment(text: text, segments: segments, fileEnd: source.fileEnd) }

  mutating func appendVerbatim(_ range: Range<Int>) {
    for index in range {
      let file = source.fileOffset(index)
      if next?.source != index || next?.file != file {
        segments.append(
          Fragment.Segment(textStart: text.count, fileStart: file, isVerbatim: true))
      }
      text.append(source.text[index])
      next = (index + 1, file + 1)
    }
  }

  mutating func append(_ bytes: [UInt8], standingFor index: Int) {
    segments.append(
      Fragment.Segment(
        textStart: text.count, fileStart: source.fileOffset(index), isVerbatim: false))
    text.append(contentsOf: bytes)
    next = nil
  }
}

/// Where the first two lines name an encoding, as PEP 263 has it; the second only below a line
/// without code.
private func encodingCookie(in text: [UInt8]) -> Range<Int>? {
  var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  for _ in 0..<2 {
    var end = start
    while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    var index = start
    while index < end, text[index] == 0x20 || text[index] == 0x09 || text[index] == 0x0C {
      index += 1
    }
    guard index == end || text[index] == 0x23 else { return nil }
    if let found = cookie(in: text, index..<end) { return found }
    start = min(text.count, end + 1)
    if end + 1 < text.count, text[end] == 0x0D, text[end + 1] == 0x0A { start = end + 2 }
  }
  return nil
}

private func cookie(in text: [UInt8], _ comment: Range<Int>) -> Range<Int>? {
  let word = Array("coding".utf8)
  var index = comment.lowerBound
  while index + 7 <= comment.upperBound {
    defer { index += 1 }
    guard text[index..<index + 6].elementsEqual(word) else { continue }
    guard text[index + 6] == 0x3A || text[index + 6] == 0x3D else { continue }
    var start = index + 7
    while start < comment.upperBound, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    var end = start
    while end < comment.upperBound, isEncodingByte(text[end]) { end += 1 }
    if end > start { return start..<end }
  }
  return nil
}

private func isEncodingByte(_ byte: UInt8) -> Bool {
  byte < 0x80 && isIdentifierByte(byte) || byte == 0x2D || byte == 0x2E
}
