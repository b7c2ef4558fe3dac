import SluiceScan
import TestSupport
import Testing

private func cells(_ text: String, _ language: Language) -> [String]? {
  cellSources(Array(text.utf8), language: language)?.map { String(decoding: $0, as: UTF8.self) }
}

@Test func scriptsGiveTheCellsOfJupytext() {
  let percent =
    "# %% [markdown]\n# Title\n\n# %% tags=[\"parameters\"]\nx = 1\n\n\n# %%\n# %time f()\n"
  #expect(cells(percent, .pythonScript) == ["Title", "x = 1", "%time f()"])
  let light = "# Words.\n\n# + tags=[\"injected-parameters\"]\nx = 1\n# -\n\ny = 2\n"
  #expect(cells(light, .pythonScript) == ["Words.", "y = 2"])
  #expect(cells("Words.\n\n```{r}\nx <- 1\n```\n", .rMarkdown) == ["Words.", "x <- 1"])
}

@Test func notebooksGiveAllCellsButInjectedOnes() {
  let notebook = """
    {"cells": [{"cell_type": "markdown", "source": ["# T\\n", "x"], "metadata": {}},
     {"cell_type": "code", "source": "y", "metadata": {"tags": ["injected-parameters"]}},
     {"cell_type": "code", "source": "z", "metadata": {}}]}
    """
  #expect(cells(notebook, .notebook) == ["# T\nx", "z"])
  #expect(cells("{", .notebook) == nil)
  #expect(cells("SELECT 1", .sql) == nil)
}

@Test func fuzzedCellsEnd() {
  var generator = SeededGenerator(state: 3)
  let text = Array(
    "# %% [markdown]\n# a\n\n# + tags=[\"x\"]\n# %m \\\n'''\n# -\n```{r}\n#' b\n\n\n".utf8)
  let letters = Array("#%+-'\"`{}[]= \n\r\\!?<>abR\u{C3}".utf8)
  for _ in 0..<600 {
    let changed = text.mutated(edits: 8, letters: letters, using: &generator)
    for language: Language in [.pythonScript, .rScript, .rMarkdown, .markdown, .notebook] {
      _ = cellSources(changed, language: language)
    }
  }
}
