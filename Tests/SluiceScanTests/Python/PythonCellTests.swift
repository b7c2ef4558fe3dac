import SluiceCore
import SluiceScan
import Testing

private func scan(_ cell: String) -> PythonCellScan {
  scanPythonCell(Fragment(verbatim: Array(cell.utf8)), file: 0)
}

private func names(_ scan: PythonCellScan) -> [String] {
  scan.upstream.map { reference in
    switch reference {
    case .task(let name, _): name.text
    case .wildcard(let pattern, _): "wildcard " + pattern
    case .dynamic(let form, _): "\(form)"
    }
  }
}

@Test(arguments: [
  ("upstream = ['a']", ["a"]), ("upstream = ('a',)", ["a"]), ("upstream = {'a'}", ["a"]),
  ("upstream = {'a': None}", ["a"]), ("upstream = []", []), ("upstream = None", []),
  ("upstream = {}", []), ("upstream = [\n'a',\n]", ["a"]), ("upstream = list(('a',))", ["a"]),
  ("upstream = [f'a']", ["a"]), ("upstream = dict(a=None)", ["a"]), ("upstream = [*['a']]", ["a"]),
  ("upstream = None\nupstream += ['a']", ["a"]), ("upstream = ['a']; x = 1", ["a"]),
  ("%load_ext autoreload\nupstream = ['a']", ["a"]), (" upstream = ['a']", ["a"]),
  ("upstream = ['a*']", ["wildcard a*"]),
  ("\"\"\"\nupstream = ['zz']\n\"\"\"\nupstream = ['a']", ["a"]),
  ("upstream = ['a'] + ['b']", ["a", "b"]), ("upstream = ['a', 'a']", ["a"]),
  ("upstream = 'a',", ["a"]), ("upstream = (['a'])", ["a"]), ("upstream, = ['a']", ["a"]),
  ("upstream = ['a' 'b']", ["ab"]), ("upstream = ['a' + 'b']", ["ab"]), ("upstream = set()", []),
  ("upstream = {'a': 1, **{'b': 2}}", ["a", "b"]), ("upstream = [str('a')]", ["a"]),
  ("upstream = list('ab')", ["a", "b"]), ("upstream = ['b']\nupstream = ['a'] # c", ["a"]),
  ("x = [1\nupstream = ['a']\nimport y\n", ["a"]),
])
func readsWhatPloomberReads(cell: String, expected: [String]) {
  #expect(names(scan(cell)) == expected)
  #expect(!scan(cell).diagnostics.contains { $0.kind == .invalidUpstream })
}

@Test(arguments: [
  "upstream = [x for x in 'a']", "upstream = sorted(['a'])", "upstream = ['a'] * 2",
  "upstream = ['a'] or None", "upstream = [f'{1}']",
])
func saysWhatItCannotDecide(cell: String) {
  let result = scan(cell)
  #expect(result.status == .computed)
  #expect(names(result) == ["computedList"])
  #expect(result.diagnostics.isEmpty)
}

@Test(arguments: [
  ("upstream = ('a')", 12, "of type 'str'"), ("upstream = 1", 11, "of type 'int'"),
  ("names = ['a']\nupstream = names", 25, "refers to 'names'"),
  ("upstream: list = ['a']", 0, "type annotation"),
  ("x = upstream = ['a']", 4, "together with other names"),
  ("upstream, product = ['a'], None", 0, "unpacked"),
  ("x = 1; upstream = ['a']", 7, "behind a ';'"),
  ("if True:\n    upstream = ['a']", 13, "inside a block"),
  ("(upstream := ['a'])", 1, "within an expression"),
  ("upstream = ['a']\ndel upstream", 21, "deletes"), ("upstream = [['a']]", 12, "nested"),
  ("upstream = [1]", 12, "of type 'int'"), ("upstream = [None]", 12, "None in 'upstream'"),
  ("import upstream", 0, "imported"), ("upstream = \\\n  ['a']", 15, "line continuation"),
  ("upstream = not x", 11, "of type 'bool'"),
])
func refusesWhatPloomberRefuses(cell: String, offset: Int, words: String) {
  let result = scan(cell)
  #expect(result.status == .invalid)
  #expect(result.diagnostics.map(\.kind) == [.invalidUpstream])
  #expect(result.diagnostics.first?.range.bytes.lowerBound == offset)
  #expect(result.diagnostics.first?.message.contains(words) == true)
}

@Test(arguments: [
  "", "x = 1", "# upstream = ['a']", "print(upstream)", "x.upstream", "def f():\n  upstream = 1",
  "'upstream'",
])
func seesNoUpstream(cell: String) {
  #expect(scan(cell) == PythonCellScan())
}

@Test func pointsAtTheKeys() {
  let result = scan("x = 1\nupstream = ['a', \"b\"]\n")
  #expect(result.upstream.map(\.range.bytes) == [18..<21, 23..<26])
  #expect(result.upstreamRange?.bytes == 6..<27)
}

@Test func looksOnlyIntoTheGivenRange() {
  let text = Array("upstream = ['a']\n# %%\nupstream = ['b']\n".utf8)
  let tree = parsePython(Fragment(verbatim: text), file: 3, mode: .module)
  let first = scanParametersCell(in: tree, textRange: 0..<17, file: 3)
  let second = scanParametersCell(in: tree, textRange: 17..<text.count, file: 3)
  #expect(names(first) == ["a"])
  #expect(names(second) == ["b"])
  #expect(second.upstream.first?.range == SourceRange(file: 3, bytes: 34..<37))
}
