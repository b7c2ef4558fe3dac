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
  guard let firstWide = text.firstIndex(where: { $0 >= 0x80 }) else {
    return DecodedPython(
      fragment: fragment, start: start, diagnostics: misspelledEncoding(in: fragment, file, mode))
  }
  let cookie = mode == .module ? encodingCookie(in: text) : nil
  let name = cookie.map { normalizedEncoding(text[$0]) } ?? "utf-8"
  if hasMark, let cookie, name != "utf-8", !name.hasPrefix("utf-8-") {
    let finding = Diagnostic(
      kind: .pythonEncoding, range: SourceRange(file: file, bytes: fragment.fileRange(cookie)),
      message: "the file begins with UTF-8's byte order mark, but is declared as '\(name)'",
      help: "write 'coding: utf-8', or nothing")
    return repaired(fragment, start, file, [finding])
  }
  switch name {
  case "utf-8", "utf8", "u8", "utf", "utf-8-sig": break
  case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "iso-latin-1", "l1", "8859", "cp819":
    return DecodedPython(
      fragment: recoded(fragment) { Unicode.Scalar($0) }, start: 0, diagnostics: [])
  case "cp1252", "windows-1252", "1252":
    return DecodedPython(fragment: recoded(fragment, windows1252), start: 0, diagnostics: [])
  case "ascii", "us-ascii", "646":
    let range = SourceRange(file: file, bytes: fragment.fileRange(firstWide..<firstWide + 1))
    let finding = Diagnostic(
      kind: .pythonEncoding, range: range,
      message: "the file is declared as ASCII, and this byte is not")
    return repaired(fragment, start, file, [finding])
  default:
    let finding = Diagnostic(
      kind: .pythonEncoding,
      range: SourceRange(file: file, bytes: fragment.fileRange(cookie ?? 0..<0)),
      message: "the encoding '\(name)' cannot be read here", help: "save the file as UTF-8")
    return repaired(fragment, start, file, [finding])
  }
  return repaired(fragment, start, file, [])
}

/// In a text that is ASCII any encoding will do that Python knows; `uft-8` it does not.
private func misspelledEncoding(
  in fragment: Fragment, _ file: Int, _ mode: PythonMode
) -> [Diagnostic] {
  guard mode == .module, let cookie = encodingCookie(in: fragment.text) else { return [] }
  let name = normalizedEncoding(fragment.text[cookie])
  let known = ["utf-8", "utf8", "utf-7", "utf7", "utf-16", "utf-32", "latin-1", "latin1", "ascii"]
  guard !known.contains(name), editDistance(name, "utf-8") == 1 || editDistance(name, "utf8") == 1
  else { return [] }
  let range = SourceRange(file: file, bytes: fragment.fileRange(cookie))
  return [
    Diagnostic(
      kind: .pythonEncoding, range: range, message: "Python knows no encoding '\(name)'",
      help: "write 'utf-8'")
  ]
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
          message: "the file is not UTF-8", label: "this byte cannot stand here",
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

/// The fragment with every byte above ASCII as the scalar that `scalar` names.
private func recoded(_ fragment: Fragment, _ scalar: (UInt8) -> Unicode.Scalar) -> Fragment {
  var result = FragmentBuilder(fragment)
  for (index, byte) in fragment.text.enumerated() {
    if byte < 0x80 {
      result.appendVerbatim(index..<index + 1)
    } else {
      result.append(Array(String(Character(scalar(byte))).utf8), standingFor: index)
    }
  }
  return result.fragment
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

/// Lower case, with `-` for `_`.
private func normalizedEncoding(_ bytes: ArraySlice<UInt8>) -> String {
  String(
    decoding: bytes.map { byte -> UInt8 in
      if byte == 0x5F { return 0x2D }
      return byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }, as: UTF8.self)
}

/// The scalar of a byte of Windows' code page 1252; unassigned bytes are U+FFFD.
private func windows1252(_ byte: UInt8) -> Unicode.Scalar {
  let table: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
  guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
  return Unicode.Scalar(table[Int(byte) - 0x80]) ?? "\u{FFFD}"
}
