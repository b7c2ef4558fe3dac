import SluiceCore
import TestSupport
import Testing

/// The wide search finds what a search byte by byte finds, wherever it begins.
@Test func wideSearchesStopWhereNarrowOnesDo() {
  var generator = SeededGenerator(state: 5)
  let rare: [UInt8] = [
    0x0A, 0x0D, 0x22, 0x5C, 0x1F, 0x20, 0x21, 0x7F, 0x80, 0xFF, 0x0B, 0x23, 0x27, 0,
  ]
  for _ in 0..<400 {
    var bytes = [UInt8](repeating: 0x61, count: Int.random(in: 0..<140, using: &generator))
    for _ in 0..<Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
        rare[Int.random(in: 0..<rare.count, using: &generator)]
    }
    for start in 0...bytes.count {
      let rest = bytes[start...]
      let plain = rest.firstIndex { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 } ?? bytes.count
      let ascii = rest.firstIndex { $0 >= 0x80 } ?? bytes.count
      let line = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      #expect(bytes.plainRunEnd(from: start) == plain)
      #expect(bytes.asciiRunEnd(from: start) == ascii)
      #expect(bytes.lineRunEnd(from: start) == line)
      let printable = rest.firstIndex { $0 < 0x20 || $0 >= 0x80 } ?? bytes.count
      let quote = rest.firstIndex { $0 == 0x22 || $0 == 0x27 || $0 == 0x23 } ?? bytes.count
      #expect(bytes.printableRunEnd(from: start) == printable)
      #expect(rest.quoteOrComment(from: start) == quote)
      for (isTriple, isASCII) in [(false, false), (false, true), (true, false)] {
        let end = rest.firstIndex { byte in
          byte == 0x22 || byte == 0x5C || byte == 0 || isASCII && byte >= 0x80
            || !isTriple && (byte == 0x0A || byte == 0x0D)
        }
        let found = bytes.literalRunEnd(
          from: start, quote: 0x22, isTriple: isTriple, isASCII: isASCII)
        #expect(found == end ?? bytes.count)
      }
    }
  }
}
