import SluiceCore
import Testing

@testable import SluicePipeline

private func products(_ file: String, _ text: String, task: String? = nil) throws -> Analysis {
  try analysis([
    "pipeline.yaml": "meta: {extract_product: true}\ntasks:\n  - \(task ?? file)\n", file: text,
  ])
}

@Test(arguments: [
  ("product = 'out/x.html'", TaskNode.Products.one(.file("out/x.html"))),
  ("product = './out/../x.html'", .one(.file("x.html"))),
  (
    "product = {'nb': 'x.html', 'd': 'd.csv'}",
    .several([
      .init(key: "nb", product: .file("x.html")), .init(key: "d", product: .file("d.csv")),
    ])
  ),
  ("product = dict(nb='x' + '.html')", .several([.init(key: "nb", product: .file("x.html"))])),
  ("product = 'y.html'\nproduct = 'x.html'", .one(.file("x.html"))),
])
func takesTheProductOfAPythonCell(statement: String, expected: TaskNode.Products) throws {
  let analysis = try products(
    "b.py", "# %% tags=[\"parameters\"]\nupstream = None\n\(statement)\n\n# %%\n1\n")
  #expect(analysis.diagnostics.map(\.message) == [])
  #expect(analysis.graph.tasks[0].products == expected)
}

@Test func takesTheProductsOfRAndOfTemplates() throws {
  let r = try products(
    "b.R", "# %% tags=[\"parameters\"]\nupstream <- NULL\nproduct <- list(nb='x.html')\n\n# %%\n1\n"
  )
  #expect(r.diagnostics.map(\.message) == [])
  #expect(r.graph.tasks[0].products == .several([.init(key: "nb", product: .file("x.html"))]))
  let sql = try products(
    "b.sql",
    "{% set product = SQLRelation(['s', 'a', 'view']) %}\nCREATE VIEW {{product}} AS SELECT 1")
  // No client is named, and that is another finding.
  #expect(sql.diagnostics.map(\.kind.code) == ["SL309"])
  #expect(sql.graph.tasks[0].products == .one(.relation(["s", "a", "view"])))
}

@Test func putsTheIndexOfAGridIntoTheProductOfTheSource() throws {
  let analysis = try products(
    "b.py", "# %% tags=[\"parameters\"]\nupstream = None\nproduct = 'x.html'\nn = 1\n\n# %%\n1\n",
    task: "{source: b.py, name: g-, grid: {n: [1, 2]}}")
  #expect(
    analysis.graph.tasks.map(\.products) == [.one(.file("x-0.html")), .one(.file("x-1.html"))])
}

@Test func leavesPlaceholdersOfSourcesAlone() throws {
  let analysis = try products(
    "b.py", "# %% tags=[\"parameters\"]\nupstream = None\nproduct = '{{out}}/x.html'\n\n# %%\n1\n")
  #expect(analysis.graph.tasks[0].products == .one(.file("{{out}}/x.html")))
}
