import SluiceCore
import SluiceScan
import TestSupport
import Testing

@Suite struct PythonSureReadsTests {
  /// The names among `x1`, `x2`, … that a call of `f`, or the import, surely reads.
  private func reads(_ text: String) -> [String] {
    let tree = parsePython(Fragment(verbatim: Array(text.utf8)), file: 0, mode: .module)
    let sure = PythonSureReads(in: tree)
    let call = text.utf8.firstRange(of: "f(".utf8).map {
      sure.calling(text.utf8.distance(from: text.utf8.startIndex, to: $0.lowerBound))
    }
    let all = sure.atImport().union(call ?? [])
    return pythonWords(in: tree).filter { word in
      word.name.hasPrefix("x") && all.contains(word.range.bytes.lowerBound)
    }.map(\.name)
  }

  @Test(arguments: [
    ("def f():\n  x1 = x2\n  if x3: x4\n  return x5\n  x6\n", ["x2", "x3", "x5"]),
    ("def f():\n  for i in x1:\n    x2\n    break\n    x3\n  else: x4\n", ["x1", "x2"]),
    ("def f():\n  try:\n    x1\n  except KeyError: x2\n  finally: x3\n", ["x1", "x3"]),
    ("def f():\n  try:\n    x1\n  except: pass\n  x2\n", ["x2"]),
    ("def f():\n  with suppress(E):\n    x1\n  with x2:\n    x3\n", ["x2", "x3"]),
    (
      "def f():\n  a = x1 and x2, (x3 if x4 else x5), lambda: x6, [x7 for b in x8]\n",
      ["x1", "x4", "x7", "x8"]
    ),
    ("def f():\n  g()\n  (h for h in x1 if x2)\ndef g():\n  x3 += 1\n", ["x1", "x3"]),
    ("def f():\n  def inner(a=x1): x2\n  class C(x3):\n    x4\n", ["x1", "x3", "x4"]),
    ("@cached\ndef f():\n  x1\n", []), ("def f():\n  yield x1\n", []),
    ("async def f():\n  x1\n", []), ("a: x1 = x2\nif x3: x4\n", ["x2", "x3"]),
    ("def f(): f()\n", []), ("assert x1, x2\ndel x3\n", ["x1", "x3"]),
  ])
  func readsWhatRuns(text: String, expected: [String]) {
    #expect(reads(text) == expected)
  }

  @Test func endsOnEverything() {
    var generator = SeededGenerator(state: 6)
    let text = Array(
      "def f(a=x):\n  try:\n    with g() as b: return h(b)\n  except E: pass\nclass C(f): y = [z for z in f]\n"
        .utf8)
    let letters = Array("():\n =,.[]xf".utf8)
    for length in text.indices { check(Array(text[..<length])) }
    for _ in 0..<300 { check(text.mutated(edits: 5, letters: letters, using: &generator)) }
  }

  private func check(_ bytes: [UInt8]) {
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
    let sure = PythonSureReads(in: tree)
    for offset in sure.atImport().union(sure.calling(4)) { #expect(offset < bytes.count) }
  }
}
