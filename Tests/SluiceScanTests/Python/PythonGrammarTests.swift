import SluiceCore
import SluiceScan
import Testing

private func tree(_ source: String, _ grammar: PythonGrammar) -> PythonTree {
  parsePython(
    Fragment(verbatim: Array(source.utf8)), file: 0, mode: .module, grammar: grammar)
}

/// What came after Python 3.11.
@Test(arguments: [
  "def f[T](x): pass", "class A[T]: pass", "type X = int", "t'{x}'",
  "try: pass\nexcept A, B: pass", "f'{'x'}'", "f'{x\n}'", "f'{a['b']}'", "f'{\"\\n\".join(x)}'",
  "f'''{x # why\n}'''", "f'{x:{y:{z}}}'", "f'{x!r }'",
])
func refusesWhatIsNewer(source: String) {
  #expect(tree(source, .any).diagnostics.isEmpty)
  #expect(tree(source, .python311).firstFailure != nil)
}

@Test(arguments: [
  "f'{x!r:{w}}' f\"{a['b']}\"", "f'''{a[\"b\"]}{\n1}'''", "type = 1\ntype (x)", "x[*a]",
  "try: pass\nexcept* (A, B): pass", "f'{x = }'", "f'\\n{x}\\{y}'", "def f(*a: *T): pass",
])
func takesWhatWasThere(source: String) {
  #expect(tree(source, .python311).firstFailure == nil)
}

@Test func saysWhereTheParserStood() {
  let failure = tree("f(a\n  b)", .any).firstFailure
  #expect(failure?.token == 6)
  #expect(failure?.operand == 2)
  let block = tree("if x:\n# c\ny = 1", .any).firstFailure
  #expect(block?.range.lowerBound == 0)
  #expect(block?.token == 10)
}

@Test(
  arguments: [
    ("x = (1]\n", 6, nil), ("x = 'a\n", 4, nil), ("x = (1\n", nil, 4), ("x = 1)\n", 5, nil),
    ("$ <> '\\x' b'é'", nil, nil), ("f'{'\n", nil, nil), ("if a:\n    b\n  c\n", 14, nil),
    ("a = 0x\n", 4, nil), ("(\n) [ '''", 6, nil),
  ] as [(String, Int?, Int?)])
func tokensAloneTellSomeErrors(source: String, failure: Int?, open: Int?) {
  let check = PythonTokenCheck(tree(source, .python311))
  #expect(check.failure == failure)
  if failure == nil { #expect(check.openBracket == open) }
}
