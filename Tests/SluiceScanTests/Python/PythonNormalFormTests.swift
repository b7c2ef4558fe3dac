import SluiceScan
import TestSupport
import Testing

private let function = """
  def f(product, upstream):
      \"""Doc.\"""
      x = 1
      if x:
          print(x)
      return [x,
              2]

  """

/// Each row was measured on Ploomber 0.23.3 with autopep8 2.3.
@Test(arguments: [
  ("Doc", "Dok", true), ("    x = 1\n", "    x=1  # one\n", true), ("    ", "  ", true),
  ("    x = 1\n", "    x = 1;\n", true), ("if x:\n        print", "if x: print", true),
  ("x = 1", "x = \\\n 1", true), ("    x = 1\n", "    # one\n    x = 1\n", false),
  ("    x = 1\n", "    x = 1\n\n", false), ("x = 1", "x = 2", false),
  ("[x,\n            2]", "[x, 2]", false),
])
func comparesFunctionsAsPloomberDoes(old: String, new: String, isSame: Bool) throws {
  let one = try #require(PythonNormalForm(Array(function.utf8)))
  let changed = Array(function.replacing(old, with: new).utf8)
  #expect(changed != Array(function.utf8))
  #expect((PythonNormalForm(changed) == one) == isSame)
}

@Test func whatIsNoPythonHasNoNormalForm() {
  #expect(PythonNormalForm(Array("def f(:".utf8)) == nil)
}

@Test func fuzzedFunctionsEnd() {
  var generator = SeededGenerator(state: 5)
  let text = Array(function.utf8)
  for end in text.indices {
    _ = PythonNormalForm(Array(text[..<end]))
    _ = functionDocumentation(Array(text[..<end]))
  }
  for _ in 0..<2000 {
    let changed = text.mutated(edits: 4, letters: pythonPunctuation, using: &generator)
    _ = PythonNormalForm(changed)
    _ = functionDocumentation(changed)
  }
}
