/// A word in code that may name a file or a module of the project.
package struct ProjectWord: Hashable, Sendable {
  /// How sure it is that something is named.
  package enum Kind: Hashable, Sendable {
    /// A text by itself, or a word of a command: any file may be meant.
    case whole
    /// A word of a longer text, which may be a sentence: files of code are meant.
    case inside
    /// A module: `m` of `sys.modules["m"]` and of `python -m m`.
    case module
    /// A part of a path that is made of several: `Path("conf") / "a.json"`.
    case part
  }

  package var text: String
  package var kind: Kind

  package init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
  }

  /// Nobody names a file by more bytes, and no statement more files: what is beyond is left out.
  static let lengthLimit = 256
  static let countLimit = 1000
}

/// The words of a command or another text with a `.`, a `/` or a `:` in them, and those behind `-m` and `cd`; not the
/// one behind `>`, which is written. In order, each once, at most 1000. O(text).
package func projectWords(
  in text: [UInt8], _ kind: ProjectWord.Kind
) -> [ProjectWord] {
  var found: [ProjectWord] = []
  var known: Set<ProjectWord> = []
  var isModule = false
  var isWritten = false
  var isFolder = false
  var start = text.startIndex
  while start < text.endIndex, found.count < ProjectWord.countLimit {
    let byte = text[start]
    guard isPathByte(byte) else {
      if byte == UInt8(ascii: ">") {
        isWritten = true
      } else if !isBlankByte(byte), byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\"") {
        isWritten = false
      }
      start += 1
      continue
    }
    let end = text[start...].firstIndex { !isPathByte($0) } ?? text.endIndex
    var word = text[start..<end]
    start = end
    // The end of a sentence.
    while let last = word.last, last == 0x2E || last == 0x3A { word = word.dropLast() }
    if word.elementsEqual("-m".utf8) {
      isModule = true
      continue
    }
    if word.elementsEqual("cd".utf8) {
      isFolder = true
      continue
    }
    let isNamed =
      isModule || isFolder || word.contains { $0 == 0x2E || $0 == UInt8(ascii: "/") || $0 == 0x3A }
    if isNamed, !isWritten, !word.isEmpty, word.count <= ProjectWord.lengthLimit {
      let made = ProjectWord(
        String(decoding: word, as: UTF8.self), isModule ? .module : isFolder ? .part : kind)
      if known.insert(made).inserted { found.append(made) }
    }
    isModule = false
    isFolder = false
    isWritten = false
  }
  return found
}

/// Whether a path that nobody has to quote may have the byte.
func isPathByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
    UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "+"),
    UInt8(ascii: "@"), 0x80...0xFF:
    true
  default: false
  }
}
