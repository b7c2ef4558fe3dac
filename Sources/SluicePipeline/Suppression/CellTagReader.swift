import SluiceCore
import SluiceScan

/// Reads what the tags of one file's cells hide: `sluice-ignore=SL250`, `sluice-ignore=a, b because …`.
/// O(bytes of the tags).
struct CellTagReader {
  private(set) var found: [Suppression] = []
  /// Tags that are meant to hide something and cannot be understood.
  private(set) var unreadable: [SourceRange] = []
  private let file: Int

  /// `tags` are in the file at position `file` of the store.
  init(_ tags: [CellTag], file: Int) {
    self.file = file
    for tag in tags {
      if let suppression = suppression(tag) {
        found.append(suppression)
      } else if isMeant(tag.text.text) {
        unreadable.append(range(0..<tag.text.text.count, of: tag))
      }
    }
  }

  /// `sluice:…`, or a word that is nearly right; a project about sluices may have tags of its own.
  private func isMeant(_ text: [UInt8]) -> Bool {
    let marks = ":=[".utf8
    let word = text.prefix { $0 != 0x20 && !marks.contains($0) }
    if word.elementsEqual(CellTag.prefix.utf8) {
      return text.dropFirst(word.count).first.map(marks.contains) ?? false
    }
    return editDistance(String(decoding: word, as: UTF8.self), "sluice-ignore") <= 2
  }

  /// Words with commas or blanks between them, up to `because`; `nil` where there is none.
  private func suppression(_ tag: CellTag) -> Suppression? {
    let text = tag.text.text
    let verb = Array("sluice-ignore".utf8)
    guard text.starts(with: verb) else { return nil }
    let sign = text[verb.count...].drop { $0 == 0x20 }
    guard sign.first == UInt8(ascii: "=") else { return nil }
    var words: [Suppression.Word] = []
    var reason: String?
    for part in sign.dropFirst().split(whereSeparator: { [0x20, 0x09, 0x2C].contains($0) }) {
      if part.elementsEqual("because".utf8) {
        let rest = text[part.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
        reason = rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
        break
      }
      words.append(
        .init(
          text: String(decoding: part, as: UTF8.self),
          range: range(part.startIndex..<part.endIndex, of: tag)))
    }
    guard !words.isEmpty else { return nil }
    return Suppression(
      words: words, range: range(0..<text.count, of: tag), reach: tag.cell, reason: reason)
  }

  private func range(_ part: Range<Int>, of tag: CellTag) -> SourceRange {
    SourceRange(file: file, bytes: tag.text.fileRange(part))
  }
}
