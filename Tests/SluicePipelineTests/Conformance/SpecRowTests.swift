import Testing

@testable import SluicePipeline

private func spec(
  _ number: Int, _ text: String, _ outcome: FormatRow.Outcome,
  _ verdict: FormatRow.Verdict = .same, files: [String: String] = [:], warnings: [String] = []
) -> FormatRow {
  FormatRow(
    number: number,
    files: [
      "pipeline.yaml": text + "\n", "t.py": "def load(product): pass\ndef none(): pass\n",
      "g.py": "def g(product, n): pass\n", "dir/my.task.py": FormatRow.script,
    ].merging(files) { $1 },
    outcome: outcome, verdict: verdict, warnings: warnings)
}

private let grid = "- {source: g.g, name: 'g-', product: out/x.v1.csv, "

private let rows: [FormatRow] = [
  spec(
    81, "meta:\ntasks: [{source: t.load, product: x}]", .tasks(["load PythonCallable x"])),
  spec(82, "", .error("SL105"), .better("it is said; Ploomber's own code fails")),
  spec(83, "- {source: t.load, product: [x.csv, y.csv]}", .error("SL112")),
  spec(84, "- {source: a.py, product: out/x.csv}", .error("SL112")),
  spec(84, "- {source: a.py, product: out}", .error("SL112")),
  spec(
    84, "- {source: a.py, product: out/x.foo, nbconvert_exporter_name: html}",
    .tasks(["a NotebookRunner out/x.foo"])),
  spec(85, "- {source: a.py, product: {data: x.csv}}", .error("SL112")),
  spec(86, "- {source: a.py, product: x.html, static_analysis: true}", .error("SL131")),
  spec(
    87, "- {source: dir/my.task.py, product: x.html}", .tasks(["my.task NotebookRunner x.html"])),
  spec(88, "- {source: '*.py', product: x.html}", .error("SL201")),
  spec(
    89, "- {source: a.py, product: x.html, params: {n: 't::none'}}",
    .tasks(["a NotebookRunner x.html"]),
    .better("nothing is called: that the function returns None is not known")),
  spec(
    90, "- {source: a.py, product: x.html, params: {n: 'http://x::y'}}",
    .tasks(["a NotebookRunner x.html"]), warnings: ["SL253"]),
  spec(
    91, grid + "grid: {n: [1, 2]}}",
    .tasks(["g-0 PythonCallable out/x-0.v1.csv", "g-1 PythonCallable out/x-1.v1.csv"])),
  spec(
    92, "- {source: g.g, name: 'g-[[zz]]', product: x.csv, grid: {n: [1, 2]}}", .error("SL108")),
  spec(
    93, "- {source: g.g, name: 'g-[[n]]', product: x.csv, grid: {n: [0.1, true, null]}}",
    .tasks([
      "g-0.1 PythonCallable x-0.csv", "g-True PythonCallable x-1.csv",
      "g-None PythonCallable x-2.csv",
    ])),
  spec(
    94, "- {source: t.load, product: '{{b}}'}", .error("SL116"),
    files: ["env.yaml": "a: {z: q}\nb: '{{a.z}}-1'\n"]),
  spec(
    97, "- {source: t.load, product: '{{k[1]}}.csv'}", .tasks(["load PythonCallable b.csv"]),
    files: ["env.yaml": "k: [a, b]\n"]),
  spec(
    98, "- {source: t.load, product: x.csv, name: '{{k}}'}",
    .tasks(["2020 PythonCallable x.csv"]), files: ["env.yaml": "k: 2020\n"]),
]

@Test(arguments: rows)
func aSpecificationIsReadAsPloomberReadsIt(row: FormatRow) throws {
  try row.check()
}
