import Testing

@testable import SluiceScan

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

struct OtherFormTests {
  @Test(arguments: [
    ("SELECT a FROM b", "select a\n  from b -- c", true), ("SELECT 'a'", "SELECT 'A'", false),
    ("SELECT a /* c */", "SELECT a", true), ("SELECT /*+ full(a) */ a", "SELECT a", false),
    ("SELECT /*! a */ b", "SELECT /*! c */ b", false), ("SELECT \"A\"", "SELECT \"a\"", false),
    ("SELECT a b", "SELECT ab", false), ("{{a}}", "{{b}}", false),
  ])
  func queries(one: String, other: String, isSame: Bool) {
    #expect((sqlForm(bytes(one)) == sqlForm(bytes(other))) == isSame)
  }

  @Test(arguments: [
    ("x <- 1 # c", "x<-1", true), ("x <- 1\n\ny", "x <- 1\ny\n", true), ("x < -1", "x <- 1", false),
    ("f(a,\n  b)", "f(a, b)", true), ("x\ny", "x y", false), ("'a'", "\"a\"", false),
  ])
  func rCode(one: String, other: String, isSame: Bool) {
    #expect((rForm(bytes(one)) == rForm(bytes(other))) == isSame)
  }

  @Test(arguments: [
    ("source('a.R'); x; source(\"b.R\") # source('c.R')", ["a.R", "b.R"]),
    ("source(file.path('lib', 'a.R'))", ["a.R", "lib/a.R"]),
    ("source(here::here(\"lib\", \"b\", \"a.R\"), local = TRUE)", ["a.R", "lib/b/a.R"]),
    ("source(file = 'lib/a.R')", ["lib/a.R"]), ("write.csv(x, 'out/a.csv')", []),
    ("x <- read.csv('in/a.csv')", ["in/a.csv"]), ("c('a', 'b')", ["a/b"]), ("f('a', 1, 'b')", []),
  ])
  func findsFilesThatRNames(text: String, files: [String]) {
    #expect(rNamedFiles(bytes(text)) == files)
  }

  @Test(arguments: [
    ("a\n# c\n\nb", "a\nb\n", true), ("#!/bin/sh\na", "#!/bin/bash\na", false),
    ("a 'x\n# y\n'", "a 'x\n'", false), ("cat <<E\n# x\nE", "cat <<E\nE", false),
    ("a  ", "a", true), ("echo \"# a\"", "echo \"# b\"", false), ("  a", "a", false),
  ])
  func shell(one: String, other: String, isSame: Bool) {
    #expect((shellForm(bytes(one)) == shellForm(bytes(other))) == isSame)
  }

  @Test func findsFilesThatCellsRun() {
    let cell = CodeCell(text: bytes("%run -i 'a b.py'\nx\n%run c.ipynb"), isParameters: false)
    #expect(runFiles(of: cell) == ["a", "c.ipynb"])
  }
}
