import SluiceCore
import TestSupport
import Testing

@testable import SluiceScan

private func code(_ text: String) -> [ScriptCodeCell] {
  let bytes = Array(text.utf8)
  return scriptCode(scanScript(bytes, file: 0, language: .python), bytes, file: 0)
}

@Test func cellsAreReadAsPloomberChecksThem() {
  let cells = code(
    """
    # %% tags=["parameters"]
    upstream = None

    # %% tags=["injected-parameters"]
    upstream = {"a": 1}

    # %% [markdown]
    # text

    # %%
    %matplotlib inline
    !ls data
    print(upstream)
    """)
  #expect(cells.map(\.isParameters) == [true, false])
  #expect(cells.allSatisfy { $0.tree.diagnostics.isEmpty })
  #expect(cells[1].blankedWords == ["matplotlib", "inline", "ls", "data"])
  #expect(pythonWords(in: cells[1].tree).map(\.name) == ["print", "upstream"])
}

@Test func wordsKnowWhatAnAssignmentGives() {
  let words = pythonWords(
    in: code("a, (b.c, *d) = f(e=1)\ng: int = 2\nimport h.i as j\nfor k in l: pass\n")[0].tree)
  #expect(words.map(\.name) == ["a", "b", "c", "d", "f", "e", "g", "int", "h", "i", "j", "k", "l"])
  #expect(words.filter(\.isAssigned).map(\.name) == ["a", "c", "d", "g"])
  #expect(words.filter(\.isAnnotated).map(\.name) == ["g"])
}

@Test func brokenCellsEnd() {
  let text = Array(
    """
    # %% tags=["parameters"]
    upstream = ['a']; x: int = 1
    # %%
    %%bash
    echo ü
    # %%
    !ls
    a, (b.c, *d) = f(e=1); import g.h as i
    """.utf8)
  let letters = Array("%!#'\"\n(:=. [".utf8)
  var generator = SeededGenerator(state: 11)
  for length in text.indices { read(Array(text[..<length])) }
  for _ in 0..<500 { read(text.mutated(edits: 5, letters: letters, using: &generator)) }
}

private func read(_ bytes: [UInt8]) {
  for cell in scriptCode(scanScript(bytes, file: 0, language: .python), bytes, file: 0) {
    #expect(cell.tree.fragment.text.count <= bytes.count)
    _ = pythonWords(in: cell.tree)
    _ = pythonSetupRequirements(in: cell.tree)
  }
}
