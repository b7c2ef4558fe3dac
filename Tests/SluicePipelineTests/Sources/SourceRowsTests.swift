import SluiceCore
import Testing

@testable import SluicePipeline

/// What Ploomber 0.23.3 makes of a source, measured, one case a row. `same`: so do we. `better`: we say
/// more on purpose, and the row says what.
private struct Row: CustomTestStringConvertible, Sendable {
  enum Verdict: Sendable { case same, better }
  enum Outcome: Sendable, Equatable {
    case upstream([String])
    /// An error of this code.
    case error(String)
  }

  var number: Int
  var verdict: Verdict
  var outcome: Outcome
  var file: String
  var text: String
  /// A warning that comes with it.
  var warning: String?
  var testDescription: String { "row \(number)" }

  /// A parameters cell of a percent script, followed by code.
  static func cell(
    _ number: Int, _ text: String, _ outcome: Outcome, _ verdict: Verdict = .same,
    warning: String? = nil
  ) -> Row {
    Row(
      number: number, verdict: verdict, outcome: outcome, file: "b.py",
      text: "# %% tags=[\"parameters\"]\n\(text)\n\n# %%\n1 + 1\n", warning: warning)
  }

  static func file(
    _ number: Int, _ file: String, _ text: String, _ outcome: Outcome, _ verdict: Verdict = .same,
    warning: String? = nil
  ) -> Row {
    Row(
      number: number, verdict: verdict, outcome: outcome, file: file, text: text, warning: warning)
  }

  static func r(_ number: Int, _ text: String, _ outcome: Outcome, warning: String? = nil) -> Row {
    Row(
      number: number, verdict: .same, outcome: outcome, file: "b.R",
      text: "# %% tags=[\"parameters\"]\n\(text)\n\n# %%\n1 + 1\n", warning: warning)
  }
}

private func notebook(_ source: String, kernel: String) -> String {
  """
  {"cells": [
    {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": \(source), "outputs": []},
    {"cell_type": "code", "metadata": {}, "source": "1 + 1", "outputs": []}],
   "metadata": {\(kernel)}, "nbformat": 4, "nbformat_minor": 4}
  """
}

private let rows: [Row] = [
  .cell(1, "upstream = ['a']", .upstream(["a"])),
  .cell(1, "upstream = ('a',)", .upstream(["a"])),
  .cell(1, "upstream = {'a'}", .upstream(["a"])),
  .cell(1, "upstream = {'a': None}", .upstream(["a"])),
  .cell(2, "upstream = ('a')", .error("SL206")),
  .cell(3, "upstream = []", .upstream([])),
  .cell(4, "upstream = [\n'a',\n]", .upstream(["a"])),
  .cell(5, "upstream = list(('a',))", .upstream(["a"])),
  // Evaluated there; here a computed list is said to be one.
  .cell(6, "upstream = [x for x in 'a']", .upstream([]), .better, warning: "SL220"),
  .cell(7, "upstream = [f'a']", .upstream(["a"])),
  .cell(8, "upstream = dict(a=None)", .upstream(["a"])),
  .cell(9, "upstream = [*['a']]", .upstream(["a"])),
  .cell(10, "names = ['a']\nupstream = names", .error("SL206")),
  .cell(11, "upstream: list = ['a']", .error("SL206")),
  .cell(12, "x = upstream = ['a']", .error("SL206")),
  .cell(13, "upstream, product = ['a'], None", .error("SL206")),
  .cell(14, "upstream = None\nupstream += ['a']", .upstream(["a"])),
  .cell(15, "x = 1; upstream = ['a']", .error("SL206")),
  .cell(16, "upstream = ['a']; x = 1", .upstream(["a"])),
  .cell(17, "if True:\n    upstream = ['a']", .error("SL206")),
  .cell(18, "(upstream := ['a'])", .error("SL206")),
  .cell(19, "upstream = ['a']\ndel upstream", .error("SL206")),
  .cell(20, "%load_ext autoreload\nupstream = ['a']", .upstream(["a"])),
  .cell(21, " upstream = ['a']", .upstream(["a"])),
  .cell(22, "upstream = [['a']]", .error("SL206")),
  .cell(23, "upstream = ['a*']", .upstream(["a"])),
  // No word of it there.
  .cell(23, "upstream = ['zz*']", .upstream([]), .better, warning: "SL304"),
  .cell(23, "upstream = ['*']", .error("SL302")),
  .cell(24, "upstream = ['nope']", .error("SL301")),
  .cell(25, "upstream = ['b']", .error("SL302")),
  .cell(26, "\"\"\"upstream = [\"zz\"]\"\"\"\nupstream = [\"a\"]", .upstream(["a"])),
  .file(
    27, "b.py", "# + tags=[\"parameters\"]\nupstream = ['a']\n# -\n\n1 + 1\n", .upstream(["a"])),
  .file(
    28, "b.py", "# + {\"tags\": [\"parameters\"]}\nupstream = ['a']\n# -\n\n1 + 1\n",
    .upstream(["a"])),
  .file(
    29, "b.py", "#%% tags=[\"parameters\"]\nupstream = ['a']\n#%%\n1 + 1\n", .upstream(["a"])),
  .file(
    29, "b.py", "# %% My title tags=['x', 'parameters']\nupstream = ['a']\n# %%\n1 + 1\n",
    .upstream(["a"])),
  .file(
    30, "b.py", "# %%\n1 + 1\n\n# + tags=[\"parameters\"]\nupstream = ['a']\n# -\n", .upstream([]),
    warning: "SL203"),
  .file(
    31, "b.py",
    "# %% tags=[\"parameters\"]\nupstream = ['a']\n# %% tags=[\"parameters\"]\nupstream = None\n# %%\n1\n",
    .upstream(["a"])),
  .file(
    32, "b.py", "# %% [markdown] tags=[\"parameters\"]\n# upstream = [\"a\"]\n# %%\n1 + 1\n",
    .upstream(["a"])),
  .file(
    33, "b.py", "#region tags=[\"parameters\"]\nupstream = ['a']\n#endregion\n\n1 + 1\n",
    .upstream(["a"])),
  .file(34, "b.py", "upstream = ['a']\n", .upstream([]), warning: "SL203"),
  .file(35, "b.py", "", .error("SL221")),
  .file(
    36, "b.py", "# %% tags=[\"parameters\"]\nupstream = ['a']\n\n# %%\n\n# %%\n\n", .error("SL221")),
  .file(
    37, "b.py", "\u{FEFF}# %% tags=[\"parameters\"]\nupstream = ['a']\n# %%\n1 + 1\n",
    .upstream([]),
    .better, warning: "SL212"),
  .file(
    38, "b.ipynb",
    notebook("[\"upstream = [\\n\", \"'a']\"]", kernel: "\"kernelspec\": {\"name\": \"python3\"}"),
    .upstream(["a"])),
  .file(39, "b.ipynb", notebook("\"upstream <- list('a')\"", kernel: ""), .error("SL223")),
  // Only a lazy load takes it for Python; `ploomber build` needs the kernel, and refuses its language.
  .file(
    40, "b.ipynb",
    notebook(
      "\"upstream = ['a']\"",
      kernel: "\"kernelspec\": {\"name\": \"julia-1.9\", \"language\": \"julia\"}"
    ), .error("SL223"), .better),
  .r(75, "upstream <- list(a='x')", .upstream(["a"])),
  // {a} there, and no word of the second line.
  Row(
    number: 76, verdict: .better, outcome: .upstream(["a", "c"]), file: "b.R",
    text: "# %% tags=[\"parameters\"]\nupstream <- list('a',\n 'c')\n\n# %%\n1 + 1\n",
    warning: "SL217"),
  .r(77, "n <- 5\nupstream <- list('a')", .error("SL213")),
  .r(78, "upstream <- list()", .error("SL213")),
  .file(79, "b.R", "1 + 1\n", .error("SL213")),
  .file(
    80, "b.Rmd",
    "```{r tags=[\"parameters\"]}\nupstream <- list('a')\n```\n\n```{r}\n1 + 1\n```\n",
    .upstream(["a"])),
]

@Test(arguments: rows)
private func aSourceSaysWhatItSaysToPloomber(row: Row) throws {
  let head = "# %% tags=[\"parameters\"]\nupstream = None\n\n# %%\n1 + 1\n"
  let analysis = try analysis([
    "pipeline.yaml": """
    tasks:
      - {source: a.py, product: a.html}
      - {source: c.py, product: c.html}
      - {source: \(row.file), product: b.html}
    """,
    "a.py": head, "c.py": head, row.file: row.text,
  ])
  // What Ploomber says of the code when the task runs is another matter.
  let errors = Set(
    analysis.diagnostics.filter { $0.kind.severity == .error && $0.kind.code != "SL251" }
      .map(\.kind.code))
  switch row.outcome {
  case .error(let code): #expect(errors == [code])
  case .upstream(let names):
    #expect(errors == [])
    #expect(
      analysis.graph.upstream[2].map { analysis.graph.tasks[$0.upstream].name.text } == names)
  }
  let warnings = analysis.diagnostics.filter { $0.kind.severity == .warning }.map(\.kind.code)
  if let warning = row.warning { #expect(warnings.contains(warning)) }
}

@Test func takesAShellScriptForWhatItsTemplateNames() throws {
  let analysis = try analysis([
    "pipeline.yaml": """
    tasks:
      - {source: a.sh, product: a.txt}
      - {source: b.sh, product: {x: b.txt}}
    """,
    "a.sh": "touch {{product}}\n", "b.sh": "cat {{upstream.a}} > {{product['x']}}\n",
  ])
  #expect(analysis.diagnostics.map(\.message) == [])
  #expect(analysis.graph.upstream[1].map(\.upstream) == [0])
}
