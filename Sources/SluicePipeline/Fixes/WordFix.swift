import SluiceCore

/// The mend of a misspelt word: the one that was meant, in the quotes that are there. `nil` where the
/// range is not just the word, or the word would not stand there as it is.
func wordFix(replacing range: SourceRange, by meant: String, in store: SourceStore) -> Fix? {
  let file = store.files[range.file]
  guard range.bytes.upperBound <= file.bytes.count, isPlainWord(meant) else { return nil }
  var inner = range.bytes
  let text = file.bytes[inner]
  if let quote = text.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
    guard text.count > 2, text.last == quote else { return nil }
    inner = (inner.lowerBound + 1)..<(inner.upperBound - 1)
  } else if file.bytes[inner].first == UInt8(ascii: "\\") {
    // A notebook's `\"word\"`.
    guard text.count > 4, text.starts(with: text.suffix(2)),
      text.suffix(2).last == UInt8(ascii: "\"")
    else { return nil }
    inner = (inner.lowerBound + 2)..<(inner.upperBound - 2)
  }
  guard !inner.isEmpty, file.bytes[inner].allSatisfy(isPlain) else { return nil }
  return Fix(
    title: "replace it by '\(meant)'",
    changes: [.replace(SourceRange(file: range.file, bytes: inner), with: meant)], isSafe: true)
}

/// Letters, digits and marks that need no quoting in any of the languages.
func isPlainWord(_ word: String) -> Bool { !word.isEmpty && word.utf8.allSatisfy(isPlain) }

private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
    UInt8(ascii: "."):
    true
  default: false
  }
}
