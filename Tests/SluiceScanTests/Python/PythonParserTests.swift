import SluiceCore
import SluiceScan
import Testing

/// The findings of a text, as `offset: message`.
private func findings(_ source: String, _ mode: PythonMode = .module) -> [String] {
  parsePython(Fragment(verbatim: Array(source.utf8)), file: 0, mode: mode).diagnostics.map {
    "\($0.range.bytes.lowerBound): \($0.message)"
  }
}

@Test(arguments: [
  "x = 1", "def f(a, /, b=1, *args, c, d=2, **kw) -> int: pass", "async def f():\n  await g()\n",
  "with (open(a) as b, open(c) as d,):\n  pass", "with (a, b)[0] as c: pass",
  "with (yield): pass", "match x:\n  case [1, *_] | {'a': A(b=1), **r} if y: pass",
  "match = 1\nmatch(x)\nmatch[1]\nmatch.a = case = type = _ = 2",
  "type X[T: int, *Ts, **P] = list[T]",
  "type = 1\nprint(type (x))", "class A[T](B, m=1): x: int = 3",
  "try:\n  pass\nexcept* E as e:\n  pass", "try:\n  pass\nexcept A, B:\n  pass",
  "f'{x!r:{w}}' f\"{a['b']}\" rf'\\{x}' f'{x=}' f'''{\n1}'''", "f'{x:{y:{z}}}'; t'{x}'",
  "f'{f'{1}'}'", "f'{x for x in y}'", "x[1:2, ::3, *a]", "print(*a, **b, c=1)",
  "lambda *a, b=1, **c: (yield)", "@a.b[0](c)\ndef f(): pass", "[x async for x in y if z if w]",
  "a = b = *c, d", "del (a), [b, c.d], e[0]", "x: int", "(x): int = 1", "a @= b",
  "not a in b is not c",
  "a if b else c if d else e", "0xFF_FF + 0o17 + 0b1 + 1_0.0_1e-1_0j + .5", "1if x else 2",
  "if a:\n\tb\n\tif c:\n\t\td\n", "if a:\n  b\n# c\n\n  d\n", "x = \\\n  1\n", "\u{0C}x = 1\n",
  "a\rb\r\nc\n", "global a, b", "nonlocal a", "from . import a", "from ...b.c import (d as e, f,)",
  "from a import *", "import a.b as c, d", "raise A from b", "assert a, b", "été = 'ñ'",
  "def f[T = int](x: *Ts = 1): ...".replacingStar(), "x = yield",
  "while (a := b): pass\nelse: pass",
  "", "\n\n", "#", "pass;", "print(f'{a}' 'b' f'{c}')", "b'a' b\"c\"", "u'a'", "Rb'\\x'",
])
func acceptsValidCode(source: String) {
  #expect(findings(source).isEmpty)
}

extension String {
  /// A star is allowed in the annotation of `*args` only.
  fileprivate func replacingStar() -> String {
    String(map { $0 }).split(separator: "x: *Ts = 1").joined(separator: "*args: *Ts")
  }
}

@Test(arguments: [
  ("x = = 1\ny = 2", "4: invalid syntax"),
  ("if x\n  y = 1\nz = 2", "4: expected ':'"),
  ("f(a, b\nx = 1\ndef g(): pass", "1: '(' was never closed"),
  ("f(a]", "3: ']' does not match the '(' before"),
  ("x = 'abc", "4: unterminated string literal"),
  ("x = '''abc\ny", "4: unterminated triple-quoted string literal"),
  ("  x = 1", "2: unexpected indent"),
  ("if x:\n    a\n  b\n", "14: unindent does not match any outer indentation level"),
  ("if x:\ny = 1", "0: expected an indented block after an 'if' statement"),
  ("f() = 1", "0: cannot assign to a function call"),
  ("print 'a'", "0: missing parentheses in call to 'print'"),
  ("f(a=1, b)", "7: positional argument follows keyword argument"),
  ("def f(a=1, b): pass", "11: a parameter without a default follows one with a default"),
  ("x = 08", "4: leading zeros in decimal integer literals are not permitted"),
  ("x = 1a", "4: invalid decimal literal"),
  ("'a' b'c'", "4: cannot mix bytes and nonbytes literals"),
  ("f'{'", "3: unterminated string literal"),
  ("f'{}'", "3: f-string: expected an expression"),
  ("f'}'", "2: f-string: single '}' is not allowed"),
  ("try:\n  a\nb", "0: expected an 'except' or 'finally' block"),
  ("if a:\n\tb\n        c\n", "17: inconsistent use of tabs and spaces in indentation"),
  ("a “b”", "2: the character U+201C cannot stand in Python code"),
  ("a\0b", "1: source code cannot contain null bytes"),
  ("'\\x4'", "1: truncated escape: 2 hexadecimal digits must follow"),
  ("x = (1\n", "4: '(' was never closed"),
  ("a <> b", "2: '<>' is not an operator of Python 3"),
])
func reportsOneFinding(source: String, finding: String) {
  #expect(findings(source) == [finding])
}

@Test func goesOnBehindABrokenStatement() {
  let source = """
    def first(a): return a
    x = [1, 2
    def second(b):
      y = = 2
      return b
    class C
      def inner(self): pass
    def third(a b):
      def inner(): pass
      return upstream['load']
    def fourth(): pass
    """
  let scan = scanPythonModule(Array(source.utf8), file: 0)
  #expect(scan.functions.map(\.name) == ["first", "second", "third", "fourth"])
  #expect(scan.functions[2].upstream.count == 1)
  #expect(scan.diagnostics.count == 4)
}

@Test(arguments: [
  "%load_ext autoreload\nx = 1", "!ls -l | head\nx = 1", "?x", "x?", "x??\ny = 1",
  "files = !ls *.py",
  "x = %time f(1)", "%matplotlib inline\n%%time\n", "%%bash\nfor f in *; do echo $f; done",
  "%%time\nx = 1", "\n%%html\n<b>", "if a:\n    !ls\n    %time f()\nb = 1", "!ls \\\n  -l\nx = 1",
  "await f()", "  x = 1\n  y = 2",
])
func acceptsMagicsInNotebooks(source: String) {
  #expect(findings(source, .notebook).isEmpty)
}

@Test func readsTheBodyBehindACellMagic() {
  #expect(findings("%%time\nx = = 1", .notebook) == ["11: invalid syntax"])
  #expect(findings("%time f()\nx = 1") == ["0: invalid syntax"])
}

@Test func findsPlacesBehindLatin1() {
  let source: [UInt8] = Array("# coding: latin-1\nx = '".utf8) + [0xE9] + Array("'\ny = = 1".utf8)
  let tree = parsePython(Fragment(verbatim: source), file: 0, mode: .module)
  #expect(tree.diagnostics.map(\.range.bytes) == [30..<31])
  let cyrillic = parsePython(
    Fragment(verbatim: Array("# coding: windows-1252\nx = '".utf8) + [0x80, 0x27]), file: 0,
    mode: .module)
  #expect(cyrillic.diagnostics.isEmpty)
  #expect(cyrillic.fragment.text.suffix(4) == [0xE2, 0x82, 0xAC, 0x27])
}

@Test func reportsWhatIsNotUTF8AndGoesOn() {
  let source: [UInt8] = Array("x = '".utf8) + [0xE9] + Array("'\ndef f(): pass".utf8)
  let scan = scanPythonModule(source, file: 0)
  #expect(scan.diagnostics.map(\.kind.code) == ["SL205"])
  #expect(scan.diagnostics.map(\.range.bytes) == [5..<6])
  #expect(scan.functions.map(\.nameRange.bytes) == [12..<13])
}

@Test(arguments: ["# coding: uft-8\n", "# coding: klingon\nx = 'é'", "\u{FEFF}# coding: latin-1\n"])
func reportsUnknownEncodings(source: String) {
  let tree = parsePython(Fragment(verbatim: Array(source.utf8)), file: 0, mode: .module)
  #expect(tree.diagnostics.map(\.kind.code) == ["SL205"])
}
