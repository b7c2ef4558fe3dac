import SluiceScan
import TestSupport
import Testing

@testable import SluiceScan

@Suite struct ProjectWordTests {
  private func words(_ text: String) -> [String] {
    projectWords(in: Array(text.utf8), .whole).map { word in
      word.kind == .module ? "-m " + word.text : word.text
    }
  }

  @Test(arguments: [
    ("python tools/a.py --n 1", ["tools/a.py"]), ("see conf/a.json.", ["conf/a.json"]),
    ("python -m tool x.y", ["-m tool", "x.y"]), ("[python, \"-m\", \"tool\"]", ["-m tool"]),
    ("a.sh > out/log.txt", ["a.sh"]), ("a.sh >>'x.txt'", ["a.sh"]),
    ("m:f plain words", ["m:f"]), ("dir/ö.csv", ["dir/ö.csv"]), ("...", []), ("", []),
    ("a.b a.b", ["a.b"]), ("-m", []), (String(repeating: "x", count: 300) + ".py", []),
  ])
  func findsWords(text: String, found: [String]) {
    #expect(words(text) == found)
  }

  @Test func endsOnMutations() {
    var generator = SeededGenerator(state: 31)
    let letters = Array("ab./:-m >\"'(),\n\\ö%!".utf8)
    let source = Array("f(\"-m\", 'a/b.py')\nsource(file.path(\"lib\", \"a.R\")) > x.txt".utf8)
    for length in 0...source.count { _ = projectWords(in: Array(source[..<length]), .inside) }
    for _ in 0..<400 {
      let mutated = source.mutated(edits: 5, letters: letters, using: &generator)
      #expect(projectWords(in: mutated, .inside).count <= mutated.count)
      #expect(rNamedFiles(mutated) == rNamedFiles(mutated))
    }
  }
}
