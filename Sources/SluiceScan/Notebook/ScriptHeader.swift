/// What the comment block at a script's start says: jupytext's YAML header, the `#!` line, and the
/// line that names an encoding.
struct ScriptHeader {
  /// Values by their path, `jupytext.text_representation.format_name`, as written.
  private(set) var values: [String: String] = [:]
  /// The first line that belongs to a cell.
  private(set) var end = 0
  /// The line that names an encoding other than `utf-8`, which jupytext refuses.
  private(set) var refusedEncoding: Int?
  /// The header says more than what is jupytext's: a raw cell holds the rest.
  private(set) var hasOwnCell = false
  /// The line of each value.
  private(set) var valueLines: [String: Int] = [:]

  /// `prefix` is the comment mark: `#`, or empty for R Markdown.
  init(_ lines: ScriptLines, isComment: Bool) {
    var jupyter: [(line: Int, text: ArraySlice<UInt8>)] = []
    var isStarted = false
    var isEnded = false
    var isInJupyter = false
    var start = 0
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
      guard !isComment || line.starts(withText: "#") else { break }
      let text = isComment ? uncommented(line) : line
      if text.starts(withText: "---"), isBlankText(text.dropFirst(3)) {
        if isStarted {
          isEnded = true
          break
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
    end = number + 1
    if end < lines.count, isBlankText(isComment ? uncommented(lines[end]) : lines[end]) { end += 1 }
    readValues(jupyter)
  }

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
      if !value.isEmpty {
        values[key] = value
        valueLines[key] = number
      }
    }
  }

  /// The format that the header names for `fileExtension` (no dot), and the line that does; `nil` if
  /// it leaves the choice open. A header made for another extension means jupytext's first format.
  func formatName(for fileExtension: String) -> (name: String, line: Int)? {
    let representation = "jupytext.text_representation"
    if let name = values["\(representation).format_name"],
      values["\(representation).extension"]?.hasSuffix("." + fileExtension) ?? false
    {
      return (name, valueLines["\(representation).format_name"] ?? 0)
    }
    if let formats = values["jupytext.formats"],
      let name = formatName(in: formats, for: fileExtension)
    {
      return (name, valueLines["jupytext.formats"] ?? 0)
    }
    let hasRepresentation = values.keys.contains { $0.hasPrefix(representation + ".") }
    return hasRepresentation ? ("light", 0) : nil
  }

  /// `ipynb,scripts//py:percent`: the format of the extension, if it names one.
  private func formatName(in formats: String, for fileExtension: String) -> String? {
    for format in formats.split(separator: ",") {
      let file = format.split(separator: "/").last ?? ""
      let parts = file.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].split(separator: ".").last.map(String.init) == fileExtension
      else { continue }
      return String(parts[1]).trimmingBlanks()
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
