/// Options that make a file unreadable for jupytext.
enum OptionProblem: Hashable {
  /// `tags` is no list of different strings without commas.
  case noList
  /// The options of a chunk cannot be split: brackets or quotes are not closed, or a name is missing.
  case unbalanced
  /// A key of Jupyter's own that has a value of another type.
  case wrongType(String)
  /// An option that hides a part of the chunk stands behind `tags`: its key.
  case hiddenBehind(String)
}

/// What a cell's marker says about it, as far as it matters here.
struct CellOptions: Hashable {
  var tags: [String] = []
  /// Why jupytext cannot read the file, if the options keep it from that.
  var problem: OptionProblem?
  /// `[markdown]`, `[md]` or `[raw]` in the title, or the key `cell_type`.
  var isText = false
  /// Of these the one that is neither Markdown nor code.
  var isRaw = false
  /// The extensions for which the cell is code; `nil` for all.
  var active: String?
  /// What stands behind `# ` in the line that ends a light cell.
  var endOfCell = "-"
  var language: String?
  /// `run_control` says that the cell is frozen: it is code for Jupyter alone.
  private var isFrozen = false

  /// The options of a marker in a script: a title, then `key=value …` or one JSON object.
  init(marker text: ArraySlice<UInt8>) {
    let text = String(decoding: text, as: UTF8.self).trimmingBlanks()
    let bytes = Array(text.utf8)
    let brace = bytes.firstIndex(of: UInt8(ascii: "{"))
    let equals = bytes.firstIndex(of: UInt8(ascii: "="))
    let title: ArraySlice<UInt8>
    if let brace, equals.map({ brace < $0 }) ?? true {
      title = bytes[..<brace]
      if case .mapping(let entries) = OptionValue.parse(bytes[brace...]) {
        for (key, value) in entries { take(key, value) }
      }
    } else {
      title = titlePart(bytes, equals: equals)
      for (key, value) in keyedOptions(bytes[title.endIndex...]) { take(key, value) }
    }
    for word: StaticString in ["[markdown]", "[raw]", "[md]"] where contains(title, word) {
      isText = true
      isRaw = word.utf8Start[1] == UInt8(ascii: "r")
      break
    }
  }

  /// The options of a chunk in R Markdown.
  init(chunk options: ChunkOptions) {
    if options.isBroken {
      problem = .unbalanced
      return
    }
    let entries = options.entries
    for (key, value) in entries {
      switch key {
      case "tags", "active", "language": take(key, OptionValue.parseR(Array(value.utf8)[...]))
      case "include" where value == "FALSE", "echo" where value == "FALSE",
        "results" where value == "'hide'" || value == "\"hide\"":
        // jupytext makes a tag of it, which the text of an option before it cannot take.
        if entries.prefix(while: { $0.0 != key }).contains(where: { $0.0 == "tags" }) {
          problem = .hiddenBehind(key)
        } else {
          tags.append(
            key == "include" ? "remove_cell" : key == "echo" ? "remove_input" : "remove_output")
        }
      default: break
      }
    }
  }

  private mutating func take(_ key: String, _ value: OptionValue) {
    switch key {
    case "tags":
      guard case .list(let items) = value else {
        tags = []
        problem = .noList
        return
      }
      tags = items.compactMap(\.text)
      let isSound = Set(tags).count == items.count && tags.allSatisfy(isTag)
      problem = isSound ? nil : .noList
    case "active": active = value.text
    case "endofcell": endOfCell = value.text ?? "-"
    case "cell_type":
      isRaw = value.text == "raw"
      isText = isRaw || value.text == "markdown"
    case "language": language = value.text
    case "name", "collapsed", "scrolled", "jupyter", "execution":
      if problem == nil, !isSound(value, for: key) { problem = .wrongType(key) }
    case "run_control":
      if case .mapping(let entries) = value { isFrozen = entries["frozen"] == .boolean(true) }
    default: break
    }
  }

  /// Whether the notebook format takes a value for one of its own keys.
  private func isSound(_ value: OptionValue, for key: String) -> Bool {
    switch (key, value) {
    case ("name", .string(let text)): !text.isEmpty
    case ("collapsed", .boolean), ("scrolled", .boolean), ("scrolled", .string("auto")): true
    case ("jupyter", .mapping), ("execution", .mapping): true
    default: false
    }
  }

  /// Whether the cell is code in a file with this extension (no dot).
  func isActive(in fileExtension: String, default isActive: Bool = true) -> Bool {
    if isFrozen { return fileExtension == "ipynb" }
    for tag in tags where tag.hasPrefix("active-") {
      return tag.split(separator: "-").contains { $0 == fileExtension }
    }
    guard let active else { return isActive }
    return active.split(whereSeparator: { $0 == "." || $0 == "," })
      .contains { $0 == fileExtension }
  }
}

/// What the notebook format allows: text without a comma.
private func isTag(_ tag: String) -> Bool { !tag.isEmpty && !tag.utf8.contains(0x2C) }

/// The words before the options: all but the key before the first `=`.
private func titlePart(_ bytes: [UInt8], equals: Int?) -> ArraySlice<UInt8> {
  var end = equals ?? bytes.count
  if equals != nil {
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    while end > 0, bytes[end - 1] != 0x20 { end -= 1 }
  }
  while end > 0 {
    if bytes[end - 1] == 0x20 {
      end -= 1
      continue
    }
    var start = end
    while start > 0, bytes[start - 1] != 0x20 { start -= 1 }
    guard bytes[start] == UInt8(ascii: ".") else { break }
    end = start
  }
  return bytes[..<end]
}

/// The pairs of `key1=value1 key2=value2`; empty where jupytext cannot read them. Read from the
/// right, as a value may hold blanks and equal signs. At most `limit` signs are tried.
private func keyedOptions(_ bytes: ArraySlice<UInt8>) -> [(String, OptionValue)] {
  let limit = 64
  var found: [(String, OptionValue)] = []
  var rest = bytes
  var tried = 0
  while true {
    rest = trimmed(rest)
    guard !rest.isEmpty else { return found }
    let lastBlank = rest.lastIndex(of: 0x20)
    let word = rest[(lastBlank.map { $0 + 1 } ?? rest.startIndex)...]
    if !rest.starts(withText: "--"), isIdentifier(word) {
      found.append((word.asText, .other))
      guard let lastBlank, lastBlank > rest.startIndex else { return found }
      rest = rest[..<lastBlank]
      continue
    }
    var end = rest.endIndex
    var next: ArraySlice<UInt8>?
    while let sign = rest[..<end].lastIndex(of: UInt8(ascii: "=")), tried < limit {
      tried += 1
      end = sign
      let left = trimmedEnd(rest[..<sign])
      let blank = left.lastIndex(of: 0x20)
      let key = left[(blank.map { $0 + 1 } ?? left.startIndex)...]
      guard isKey(key), let value = OptionValue.parse(rest[(sign + 1)...]) else { continue }
      found.append((key.asText, value))
      next = blank.map { $0 > rest.startIndex ? rest[..<$0] : [] } ?? []
      break
    }
    guard let next else { return found }
    rest = next
  }
}

private func isIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
  guard let first = word.first, !(0x30...0x39).contains(first) else { return false }
  return word.allSatisfy { isKeyByte($0) && $0 != 0x40 && $0 != 0x2F && $0 != 0x2D }
}

private func isKey(_ word: ArraySlice<UInt8>) -> Bool {
  !word.isEmpty && word.allSatisfy(isKeyByte)
}

/// Letters, digits and `_.@/-`.
private func isKeyByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x40, 0x2F, 0x2D: true
  default: false
  }
}

func contains(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
  text.indices.contains { text[$0...].starts(withText: word) }
}

private func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  trimmedEnd(text.trimmedStart())
}

private func trimmedEnd(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var text = text
  while let last = text.last, last == 0x20 || (9...13).contains(last) { text = text.dropLast() }
  return text
}

extension String {
  /// The text without ASCII blanks at both ends.
  func trimmingBlanks() -> String {
    trimmed(Array(utf8)[...]).asText
  }
}
