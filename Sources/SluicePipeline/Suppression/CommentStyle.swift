import SluiceCore

/// How comments look in a file, by its suffix.
struct CommentStyle {
  let marks: [[UInt8]]
  /// Strings of the language may go over several lines.
  let hasStrings: Bool

  init(path: String) {
    let suffix = Path.suffix(of: path)
    switch suffix {
    case ".sql": marks = ["--", "/*", "{#"].map { Array($0.utf8) }
    case ".sh": marks = ["#", "{#"].map { Array($0.utf8) }
    case ".md", ".Rmd", ".rmd": marks = ["#", "<!--"].map { Array($0.utf8) }
    default: marks = [Array("#".utf8)]
    }
    hasStrings = suffix == ".py" || suffix == ".ipynb"
  }

  /// Whether the file can hold comments at all.
  static func isKnown(_ path: String) -> Bool {
    let known = [
      ".py", ".ipynb", ".r", ".R", ".sql", ".sh", ".md", ".Rmd", ".rmd", ".yaml", ".yml", ".txt",
      ".toml", ".cfg",
    ]
    return known.contains(Path.suffix(of: path))
  }

  /// What begins a comment of the code in the file.
  static func mark(in path: String) -> String { Path.suffix(of: path) == ".sql" ? "--" : "#" }

  /// Where the comment begins that has nothing but blanks between its mark and `offset`.
  func comment(in text: [UInt8], line: Range<Int>, before offset: Int) -> Int? {
    var end = offset
    while end > line.lowerBound, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    for mark in marks where end - mark.count >= line.lowerBound {
      let start = end - mark.count
      guard text[start..<end].elementsEqual(mark) else { continue }
      // Within a word a mark is none.
      if start == line.lowerBound || text[start - 1] == 0x20 || text[start - 1] == 0x09 {
        return start
      }
    }
    return nil
  }

  /// Where the comment ends that goes on at `start`.
  func end(of line: Range<Int>, in text: [UInt8], from start: Int) -> Int {
    guard marks.count > 1 else { return line.upperBound }
    return CommentStyle.ends.compactMap {
      $0.offset(in: text, from: start, before: line.upperBound)
    }
    .min() ?? line.upperBound
  }

  /// What may end a comment before its line does.
  private static let ends = ["*/", "#}", "-->"].map { ByteSearch(Array($0.utf8)) }

  func begins(_ content: ArraySlice<UInt8>) -> Bool { marks.contains { content.starts(with: $0) } }
}
