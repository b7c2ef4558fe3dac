import SluiceCore
import SluiceScan
import Testing

/// Names that Python takes for the same (PEP 3131).
@Test(arguments: [
  ("ﬁt", "fit"), ("𝐟𝐢𝐭", "fit"), ("ｆｉｔ", "fit"), ("e\u{301}te\u{301}", "\u{E9}t\u{E9}"),
  ("fit", "fit"), ("a\u{323}\u{307}", "\u{1EA1}\u{307}"), ("a\u{307}\u{323}", "\u{1EA1}\u{307}"),
  ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("\u{D55C}", "\u{D55C}"), ("\u{212B}", "\u{C5}"),
  ("ª", "a"), ("Ⅷ", "VIII"), ("x\u{1D7D3}", "x5"), ("\u{958}", "\u{915}\u{93C}"),
])
func comparesNamesInNFKC(source: String, name: String) {
  let scan = scanPythonModule(Array("def \(source)(): pass\n".utf8), file: 0)
  // Swift takes canonical equivalents for the same, so the scalars are compared.
  #expect(
    scan.functions.map { Array($0.name.unicodeScalars) } == [Array(name.unicodeScalars)])
}

@Test func findsUpstreamInAnyForm() {
  let source = "def f(product, ｕｐｓｔｒｅａｍ):\n  return 𝓊𝓅𝓈𝓉𝓇𝑒𝒶𝓂['load'], upﬆream['fit']\n"
  let function = scanPythonModule(Array(source.utf8), file: 0).functions.first
  #expect(function?.upstream.count == 2)
  let cell = scanPythonCell(Fragment(verbatim: Array("𝓊𝓅𝓈𝓉𝓇𝑒𝒶𝓂 = ['load']".utf8)), file: 0)
  #expect(cell.status == .names)
}
