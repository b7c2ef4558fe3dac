import SluiceCore

/// Whether the next line begins inside of a string, as jupytext tells it: line by line, without a
/// real lexer, so that both agree on which markers count.
struct QuoteState {
  private let isPython: Bool
  private var single: UInt8?
  private var triple: UInt8?

  init(isPython: Bool) { self.isPython = isPython }

  var isQuoted: Bool { single != nil || triple != nil }

  mutating func read(_ line: ArraySlice<UInt8>) {
    var next = line.quoteOrComment(from: line.startIndex)
    guard next < line.endIndex else {
      if isPython { single = nil }
      return
    }
    if !isQuoted, line.trimmedStart().first == UInt8(ascii: "#") { return }
    var tripleEnd = line.startIndex - 1
    while next < line.endIndex {
      let index = next
      let byte = line[index]
      next = line.quoteOrComment(from: index + 1)
      if byte == UInt8(ascii: "#") {
        if isQuoted { continue }
        break
      }
      if index > line.startIndex, line[index - 1] == UInt8(ascii: "\\") { continue }
      if single == byte {
        single = nil
        continue
      }
      if single != nil { continue }
      // In R, jupytext follows no strings at all.
      if !isPython { continue }
      if index >= line.startIndex + 2, line[index - 1] == byte, line[index - 2] == byte,
        index >= tripleEnd + 3
      {
        if triple == byte {
          triple = nil
          tripleEnd = index
        } else if triple == nil {
          triple = byte
          tripleEnd = index
        }
        continue
      }
      if triple != nil { continue }
      single = byte
    }
    if isPython { single = nil }
  }
}
