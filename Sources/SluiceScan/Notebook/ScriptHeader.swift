import SluiceCore

/// What the comment block at a script's start says: jupytext's YAML header, the `#!` line, and the
/// line that names an encoding.
struct ScriptHeader {
  /// Values by their path, `jupytext.text_representation.format_name`, as written.
  private(set) var values: [String: String] = [:]
  /// The first line behind those that name an interpreter and an encoding.
  private(set) var start = 0
  /// The first line that belongs to a cell.
  private(set) var end = 0
  /// The line that names an encoding other than `utf-8`, which jupytext refuses.
  private(set) var refusedEncoding: Int?
  /// The header says more than what is jupytext's: a raw cell holds the rest.
  private(set) var hasOwnCell = false
  /// The line of each value.
  private(set) var valueLines: [String: Int] = [:]

  /// jupytext's own part of the header as YAML, comment marks off; `nil` if there is none.
  private(set) var jupyter: Fragment?

  /// What stands before each line of the header.
  enum Mark: Hashable {
    case none, hash
    /// `#'`, in scripts for knitr's `spin`.
    case spun

    /// The line without its mark; `nil` where it has none.
    func text(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
      switch self {
      case .none: return line
      case .hash: return line.first == UInt8(ascii: "#") ? uncommented(line) : nil
      case .spun:
        guard let text = line.dropping("#'") else { return nil }
        return text.first == 0x20 ? text.dropFirst() : text
      }
    }
  }

  init(_ lines: ScriptLines, mark: Mark) {
    let isComment = mark != .none
    var jupyter: [(line: Int, text: ArraySlice<UInt8>)] = []
    // A Markdown header may hide in a comment of HTML.
    var isInDiv = false
    var isStarted = false
    var isEnded = false
    var isInJupyter = false
    var number = 0
    while number < lines.count {
      let line = lines[number]
      if number == 0, line.starts(withText: "#!") {
        start = 1
        number += 1
        continue
      }
      if number == 0 || (number == 1 && encoding(lines[0], isComment: isComment) == nil),
        let name = encoding(line, isComment: isComment)
      {
        if name != "utf-8" { refusedEncoding = number }
        start = number + 1
        number += 1
        continue
      }
      guard let text = mark.text(line) else { break }
      if mark == .none, line.trimmedStart().starts(withText: "<!--") {
        isInDiv = true
        number += 1
        continue
      }
      if isInDiv, isEnded, contains(line, "-->") { break }
      if isInDiv, !isStarted, isBlankText(line) {
        number += 1
        continue
      }
      if text.starts(withText: "---"), isBlankText(text.dropFirst(3)) {
        if isStarted {
          isEnded = true
          guard isInDiv else { break }
          number += 1
          continue
        }
        isStarted = true
        number += 1
        continue
      }
      if !isStarted, !isBlankText(text) { break }
      if text.starts(withText: "jupyter"), isKeyAlone(text.dropFirst(7)) {
        isInJupyter = true
      } else if let first = text.first, !isBlankByte(first) {
        isInJupyter = false
      }
      if isInJupyter { jupyter.append((number, text)) } else { hasOwnCell = true }
      number += 1
    }
    guard isEnded else {
      hasOwnCell = false
      end = start
      return
    }
    end = min(number + 1, lines.count)
    if end < lines.count, isBlankText(mark.text(lines[end]) ?? lines[end]) { end += 1 }
    readValues(jupyter)
    guard let last = jupyter.last else { return }
    var fragment = Fragment(text: [], segments: [], fileEnd: lines.ranges[last.line].upperBound)
    for (_, text) in jupyter {
      fragment.segments.append(
        Fragment.Segment(
          textStart: fragment.text.count, fileStart: text.startIndex, isVerbatim: true))
      fragment.text += text + [0x0A]
    }
    self.jupyter = fragment
  }

  /// Whether jupytext takes anything from the header.
  var isEmpty: Bool { jupyter == nil }

  /// Keys nest by their indentation; lists and flow mappings are passed over.
  private mutating func readValues(_ lines: [(line: Int, text: ArraySlice<UInt8>)]) {
    var path: [(indent: Int, key: String)] = []
    for (number, text) in lines.dropFirst() {
      let content = text.drop { $0 == 0x20 }
      let indent = text.count - content.count
      guard let colon = content.firstIndex(of: UInt8(ascii: ":")), content.first != 0x2D else {
        continue
      }
      while let last = path.last, last.indent >= indent { path.removeLast() }
      guard path.count < 16 else { continue }
      path.append((indent, content[..<colon].asText))
      var value = content[(colon + 1)...].asText.trimmingBlanks()
      if value.utf8.count >= 2, let first = value.utf8.first, first == value.utf8.last,
        first == 0x22 || first == 0x27
      {
        value = String(value.dropFirst().dropLast())
      }
      let key = path.map(\.key).joined(separator: ".")
      if value.hasPrefix("{"), value.hasSuffix("}") {
        readFlow(value, key, number)
        continue
      }
      if !value.isEmpty {
        values[key] = value
        valueLines[key] = number
      }
    }
  }

  /// `{name: python3, language: python}`, one level of it.
  private mutating func readFlow(_ text: String, _ key: String, _ number: Int) {
    for pair in text.dropFirst().dropLast().split(separator: ",") {
      let parts = pair.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = "\(key).\(String(parts[0]).trimmingBlanks())"
      let value = String(parts[1]).trimmingBlanks().filter { $0 != "'" && $0 != "\"" }
      guard !value.isEmpty else { continue }
      values[name] = value
      valueLines[name] = number
    }
  }

  /// The format that the header names for `fileExtension` (no dot), and the line that does; `nil` if
  /// it leaves the choice open. A header made for another extension means jupytext's first format.
  func formatName(for fileExtension: String) -> (name: String, line: Int)? {
    if let named = representedFormat(for: fileExtension) { return named }
    if let formats = values["jupytext.formats"],
      let name = formatName(in: formats, for: fileExtension)
    {
      return (name, valueLines["jupytext.formats"] ?? 0)
    }
    let hasRepresentation = values.keys.contains { $0.hasPrefix("jupytext.text_representation.") }
    return hasRepresentation ? ("light", 0) : nil
  }

  /// The format that the file says it is written in, if that was for the extension.
  func representedFormat(for fileExtension: String) -> (name: String, line: Int)? {
    let representation = "jupytext.text_representation"
    guard let name = values["\(representation).format_name"],
      values["\(representation).extension"]?.hasSuffix("." + fileExtension) ?? false
    else { return nil }
    return (name, valueLines["\(representation).format_name"] ?? 0)
  }

  /// `ipynb,scripts//py:percent`: the format of the extension, if it names one.
  private func formatName(in formats: String, for fileExtension: String) -> String? {
    for format in formats.split(separator: ",") {
      let file = format.split(separator: "/").last ?? ""
      let parts = file.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].split(separator: ".").last.map(String.init) == fileExtension
      else { continue }
      // The format's former name.
      let name = String(parts[1]).trimmingBlanks()
      return name == "bare" ? "nomarker" : name
    }
    return nil
  }
}

/// The line without its `# ` or `#`.
func uncommented(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard let rest = line.dropping("#") else { return line }
  return rest.first == 0x20 ? rest.dropFirst() : rest
}

private func isKeyAlone(_ text: ArraySlice<UInt8>) -> Bool {
  guard let rest = text.trimmedStart().dropping(":") else { return false }
  return isBlankText(rest)
}

/// The name in `# -*- coding: name -*-`.
private func encoding(_ line: ArraySlice<UInt8>, isComment: Bool) -> String? {
  if isComment {
    guard line.drop(while: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }).starts(withText: "#") else {
      return nil
    }
  }
  for index in line.indices {
    guard let rest = line[index...].dropping("coding"), let mark = rest.first,
      mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=")
    else { continue }
    let name = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }.prefix {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D: true
      default: false
      }
    }
    if !name.isEmpty { return name.asText }
  }
  return nil
}
