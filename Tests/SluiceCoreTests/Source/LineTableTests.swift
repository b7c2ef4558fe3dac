import SluiceCore
import Testing

@Test(
  arguments: [
    ("", [0]), ("a", [0]), ("\n", [0, 1]), ("a\nb", [0, 2]), ("a\r\nb", [0, 3]), ("a\rb", [0, 2]),
    ("\r\r\n\n", [0, 1, 3, 4]), ("a\n\r", [0, 2, 3]), ("é\nü", [0, 3]),
    ("a\u{2028}b\u{85}c\u{B}", [0]),
  ] as [(String, [Int])])
func findsWhereLinesBegin(text: String, starts: [Int]) {
  #expect(LineTable(Array(text.utf8)).starts == starts)
}

@Test func findsTheLineOfEachOffset() {
  let bytes = Array("ab\r\n\ncd".utf8)
  let table = LineTable(bytes)
  #expect((0...9).map { table.line(at: $0) } == [0, 0, 0, 0, 1, 2, 2, 2, 2, 2])
}
