import SluiceCore
import SluiceScan
import Testing

/// The uses as `kind name offset`, without the kind where it is `undefined`.
private func names(
  _ source: String, _ options: PythonNameOptions = PythonNameOptions()
) -> [String] {
  let mode = options.isNotebook ? PythonMode.notebook : .module
  let tree = parsePython(Fragment(verbatim: Array(source.utf8)), file: 0, mode: mode)
  return undefinedNames(in: tree, options).map { use in
    (use.kind == .undefined ? "" : "\(use.kind) ") + "\(use.name) \(use.range.bytes.lowerBound)"
  }
}

@Test(arguments: [
  ("a", "a 0"),
  ("print(a)\na = 1", "a 6"),
  ("def f(): return a", "a 16"),
  ("x = 1\ndel x\nx", "x 12"),
  ("del x", "x 4"),
  ("try: 1\nexcept OSError as e: e\ne", "e 30"),
  ("[i for i in 'a']\ni", "i 17"),
  ("class A:\n  x = 1\n  def f(self): return x", "x 39"),
  ("class A:\n  x = 1\n  def f(self): return [x for y in x]", "x 40"),
  ("lambda a, b=c: a", "c 12"),
  ("x: int\nx", "x 7"),
  ("x += 1", "x 0"),
  ("def f(a: B): pass", "B 9"),
  ("def f() -> 'B': pass", "B 12"),
  ("def f(a: 'List[\"B\"]'): pass", "List 10"),
  ("x: '\\x42' = 1", "B 3"),
  ("f'{a:{b}}'", "a 3"),
  ("@a\ndef f(): pass", "a 1"),
  ("class A(B, metaclass=type): pass", "B 8"),
  ("try: a\nexcept ValueError: pass", "a 5"),
  ("match 1:\n  case B(x): x", "B 16"),
  ("with a as b: b", "a 5"),
  ("for a in a: pass", "a 9"),
  ("{a: 1 for b in 'c'}", "a 1"),
  ("[x for x in x]", "x 12"),
  ("from typing import cast\ncast('A', 1)", "A 30"),
  ("import typing as t\nt.Optional['A']", "A 31"),
  ("from typing import NamedTuple\nNamedTuple('N', [('a', 'B')])", "B 54"),
  ("type A = B", "B 9"),
  ("def f[T: B](x: T) -> T: return T", "B 9"),
  ("import os.path as p\nos", "os 20"),
  ("x = y = z", "z 8"),
  ("__path__", "__path__ 0"),
  ("if (a := 1): a\nb", "b 15"),
  ("class A:\n  B", "B 11"),
])
func findsUndefinedNames(source: String, expected: String) {
  #expect(names(source).first == expected)
}

@Test(arguments: [
  "def f(): return a\na = 1", "import os.path\nos", "from a import b as c\nc", "len([__name__])",
  "try: unicode\nexcept NameError: pass", "try: basestring\nexcept (OSError, NameError): pass",
  "class A:\n  x = 1\n  y = x", "class A:\n  x = 1\n  y = [x for i in x]",
  "class A:\n  def f(self): return __class__", "class A: __module__",
  "def f():\n  global g\n  g = 1\ng", "def f():\n  a = 1\n  def g():\n    nonlocal a\n    a = 2",
  "[y := x for x in 'a']\ny", "if 1:\n  x = 1\n  del x\nx = 2",
  "match 1:\n  case [a, *b, {'k': c, **d}] | A(e=f) as g: a, b, c, d, f, g\nA = 1".replacingA,
  "from __future__ import annotations\ndef f(a: B): pass\nclass B: pass",
  "def f(a: 'B'): pass\nclass B: pass", "x: Literal['a']\nLiteral = 1".literal,
  "def f[T](x: T) -> T: return T", "type A[T] = list[T] | A", "class A[T](list[T]): x: T",
  "def f(a, /, b, *c, d=1, **e): return a, b, c, d, e", "lambda *a, **b: (a, b)",
  "with open('a') as (b, [c, *d]): b, c, d", "for a, b in []: a, b", "x = 1\nx += 1",
  "WindowsError, __file__, __builtins__, exit", "'not a name', f'{1}'",
  "from typing import Literal\nLiteral['a b']",
  "def f(x: ' B'): pass", "def f(x: 'not an expression'): pass",
  "try: 1\nexcept OSError as e: e", "e = 1\ntry: 1\nexcept OSError as e: e\ne",
])
func knowsBoundNames(source: String) {
  #expect(names(source) == [])
}

extension String {
  /// Binds the class before the statement that matches it.
  fileprivate var replacingA: String { "class A: pass\n" + self.dropLast(6) }
  fileprivate var literal: String { "from typing import Literal\n" + self.dropLast(12) }
}

@Test func leavesStarImportsUndecided() {
  #expect(names("from a import *\nb") == ["undecided b 16"])
  #expect(names("from a import *\nlen") == [])
  #expect(names("x = (\nb") == ["undecided b 6"] || names("x = (\nb").isEmpty)
}

@Test func seesUsesBeforeAssignment() {
  #expect(names("a = 1\ndef f():\n  print(a)\n  a = 2") == ["beforeAssignment a 23"])
  #expect(names("def f():\n  print(max)\n  max = 2") == ["beforeAssignment max 17"])
  #expect(names("a = 1\ndef f():\n  global a\n  print(a)\n  a = 2") == [])
}

@Test func checksExports() {
  #expect(names("__all__ = ['a', 'len']\n__all__ += ('b',)\nb = 1") == ["export a 11"])
  #expect(names("__all__ = ['a'] + ['b']") == ["export a 11", "export b 19"])
  #expect(names("from m import *\n__all__ = ['a']") == ["undecided a 27"])
  #expect(names("__all__ = ['a']", PythonNameOptions(isPackage: true)) == [])
  #expect(names("__path__", PythonNameOptions(isPackage: true)) == [])
}

@Test func heedsOptions() {
  #expect(names("product", PythonNameOptions(known: ["product"])) == [])
  let later = "def f(a: B): pass\nclass B: pass"
  #expect(names(later) == ["B 9"])
  #expect(names(later, PythonNameOptions(postponesAnnotations: true)) == [])
}

@Test(arguments: [
  ("display(_, __, _i, _12, _i3, In, Out, get_ipython())", []),
  ("files = !ls\nfiles", []),
  ("%matplotlib inline\na", ["a 19"]),
  ("%run other.py\na", ["undecided a 14"]),
  ("%%capture out\n1\n", []),
  ("%%sql --out a\nselect b\n", []),
])
func readsNotebooks(source: String, expected: [String]) {
  #expect(names(source, PythonNameOptions(isNotebook: true)) == expected)
}

@Test func cellsShareOneModule() {
  func cell(_ text: String, at start: Int) -> PythonTree {
    let fragment = Fragment(verbatim: Array(text.utf8), fileStart: start)
    return parsePython(fragment, file: 3, mode: .notebook)
  }
  let cells = [
    cell("def f(): return a, b", at: 100), cell("a = 1\nc", at: 200), cell("c = '%%sh'", at: 300),
  ]
  let uses = undefinedNames(in: cells, PythonNameOptions(isNotebook: true))
  #expect(uses.map(\.name) == ["b", "c"])
  #expect(uses.map(\.range.bytes) == [119..<120, 206..<207])
  #expect(uses.map(\.range.file) == [3, 3])
  let opened = [cell("%%sql --out b\nselect", at: 0), cell("b", at: 50)]
  let open = undefinedNames(in: opened, PythonNameOptions(isNotebook: true))
  #expect(open.map(\.kind) == [.undecided])
}
