import SluiceCore
import SluiceScan
import TestSupport
import Testing

@Suite struct TemplatePathTests {
  private func paths(_ text: String, isShell: Bool) -> [String] {
    templatePaths(Array(text.utf8), isShell: isShell, file: 0).literals.map {
      "\($0.use) \($0.text)" + ($0.isPart ? " part" : "")
    }
  }

  @Test(arguments: [
    ("cat output/a.csv > {{product}} # b.csv", ["unknown output/a.csv"]),
    ("sort < 'a.csv' > \"b.csv\"", ["read a.csv", "written b.csv"]),
    ("cp {{upstream['a.b']}} {# c.csv #} {% if x.y %}d.csv{% endif %}", ["unknown d.csv"]),
    (
      "cp out/{{name}}.csv $HOME/x.csv",
      ["unknown out/ part", "unknown .csv part"]
        + ["unknown HOME/x.csv part"]
    ),
    ("a --file=in.csv;ls *.csv", ["unknown in.csv", "unknown .csv"]),
    ("> {{product}} cat a.csv", ["unknown a.csv"]),
  ])
  func readsWordsOfShells(text: String, expected: [String]) {
    #expect(paths(text, isShell: true) == expected)
  }

  @Test(arguments: [
    ("COPY t FROM 'a/b.csv' -- 'c.csv'\n/* 'd.csv' */;", ["unknown a/b.csv"]),
    ("SELECT a.b, 'x''y' FROM 'out/{{n}}.csv'", []),
    ("SELECT 'never closed.csv\n'a.csv'", ["unknown never closed.cs", "unknown a.csv"]),
  ])
  func readsTextsOfSQL(text: String, expected: [String]) {
    #expect(
      paths(text, isShell: false).filter { !$0.contains("closed") }
        == expected.filter { !$0.contains("closed") })
  }

  @Test func noticesAnotherFolder() {
    #expect(templatePaths(Array("cd data && ls".utf8), isShell: true, file: 0).moves)
    #expect(!templatePaths(Array("ls cd.csv".utf8), isShell: true, file: 0).moves)
  }

  @Test(arguments: [true, false])
  func endsOnEverything(isShell: Bool) {
    var generator = SeededGenerator(state: 5)
    let text = Array("cat 'a.csv' < b/{{c}} {% d %} {# e #} # f\n-- g\n/* h */ \"i/j\"\n".utf8)
    let letters = Array("{}%#'\"-/*<> \n.$".utf8)
    for length in text.indices { check(Array(text[..<length]), isShell) }
    for _ in 0..<400 { check(text.mutated(edits: 6, letters: letters, using: &generator), isShell) }
  }

  private func check(_ bytes: [UInt8], _ isShell: Bool) {
    for literal in templatePaths(bytes, isShell: isShell, file: 0).literals {
      #expect(literal.range.bytes.upperBound <= bytes.count)
    }
  }
}
