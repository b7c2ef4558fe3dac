import SluiceCore
import SluicePipeline
import Testing

/// Where the sources of a project with `source_loader` were found: in `pipeline.yaml` from the
/// loader's folder, in an imported list from the list's folder, as Ploomber does.
@Test func importedTasksAreNotFoundThroughTheSourceLoader() throws {
  let files = [
    "pipeline.yaml": """
    meta: {import_tasks_from: parts/more.yaml, source_loader: {path: sql}, extract_upstream: false}
    clients: {SQLScript: db.get}
    tasks:
      - {source: a.sql, product: [a, table]}
    """,
    "parts/more.yaml": """
    - {source: b.sql, product: [b, table]}
    - {source: ../sql/c.sql, product: [c, table]}
    - {source: d.sql, product: [d, table]}
    """,
    "sql/a.sql": "CREATE TABLE {{product}} AS SELECT 1", "sql/c.sql": "CREATE TABLE {{product}}",
    "parts/b.sql": "CREATE TABLE {{product}} AS SELECT 1", "sql/d.sql": "CREATE TABLE {{product}}",
    "db.py": "def get():\n  pass\n",
  ]
  let analyzer = Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false))
  let analysis = try analyzer.analysis()
  #expect(
    analysis.tasks.map(\.spec.source) == [
      .file("sql/a.sql"), .file("parts/b.sql"), .file("sql/c.sql"), .file("parts/d.sql"),
    ])
  let missing = analysis.diagnostics.filter { $0.kind.code == "SL201" }
  #expect(missing.map(\.task?.text) == ["d"])
}
