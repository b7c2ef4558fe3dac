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

/// The cells of a script or notebook out of the trees that its scanner made are those that are parsed
/// alone.
@Test func cellsComeOutOfTheScannersTrees() {
  let texts = [
    """
    # %% tags=["parameters"]
    upstream = ['a']; x: int = 1
    # %% [markdown]
    # text
    # %%
    %matplotlib inline
    a, (b.c, *d) = f(e=1); import g.h as i
    # %%
    @decorated
    def f(a, /, b: 'T' = 1, *c, **d):
        '''doc'''
        return [x for x in b if 1 < x <= 2], f'{a!r:>{b}} and {c=}'
    if a:
        pass
    # %%
    # coding: latin-1
    class K(metaclass=M): y = lambda *a: {**a, 'b': 2}
    # %%

    # %%
    match a:
        case {'k': [1, *_], **rest}: async def g(): await h
    """,
    "@a\n# %%\ndef f(): pass\n# %%\nif a:\n# %%\n  b\n# %%\nx = 1 \\\n# %%\n  + 2\n",
    "  a = 1\n# %%\n  b = 2\n",
  ].map { Array($0.utf8) }
  let letters = Array("%!#'\"\n(:=. [@{".utf8)
  var generator = SeededGenerator(state: 12)
  for text in texts {
    expectSameCells(text, .pythonScript)
    for _ in 0..<150 {
      expectSameCells(text.mutated(edits: 2, letters: letters, using: &generator), .pythonScript)
    }
  }
  let notebook = Array(
    #"""
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3"}}, "cells": [
    {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "outputs": [],
     "source": ["upstream = None\n", "product = None"]},
    {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["!ls\n", "a = b + \"\u00e4\""]},
    {"cell_type": "code", "metadata": {}, "outputs": [], "source": "  a = 1\n  def f(x): return x"},
    {"cell_type": "code", "metadata": {}, "outputs": [], "source": "def f(x):\n  return x['\u0062']\n"}
    ]}
    """#.utf8)
  expectSameCells(notebook, .notebook)
  for _ in 0..<150 {
    expectSameCells(notebook.mutated(edits: 2, letters: letters, using: &generator), .notebook)
  }
}

private func expectSameCells(_ bytes: [UInt8], _ language: Language) {
  let (found, trees) = scanWithTrees(bytes, file: 0, language: language)
  guard case .script(let scan) = found else { return }
  let known = scriptCode(scan, bytes, file: 0, trees: trees)
  let parsed = scriptCode(scan, bytes, file: 0)
  let text = String(decoding: bytes, as: UTF8.self)
  #expect(known.map(\.tree.fault) == known.map { _ in nil }, "\(text)")
  let isSame = known.map(Outline.init) == parsed.map(Outline.init)
  #expect(isSame, "\(text)")
}

/// A cell as far as it does not depend on where its text begins.
private struct Outline: Equatable {
  struct Node: Equatable {
    var kind: PythonNodeKind
    var flags: [UInt8]
    var place: SourceRange
    var children: [UInt32]
    var operators: [PythonOperator]
  }

  var isParameters: Bool
  var words: Set<String>
  var nodes: [Node]
  var names: [PythonWord]
  var errors: [PythonCodeError]
  var paths: [PythonPathLiteral]
  var undefined: [PythonNameUse]

  init(_ cell: ScriptCodeCell) {
    let tree = cell.tree
    isParameters = cell.isParameters
    words = cell.blankedWords
    nodes = tree.nodes.indices.dropFirst().map { node in
      let value = tree.nodes[node]
      return Node(
        kind: value.kind, flags: [value.detail, value.isParenthesized ? 1 : 0],
        place: tree.place(of: node), children: Array(tree.children(of: node)),
        operators: value.kind == .compare ? tree.operators(of: node) : [])
    }
    names = pythonWords(in: tree)
    errors = pythonCodeErrors(in: tree)
    paths = pythonPathLiterals(in: tree)
    undefined = undefinedNames(in: tree)
  }
}
