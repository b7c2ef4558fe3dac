import SluiceCore
import SluiceScan
import Testing

struct RCellScanTests {
  @Test(arguments: [
    ("upstream <- list('a', \"b\")", ["a", "b"]),
    ("upstream = list(a = 'x', b = f(1, 2))", ["a", "b"]),
    ("upstream <- NULL", []),
    ("# upstream <- list('zz')\nupstream <- list('a')", ["a"]),
    ("upstream <- list('a',\r\n  'b')", ["a", "b"]),
  ])
  func readsLists(source: String, names: [String]) {
    let scan = scanRCell(Fragment(verbatim: Array(source.utf8)), file: 3)
    let found = scan.upstream.map { reference in
      if case .task(let name, _) = reference { return name.text }
      return "?"
    }
    #expect(found == names)
    #expect(scan.upstreamRange?.file == 3)
  }

  @Test(arguments: [
    ("upstream <- list()", 12..<18), ("upstream <- c('a')", 12..<18),
    ("n <- 5\nupstream <- NULL", 0..<6), ("upstream <- 'a'", 12..<15),
    ("upstream <- NULL # none", 17..<23), ("x$y <- 1", 0..<8),
    ("  \nupstream <- NULL", 0..<2), ("upstream <- list('a', b = 'c')", 22..<29),
    ("upstream <- list(load_data = 'x')", 17..<26),
  ])
  func reportsWhatPloomberRefuses(source: String, range: Range<Int>) {
    let scan = scanRCell(Fragment(verbatim: Array(source.utf8)), file: 0)
    #expect(scan.diagnostics.map(\.range.bytes) == [range])
    #expect(scan.diagnostics.map(\.kind.code) == ["SL213"])
  }

  @Test
  func lineVerdictDoesNotMatterBehindUpstream() {
    let source = "upstream <- list('a')\nx$y <- read.csv(\"x\") # fine\n"
    #expect(scanRCell(Fragment(verbatim: Array(source.utf8)), file: 0).diagnostics.isEmpty)
  }
}
