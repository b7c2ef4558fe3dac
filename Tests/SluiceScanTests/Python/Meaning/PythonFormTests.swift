import SluiceCore
import TestSupport
import Testing

@testable import SluiceScan

private func outline(_ text: String) -> PythonOutline {
  pythonOutline(of: parsePython(Fragment(verbatim: Array(text.utf8)), file: 0, mode: .module))
}

private func forms(_ text: String) -> [[UInt8]] { outline(text).units.map(\.form) }

struct PythonFormTests {
  @Test(arguments: [
    ("x = 'a'", "x = \"a\""), ("x = 1_000", "x = 1000"), ("x = 0xFF", "x = 255"),
    ("x = 1.50", "x = 1.5"), ("x = 'a' 'b'", "x = 'ab'"), ("x = (1)", "x = 1"),
    ("x = f'a{y}b'", "x = f'a{y}' 'b'"), ("x = [1, 2]", "x = [\n  1,\n  2,\n]"),
    ("def f(): return 1", "def f():\n    # c\n    return 1"),
    ("def f():\n  'doc'\n  return 1", "def f():\n  return 1"),
    ("class A:\n  'd'\n  def f(self):\n    'e'\n    return 1", "class A:\n  def f(self): return 1"),
    ("x = '\\n'", "x = '''\n'''"), ("x = 1; y = 2", "x = 1\ny = 2"),
    ("@a\n@b\ndef f(): pass", "@a  # c\n\n@b\ndef f():\n  pass"),
  ])
  func isOne(pair: (String, String)) { #expect(forms(pair.0) == forms(pair.1)) }

  @Test(arguments: [
    ("x = 'a'", "x = b'a'"), ("x = 1", "x = 1.0"), ("x = 1", "x = '1'"), ("x = a.b", "x = a.c"),
    ("x = a < b", "x = a <= b"), ("x = f(a)", "x = f(*a)"), ("x = f(a=1)", "x = f(b=1)"),
    ("x = [1, 2]", "x = [2, 1]"), ("x = (1,)", "x = 1"), ("x = f'{a}'", "x = f'{a!r}'"),
    ("x = f'{a:1}'", "x = f'{a:2}'"), ("x = f'{a=}'", "x = f'{a}'"), ("x = -1", "x = +1"),
    ("def f(a, b): pass", "def f(b, a): pass"), ("def f(a): pass", "def f(*a): pass"),
    ("def f(a, /): pass", "def f(a): pass"), ("def f(a=1): pass", "def f(a=2): pass"),
    ("def f(a): pass", "def f(a: int): pass"), ("def f(): pass", "async def f(): pass"),
    ("@a\ndef f(): pass", "@b\ndef f(): pass"), ("x = '\\N{BULLET}'", "x = '\\N{DAGGER}'"),
    ("x = a[1:]", "x = a[:1]"), ("x = {**a}", "x = {a: 1}"), ("x: int = 1", "x = 1"),
    ("x = lambda a: a", "x = lambda b: b"), ("x = '\\ud800'", "x = '\\ud801'"),
    ("def f():\n  'doc'", "def f():\n  return 'doc'"), ("x = a is b", "x = a is not b"),
    ("def f():\n  x = 1\n  'text'", "def f():\n  x = 1\n  'other'"),
    ("def f():\n  global x\n  x = 1", "def f():\n  x = 1"),
  ])
  func areTwo(pair: (String, String)) { #expect(forms(pair.0) != forms(pair.1)) }

  @Test func tellsUsesAndBindings() {
    let units = outline(
      """
      import pkg.sub
      X = pkg.sub.make(Y)
      def f(a, b=Z):
          c = [d for d in a]
          return g(c) + X + a.b + h.i
      class C(Base):
          def m(self):
              return self.n + C.o
      """
    ).units
    #expect(units.map { $0.binds.first } == ["X", "f", "C"])
    #expect(units[0].uses.map(\.name).sorted() == ["Y", "pkg"])
    #expect(units[0].uses.first { $0.name == "pkg" }?.path == ["sub", "make"])
    #expect(Set(units[1].uses.map(\.name)) == ["Z", "g", "X", "h"])
    #expect(Set(units[2].uses.map(\.name)) == ["Base", "C"])
  }

  @Test(arguments: [
    ("X = {}\nX['a'] = 1", [PythonUnit.Kind.binding, .binding]), ("f()", [.effect]),
    ("import os\nos.environ['a'] = 'b'", [.effect]), ("'text'", []), ("...", []),
    ("if __name__ == '__main__':\n    f()", []), ("x = set()", [.binding]),
    ("import np\nx = np.random.seed(1)", [.effect]),
    ("try:\n    import a\nexcept E:\n    a = 1", [.binding]),
    ("assert x", [.effect]), ("X = []\nfor i in range(3):\n    X.append(i)", [.binding, .binding]),
    ("with open('a') as f:\n    X = f.read()", [.binding]), ("X.y = 1", [.effect]),
  ])
  func tellsEffects(source: (text: String, kinds: [PythonUnit.Kind])) {
    #expect(outline(source.text).units.map(\.kind) == source.kinds)
  }

  @Test func endsOnMutations() {
    let source = Array(
      """
      import a.b as c
      @c.d(1)
      def f(x: 'int', *y, z=f"{1:{2}}{3!r}", **w):
          '''doc'''
          global g
          g = lambda q: [h for h in q if h] or {**w}
          with a as b, c: import_module('a.b')
          match x:
              case {'a': 1, **r} | C(d=2): return __file__
      G['a'], H.i = f(), (yield)
      """.utf8)
    var generator = SeededGenerator(state: 3)
    let letters = Array("()[]{}:=,.'\"#@\n abfgx_*{}!".utf8)
    for round in 0..<400 {
      let text = source.mutated(edits: 1 + round % 4, letters: letters, using: &generator)
      let tree = parsePython(Fragment(verbatim: text), file: 0, mode: .module)
      #expect(
        pythonOutline(of: tree).units.map(\.form) == pythonOutline(of: tree).units.map(\.form))
    }
    for end in source.indices {
      let cells = [CodeCell(text: Array(source[..<end]), isParameters: end % 2 == 0)]
      #expect(pythonOutline(ofCells: cells).units.count == 1)
    }
  }
}
