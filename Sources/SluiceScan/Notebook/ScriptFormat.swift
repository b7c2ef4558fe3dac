/// How a script marks its cells: jupytext's formats.
enum ScriptFormat: Hashable {
  /// `# %%`; jupytext's hydrogen format has the same cells.
  case percent
  /// `# +` and `# -`, or paragraphs.
  case light
  /// `# region` and `# endregion`, or `# {{{` and `# }}}`, or paragraphs.
  case folded(Folding)
  /// R with `#'` for text and `#+` for chunks.
  case spin
  /// Text between lines of hashes; its cells have no tags.
  case sphinx

  /// The words that open and close a cell.
  struct Folding: Hashable {
    var open: String
    var close: String
    static let region = Folding(open: "region", close: "endregion")
    static let braces = Folding(open: "{{{", close: "}}}")
  }

  /// The format that the header names; `nil` if the extension has no format of that name.
  init?(name: String, _ dialect: ScriptDialect) {
    switch name {
    case "percent", "hydrogen": self = .percent
    case "light", "nomarker": self = .light
    case "sphinx" where dialect.isPythonFile: self = .sphinx
    case "spin" where dialect.isRFile: self = .spin
    // Cells of marimo are functions, without tags.
    case "marimo" where dialect.isPythonFile: self = .sphinx
    default: return nil
    }
  }

  /// The format that the text looks like.
  init(guessing lines: ScriptLines, _ dialect: ScriptDialect) {
    var state = QuoteState(isPython: !dialect.isRFile)
    var hashes = 0
    var hasBraces = false
    var hasRegion = false
    var hasSpin = false
    for number in 0..<lines.count {
      let line = lines[number]
      state.read(line)
      guard !state.isQuoted, let rest = line.dropping("#") else { continue }
      if isPercentMark(rest) {
        self = .percent
        return
      }
      if dialect.isPythonFile, isTwentyHashes(line) { hashes += 1 }
      if dialect.isRFile, rest.starts(withText: "'") { hasSpin = true }
      let word = rest.trimmedStart()
      if word.starts(withText: "{{{") { hasBraces = true }
      if word.starts(withText: "region") { hasRegion = true }
    }
    if hasBraces {
      self = .folded(.braces)
    } else if hasRegion {
      self = .folded(.region)
    } else if hashes >= 2 {
      self = .sphinx
    } else {
      self = hasSpin ? .spin : .light
    }
  }
}

/// ` %%`, `%%` alone or before a blank; ` <codecell>`; ` In[3]`. `rest` is the line behind its `#`.
private func isPercentMark(_ rest: ArraySlice<UInt8>) -> Bool {
  for mark: StaticString in [" %%", "%%"] {
    if let behind = rest.dropping(mark), behind.first.map(isBlankByte) ?? true { return true }
  }
  if rest.starts(withText: " <codecell>") { return true }
  guard let number = rest.dropping(" In[") else { return false }
  return number.first { !(0x30...0x39).contains($0) && $0 != 0x20 } == UInt8(ascii: "]")
}

/// A line of at least twenty hashes, one blank allowed behind the first.
func isTwentyHashes(_ line: ArraySlice<UInt8>) -> Bool {
  guard var rest = line.dropping("#") else { return false }
  if rest.first == 0x20 { rest = rest.dropFirst() }
  let behind = rest.drop { $0 == UInt8(ascii: "#") }
  return rest.count - behind.count >= 19 && isBlankText(behind)
}

/// ASCII white space.
func isBlankByte(_ byte: UInt8) -> Bool {
  byte == 0x20 || (9...13).contains(byte) || (28...31).contains(byte)
}
