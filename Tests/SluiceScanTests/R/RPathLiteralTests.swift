import SluiceCore
import SluiceScan
import TestSupport
import Testing

@Suite struct RPathLiteralTests {
  private func literals(_ code: String) -> [String] {
    let text = "# %% tags=[\"parameters\"]\nupstream <- NULL\n\n# %%\n\(code)\n"
    let bytes = Array(text.utf8)
    guard case .script(let scan) = scan(bytes, file: 0, language: .rScript) else { return [] }
    return rPathLiterals(scan, bytes, file: 0).literals.map {
      "\($0.use) \($0.text)" + ($0.isPart ? " part" : "")
    }
  }

  @Test(arguments: [
    ("read.csv('a.csv', sep = ';')", ["read a.csv"]),
    ("x = readr::read_csv(col_types = c(a = 'i'), file = \"d/a.csv\")", ["read d/a.csv"]),
    ("saveRDS(fit(x, y[1, 2]), 'a.rds')", ["written a.rds"]),
    ("write.csv(x, file = 'a.csv')", ["written a.csv"]),
    ("f('a.csv'); g(h, 'b.csv')", ["unknown a.csv", "unknown b.csv"]),
    ("read.csv(file.path('d/x', name))", ["unknown d/x part"]),
    ("# read.csv('a.csv')", []),
    ("'no path'", []),
    ("read.csv(r\"(a/b.csv)\")", ["read a/b.csv"]),
  ])
  func readsCalls(code: String, expected: [String]) {
    #expect(literals(code) == expected)
  }

  @Test func noticesAnotherFolder() {
    let bytes = Array("# %%\nsetwd('/tmp')\n".utf8)
    guard case .script(let scan) = scan(bytes, file: 0, language: .rScript) else {
      Issue.record("no script")
      return
    }
    #expect(rPathLiterals(scan, bytes, file: 0).moves)
  }

  @Test func endsOnEverything() {
    var generator = SeededGenerator(state: 4)
    let text = Array("# %%\nx <- read.csv(file = 'a/b.csv', r\"-(x/y)-\", f(g(1), \"c.d\"))\n".utf8)
    let letters = Array("()[]{},='\"\\r-#\n a.".utf8)
    for length in text.indices { check(Array(text[..<length])) }
    for _ in 0..<400 { check(text.mutated(edits: 6, letters: letters, using: &generator)) }
  }

  private func check(_ bytes: [UInt8]) {
    guard case .script(let scan) = scan(bytes, file: 0, language: .rScript) else { return }
    for literal in rPathLiterals(scan, bytes, file: 0).literals {
      #expect(literal.range.bytes.upperBound <= bytes.count)
    }
  }
}
