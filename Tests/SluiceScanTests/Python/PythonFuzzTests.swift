import Glibc
import SluiceCore
import SluiceScan
import TestSupport
import Testing

private let sample = #"""
  # coding: utf-8
  """doc"""
  from ..a import (b as c, d,)
  import x.y as z
  @dec(upstream['q'])
  async def f(product, upstream: dict = None, /, *args, k=1, **kw) -> int:
      with (open(a) as b, c):
          return [upstream['a'] async for x in y if z] or f"{upstream['b']!r:>{w}} {{}} {1+2=}"
  class A[T: int](B, metaclass=M):
  	x: int = 0x1F; y = 1_0.5e-3j
  	def g(self): yield from (lambda *a, b=2: a[1:2, ::3, ...])
  match u:
      case [1, *_, -2+3j] | {"a": B(c, d=None), **rest} if e: pass
      case _:
          pass
  try:
      del a.b, c[0]
  except* (E, F) as g:
      raise G from h
  finally:
      assert not a is not b not in c, 'é\x41\u00e9\N{DASH}' rb'\x'
  while (n := n - 1) < 3 <= 4: continue
  else: upstream = ['a', *b, 'c' 'd'] + list(('e',)); type X = int
  if a: b **= -c ** ~d if e else f
  %time f(1)
  files = !ls
  f?
  """#

/// Calls everything; it needs only to end.
private func scanAll(_ bytes: [UInt8]) {
  let module = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
  _ = scanPythonModule(module)
  let cell = parsePython(Fragment(verbatim: bytes), file: 0, mode: .notebook)
  _ = scanParametersCell(in: cell, textRange: 0..<bytes.count, file: 0)
  let old = parsePython(
    Fragment(verbatim: bytes), file: 0, mode: .module, grammar: .python311)
  _ = PythonTokenCheck(old)
  for tree in [module, cell, old] { #expect(tree.fault == nil) }
}

/// Texts that once trapped or broke a rule of the tree, or could; with all their prefixes.
@Test(arguments: [
  "open-field", "open-field-dollar", "nul", "broken-utf8", "undefined-bytes",
  "continuation-at-end", "deep-formats", "marks",
])
func endsOnPastFailures(name: String) throws {
  let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  let path = folder.joined(separator: "/") + "/Fuzz/python/\(name).txt"
  let file = try #require(fopen(path, "rb"))
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
  #expect(!bytes.isEmpty)
  for end in stride(from: bytes.count, through: 0, by: -3) { scanAll(Array(bytes[..<end])) }
}

@Test func endsAtEveryPrefix() {
  let bytes = Array(sample.utf8)
  for end in 0...bytes.count { scanAll(Array(bytes[..<end])) }
}

@Test func endsOnMutations() {
  var generator = SeededGenerator(state: 5)
  for _ in 0..<400 {
    scanAll(Array(sample.utf8).mutated(edits: 5, letters: pythonPunctuation, using: &generator))
  }
}

/// Deep or long in every way that a rule could recurse or go back.
private let extremes: [String] = {
  func nest(_ open: String, _ inner: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }
  var blocks = ""
  for depth in 0..<99 { blocks += String(repeating: " ", count: depth) + "if a:\n" }
  return [
    nest("(", "a", ")", 3000), nest("a[", "1", "]", 3000), nest("f(a=", "1", ")", 3000),
    nest("{1:", "1", "}", 3000), nest("not ", "a", "", 3000), nest("-", "a", "", 3000),
    nest("lambda:", "a", "", 3000), nest("lambda a=", "a", ":0", 3000),
    nest("await ", "a", "", 3000),
    nest("a if b else ", "c", "", 3000), nest("a if ", "b", " else c", 3000),
    nest("a**", "a", "", 3000),
    nest("if a: pass\n", "", "", 1) + nest("elif a: pass\n", "", "", 3000),
    nest("f\"{", "1", "}\"", 3000),
    "f'" + nest("{1:", "", "}", 3000) + "'", nest("a+", "a", "", 20000), nest("a.", "a", "", 20000),
    nest("a=", "1", "", 5000), nest("a<", "a", "", 5000),
    nest("match ", "a:\n case 1: pass", "", 2000),
    "match a:\n case " + nest("[", "x", "]", 3000) + ": pass",
    "match a:\n case " + nest("A(", "x", ")", 3000),
    nest("with (", "a", "", 3000), nest("def f(\n", "", "", 3000), nest("@", "a", "", 3000),
    nest("(a or b and not c<d|e^f&g<<h+i*-j**[{1:x[lambda:", "k", "]}])", 200),
    blocks + String(repeating: " ", count: 99) + "x = " + nest("(", "a", ")", 200),
    blocks + blocks, nest("'", "", "", 5001), nest("\"\"\"\n", "", "", 2001),
    nest("[a,(", "", "", 5000),
  ]
}()

@Test func survivesExtremesOnASmallStack() {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, 512 << 10)
  defer { pthread_attr_destroy(&attributes) }
  var thread = pthread_t()
  let status = pthread_create(
    &thread, &attributes,
    { _ in
      for text in extremes {
        _ = scanPythonModule(Array(text.utf8), file: 0)
        _ = scanPythonCell(Fragment(verbatim: Array(("upstream = " + text).utf8)), file: 0)
      }
      return nil
    }, nil)
  #expect(status == 0)
  if status == 0 { pthread_join(thread, nil) }
}

@Test(arguments: [
  ("(", ")"), ("[", "]"), ("{1:", "}"), ("a[", "]"), ("f(", ")"),
])
func allowsTwoHundredBrackets(open: String, close: String) {
  for (count, isFine) in [(200, true), (201, false)] {
    let text =
      String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
    let tree = parsePython(Fragment(verbatim: Array(text.utf8)), file: 0, mode: .module)
    #expect(tree.diagnostics.isEmpty == isFine)
  }
}
