import TestSupport
import Testing

@testable import SluiceReport

@Test(arguments: [
  ("plain\ttext", "plain\ttext"), ("\u{1B}[31mred\u{1B}[0m", "red"),
  ("\u{1B}]0;title\u{07}x", "x"), ("\u{1B}]0;title\u{1B}\\x", "x"), ("\u{1B}(Bx", "x"),
  ("a\u{08}b", "a␈b"), ("├─✔ x", "├─✔ x"), ("\u{1B}[31", ""), ("\u{1B}", ""),
])
func escapesAreTakenOut(_ line: String, _ text: String) {
  #expect(plainText(Array(line.utf8)) == text)
}

@Test func fuzzNoEscapeIsLeft() {
  var generator = SeededGenerator(state: 5)
  let letters = Array("\u{1B}[]0;31m\\\u{07}PX^_(B a".utf8) + [0x9B, 0xC2, 0xFF, 0x0D]
  for _ in 0..<2000 {
    let line = (0..<30).map { _ in letters.randomElement(using: &generator) ?? 0 }
    let text = plainText(line)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
  }
}
