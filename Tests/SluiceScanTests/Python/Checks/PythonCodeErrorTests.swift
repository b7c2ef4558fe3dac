import SluiceCore
import TestSupport
import Testing

@testable import SluiceScan

private func errors(_ source: String, isNotebook: Bool = false) -> [String] {
  let bytes = Array(source.utf8)
  let tree = parsePython(
    Fragment(verbatim: bytes), file: 0, mode: isNotebook ? .notebook : .module)
  let lines = LineTable(bytes)
  return pythonCodeErrors(in: tree, isNotebook: isNotebook).map { error in
    "\(lines.line(at: error.range.bytes.lowerBound) + 1) \(error.message)"
  }
}

@Test(arguments: [
  ("def f(a,\n b,\n a): pass", ["3 duplicate argument 'a' in function definition"]),
  ("lambda x, *x: 1", ["1 duplicate argument 'x' in function definition"]),
  ("f(a=1,\n a=2)", ["2 keyword argument repeated: a"]),
  ("x = 1\nglobal x", ["2 name 'x' is assigned to before global declaration"]),
  ("def f(x):\n global x", ["2 name 'x' is parameter and global"]),
  ("def f():\n print(x)\n global x", ["3 name 'x' is used prior to global declaration"]),
  ("def f():\n global x\n x: int", ["3 annotated name 'x' can't be global"]),
  ("import x\nglobal x", []),
  ("nonlocal x", ["1 nonlocal declaration not allowed at module level"]),
  ("def f():\n nonlocal x", ["2 no binding for nonlocal 'x' found"]),
  ("def f():\n x = 1\n def g():\n  nonlocal x", []),
  ("class A:\n def f(self):\n  nonlocal __class__", []),
  ("def f():\n from a import *", ["2 import * only allowed at module level"]),
  ("from __future__ import nope", ["1 future feature nope is not defined"]),
  ("'doc'\nfrom __future__ import annotations\nimport a", []),
  (
    "import a\nfrom __future__ import annotations",
    ["2 from __future__ imports must occur at the beginning of the file"]
  ),
  ("return 1", ["1 'return' outside function"]),
  ("class A:\n yield 1", ["2 'yield' outside function"]),
  ("await x", ["1 'await' outside function"]),
  ("def f():\n await x", ["2 'await' outside async function"]),
  ("async def f():\n await x", []),
  ("async def f():\n yield 1\n return 2", ["3 'return' with value in async generator"]),
  ("[(yield) for x in y]", ["1 'yield' inside list comprehension"]),
  ("def f():\n [x for x in (yield)]", []),
  ("def f():\n (x async for x in y)", []),
  (
    "def f():\n [x async for x in y]",
    ["2 asynchronous comprehension outside of an asynchronous function"]
  ),
  ("break", ["1 'break' outside loop"]),
  ("for a in b: pass\nelse: continue", ["2 'continue' not properly in loop"]),
  ("while a:\n def f(): break", ["2 'break' outside loop"]),
  (
    "for a in b:\n try: pass\n except* A: break",
    ["3 'break', 'continue' and 'return' cannot appear in an except* block"]
  ),
  ("try: pass\nexcept: pass\nexcept A: pass", ["2 default 'except:' must be last"]),
  ("*a, *b = c", ["1 multiple starred expressions in assignment"]),
  ("*a = b", ["1 starred assignment target must be in a list or tuple"]),
  ("print(*a)\nx = [*a]\ny = *a, b\nz[*a]", []),
  ("x = *a", ["1 can't use starred expression here"]),
  ("__debug__ = 1", ["1 cannot assign to __debug__"]),
  ("del __debug__", ["1 cannot delete __debug__"]),
  (
    "[x for x in (y := z)]",
    ["1 assignment expression cannot be used in a comprehension iterable expression"]
  ),
  (
    "class A:\n [(x := 1) for y in z]",
    ["2 assignment expression within a comprehension cannot be used in a class body"]
  ),
  (
    "match a:\n case x: pass\n case 1: pass",
    ["2 name capture 'x' makes remaining patterns unreachable"]
  ),
  ("match a:\n case [x, x]: pass", ["2 multiple assignments to name 'x' in pattern"]),
  ("match a:\n case 1 | [x]: pass", ["2 alternative patterns bind different names"]),
  ("match a:\n case {1: b, True: c}: pass", ["2 mapping pattern checks duplicate key (True)"]),
  (
    "return\nbreak\ndef f(a, a): pass",
    [
      "1 'return' outside function", "2 'break' outside loop",
      "3 duplicate argument 'a' in function definition",
    ]
  ),
  ("return (", []),
])
func findsWhatTheCompilerRefuses(source: String, expected: [String]) {
  #expect(errors(source) == expected)
}

@Test func letsNotebooksWait() {
  #expect(errors("await x\nasync for a in b: pass\n[x async for x in y]", isNotebook: true) == [])
  #expect(errors("%time f()\nreturn", isNotebook: true) == ["2 'return' outside function"])
  #expect(errors("def f(): await x", isNotebook: true) == ["1 'await' outside async function"])
}

@Test func endsOnBrokenCode() {
  let source = """
    from __future__ import annotations
    async def f(a, *b: int, c=(yield), **d):
      global g; nonlocal h
      [x := (yield) for x in (y := z) async for a[b] in c if await d]
      match a:
        case {1: x, 'a': [*y, *z], **rest} | A(b=1, b=2) | _ if x: return 1
      try: break
      except* B as e:
        for i in j: continue
    """
  let whole = Array(source.utf8)
  var generator = SeededGenerator(state: 250)
  for round in 0..<600 {
    let bytes =
      round < 200
      ? Array(whole.prefix(whole.count * round / 200))
      : whole.mutated(edits: 3, letters: Array("abcxyz=:,* ".utf8), using: &generator)
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
    for error in pythonCodeErrors(in: tree) {
      #expect(error.range.bytes.upperBound <= bytes.count)
    }
  }
}

/// The quick look that most code passes must never hide what the whole check finds.
@Test func quickLookHidesNothing() {
  let parts = [
    "def f(a, b=1, *c, d, **e):\n  return [g(h=1, *i) for j in a if j]\n",
    "class A(B, k=1):\n  def m(self): return 1\n  for x in y: break\n",
    "for a in b:\n  try:\n    while c: continue\n  except E: pass\n  except: break\n  else: break\n",
    "with a as b, c: x, *y = z\nlambda p, q=2: f(*p, **q)\nfrom m import n\nprint(a[1:2], {*s}, *t)\n",
    "for a in b: pass\nelse: break\nreturn\ndef f(a, a): continue\nf(k=1, k=2)\n*a\nfrom m import *\n",
    "class A:\n  return\nasync def g():\n  await h\n  [x async for x in y]\n__debug__ = 1\n",
  ]
  let letters = Array("abkf*(),=:\n ".utf8)
  var generator = SeededGenerator(state: 251)
  var passed = 0
  for round in 0..<1500 {
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      text += parts[Int.random(in: parts.indices, using: &generator)]
    }
    if round % 5 == 0 {
      text = "def o():\n" + text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
    var bytes = Array(text.utf8)
    if round % 3 > 0 { bytes = bytes.mutated(edits: 2, letters: letters, using: &generator) }
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
    guard tree.diagnostics.isEmpty, tree.root > 0, PythonCodeScreen.passes(tree) else { continue }
    passed += 1
    #expect(pythonCodeErrorsUnscreened(in: tree) == [], "\(String(decoding: bytes, as: UTF8.self))")
  }
  #expect(passed > 50)
  let deep = (0..<25).map { String(repeating: " ", count: $0) + "for a in b:\n" }.joined()
  let tree = parsePython(
    Fragment(verbatim: Array((deep + String(repeating: " ", count: 25) + "pass\n").utf8)), file: 0,
    mode: .module)
  #expect(pythonCodeErrors(in: tree) == pythonCodeErrorsUnscreened(in: tree))
  #expect(!pythonCodeErrors(in: tree).isEmpty)
}
