import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

private func reader(_ path: String, _ text: String) -> SuppressionReader {
  SuppressionReader(SourceFile(path: path, bytes: Array(text.utf8)), file: 0)
}

private func text(of range: Range<Int>, in text: String) -> String {
  String(decoding: Array(text.utf8)[range], as: UTF8.self)
}

@Test(
  arguments: [
    ("a.py", "x = 1  # sluice: ignore[SL301] because I say so\ny = 2\n", "I say so"),
    ("a.R", "x <- 1 # sluice:ignore[ SL301 ] - why\n", "why"),
    ("a.sql", "SELECT 1 /* sluice: ignore[SL301] for now */ FROM b\n", "for now"),
    ("a.sh", "{# sluice: ignore[SL301] #}\n", nil),
    ("p.yaml", "a: 1 # sluice: ignore[SL301]: über\n", "über"),
  ] as [(String, String, String?)])
func readsOneComment(path: String, source: String, reason: String?) {
  let reader = reader(path, source)
  #expect(reader.found.map { $0.words.map(\.text) } == [["SL301"]])
  #expect(reader.found.first?.reason == reason)
  #expect(reader.unreadable.isEmpty)
}

@Test(arguments: [
  ("a.py", "'''\n# sluice: ignore[SL301]\n'''\n"),
  ("a.py", "x = 1#sluicesluice: ignore[SL301]\n"),
  ("a.py", "x = 'sluice: ignore[SL301]'\n"),
  ("a.py", "x = 'write # sluice: ignore[SL301]'\n"),
  ("a.sql", "SELECT '# sluice: ignore[SL301]'\n"),
])
func takesNothingElseForAComment(path: String, source: String) {
  #expect(reader(path, source).found.isEmpty)
}

@Test func reachesItsOwnLineOrTheNextWithCode() throws {
  let source = "a\n# sluice: ignore[x]\n# more words\n\nb = 1\nc = 2 # sluice: ignore[y]\nd\n"
  let found = reader("a.py", source).found
  try #require(found.count == 2)
  #expect(text(of: found[0].reach, in: source).hasSuffix("\n\nb = 1\n"))
  #expect(text(of: found[1].reach, in: source) == "c = 2 # sluice: ignore[y]\n")
}

@Test func mutatedCommentsNeverTrap() {
  let seed = Array("# sluice: ignore[a, b] because\nx = '''# sluice: ignore[c]'''\n".utf8)
  var generator = SeededGenerator(state: 7)
  for length in 0...seed.count {
    _ = reader("a.py", String(decoding: seed[..<length], as: UTF8.self))
  }
  for _ in 0..<2000 {
    let bytes = seed.mutated(edits: 5, letters: pythonPunctuation, using: &generator)
    for path in ["a.py", "a.sql", "a.md", "p.yaml"] {
      _ = SuppressionReader(SourceFile(path: path, bytes: bytes), file: 0)
    }
  }
}
