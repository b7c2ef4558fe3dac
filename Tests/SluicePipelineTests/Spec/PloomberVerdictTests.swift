import SluiceCore
import Testing

@testable import SluicePipeline

/// A project of the row's tasks beside a notebook, a query and functions.
private func codes(_ spec: String) throws -> [String] {
  let cell = "# %% tags=[\"parameters\"]\nupstream = None\nproduct = None\n\n# %%\nprint(1)\n"
  let analysis = try analysis([
    "pipeline.yaml": spec + "\n",
    "fit.py": cell, "my.task.py": cell, "res.txt": "x\n", "sub/keep.txt": "x\n",
    "a.sql": "CREATE TABLE {{product}} AS SELECT 1\n",
    "q.sql": "SELECT 1\n", "run.sh": "touch {{product}}\n",
    "db.py": "def connect(): pass\n",
    "t.py": """
    def load(product): pass
    def one(): return 1
    def hook(product): pass
    def odd(foo): pass
    def stars(**kwargs): pass
    def save(value, product): pass
    def part(product, n): pass
    """,
  ])
  return analysis.diagnostics.filter { $0.kind.severity == .error }.map(\.kind.code)
}

/// Each row was loaded and rendered with Ploomber 0.23.3, with functions imported: it accepts these.
@Test(arguments: [
  "meta:\ntasks: [{source: t.load, product: x}]", "tasks: []", "tasks: {}", "tasks: ''",
  "config: {hot_reload: 1, outdated_by_code: 0.0}\ntasks: []",
  "config: {differ: x, logging_factory: y}\ntasks: []", "clients: []\ntasks: []",
  "clients: {Nope: null}\ntasks: []", "clients: {Task: db.connect}\ntasks: []",
  "executor: {dotted_path: ploomber.executors.Parallel, processes: 2}\ntasks: []",
  "meta: {product_default_class: {Task: File, TaskGroup: MetaProduct}}\ntasks: []",
  "- {source: fit.py, product: out/x.foo, nbconvert_exporter_name: html}",
  "- {source: fit.py, product: out/x, nbconvert_exporter_name: HTML}",
  "- {source: fit.py, product: x.html, executor_params: {engine_name: papermill}}",
  "- {source: fit.py, product: x.html, nb_product_key: []}",
  "- {source: fit.py, product: {nb: x.html, b: y.foo}, nb_product_key: [nb, b], "
    + "nbconvert_exporter_name: {b: html}}",
  "- {source: my.task.py, product: x.html}",
  "- {source: fit.py, product: x.html, params: {n: 'http://x::y'}}",
  "- {source: fit.py, product: x.html, params: {n: ['t::gone']}}",
  "- {source: fit.py, product: x.html, params: {resources_: {k: ./sub/../res.txt}}}",
  "- {source: fit.py, product: x.html, name: g-, grid: {}}",
  "- {source: fit.py, product: x.html, name: g-, grid: []}",
  "- {source: fit.py, product: x.html, name: g-, grid: {n: []}, params: {n: 1}}",
  "- {source: fit.py, product: x.html, name: g-, grid: {n: {a: 1, b: 2}}}",
  "- {source: fit.py, product: x.html, name: g-, grid: {n: [1]}, "
    + "params: {m: 't::gone', resources_: {k: gone}}}",
  "- {source: fit.py, product: x.html, class: '', upstream: [], client: null}",
  "- {source: t.load, product: x, on_finish: [], on_render: t.hook}",
  "- {source: t.load, product: x, on_finish: {dotted_path: t.odd, foo: 1}}",
  "- {source: t.one, product: x, serializer: t.save}",
  "- {source: q.sql, class: SQLDump, product: {a: x.csv}, io_handler: x}",
  "- {source: res.txt, name: a, product: x, class: UploadToS3, product_class: File, bucket: null}",
])
func acceptsWhatPloomberAccepts(spec: String) throws {
  #expect(try codes(spec) == [])
}

/// The same for what it refuses, with the finding that says why.
@Test(
  arguments: [
    ("tasks: null", "SL105"), ("tasks: false", "SL105"), ("tasks: 0", "SL105"), ("", "SL105"),
    ("config: null\ntasks: []", "SL105"), ("config: {hot_reload: 'yes'}\ntasks: []", "SL131"),
    ("config: {hot_relaod: true}\ntasks: []", "SL106"), ("executor: null\ntasks: []", "SL131"),
    ("executor: t.one\ntasks: []", "SL131"), ("executor: {}\ntasks: []", "SL105"),
    ("serializer: null\ntasks: []", "SL105"), ("on_finish: null\ntasks: []", "SL105"),
    ("clients: {MetaProduct: db.connect}\ntasks: []", "SL111"),
    ("location: t.one\nmeta: {}", "SL132"), ("location: null", "SL105"),
    ("location: {dotted_path: t.one}", "SL105"),
    ("meta: {product_default_class: null}\ntasks: []", "SL105"),
    ("meta: {5: 1}\ntasks: []", "SL106"),
    ("meta: {import_tasks_from: ''}\ntasks: []", "SL137"),
    ("- {source: t.load, product: [x.csv, y.csv]}", "SL112"),
    ("- {source: fit.py, product: out/x.csv}", "SL112"),
    ("- {source: fit.py, product: out}", "SL112"),
    ("- {source: fit.py, product: {data: x.csv}}", "SL112"),
    ("- {source: fit.py, product: x.html, static_analysis: true}", "SL131"),
    ("- {source: '*.py', product: x.html}", "SL201"),
    ("- {source: fit.py, product: x.html, params: null}", "SL105"),
    ("- {source: fit.py, product: x.html, params: []}", "SL105"),
    ("- {source: fit.py, product: x.html, params: {5: a}}", "SL105"),
    ("- {source: fit.py, product: x.html, params: {n: 't::gone'}}", "SL202"),
    ("- {source: fit.py, product: x.html, params: {resources_: {k: gone}}}", "SL141"),
    ("- {source: fit.py, product: x.html, params: {resources_: {k: sub}}}", "SL141"),
    ("- {source: fit.py, product: x.html, params: {resources_: [res.txt]}}", "SL105"),
    ("- {source: fit.py, product: x.html, name: g-, grid: null}", "SL114"),
    ("- {source: fit.py, product: x.html, name: g-, grid: {5: 1}}", "SL105"),
    ("- {source: fit.py, product: x.html, name: g-, grid: {n: 1}, client: null}", "SL130"),
    ("- {source: fit.py, product: x.html, name: g-, grid: {n: 1}, product_client: null}", "SL132"),
    ("- {source: fit.py, product: x.html, executor: null}", "SL131"),
    ("- {source: fit.py, product: x.html, executor_params: {engine_name: x}}", "SL132"),
    ("- {source: fit.py, product: x.html, ext_in: py}", "SL132"),
    ("- {source: fit.py, product: x.html, nb_product_key: [nb]}", "SL132"),
    ("- {source: fit.py, product: {nb: x.html, b: y.pdf}, nb_product_key: [nb]}", "SL112"),
    ("- {source: fit.py, product: x.html, nbconvert_exporter_name: {nb: html}}", "SL132"),
    ("- {source: fit.py, product: x.html, nbconvert_exporter_name: ''}", "SL131"),
    ("- {source: fit.py, product: [a, table], product_class: SQLRelation}", "SL134"),
    ("- {source: t.load, product: x, serializer: null}", "SL105"),
    ("- {source: t.load, product: x, client: db.connect}", "SL130"),
    ("- {source: t.load, product: x, dag: 1}", "SL106"),
    ("- {source: t.load, product: x, 5: 1}", "SL106"),
    ("- {source: t.load, product: x, on_finish: t.odd}", "SL307"),
    ("- {source: t.load, product: x, on_finish: t.stars}", "SL307"),
    ("- {source: t.load, product: x, serializer: t.save}", "SL306"),
    ("- {source: t.part, product: x}", "SL306"),
    ("- {source: t.load, product: x, params: {n: 1}}", "SL306"),
    ("- {source: t.load, product: x, product_class: GenericProduct}", "SL308"),
    ("- {source: t.load, product: x, product_class: EmptyProduct}", "SL135"),
    ("- {source: t.load, product: x, class: Link}", "SL135"),
    ("- {source: a.sql, product: [5, table]}", "SL112"),
    ("- {source: a.sql, product: [5, a, table]}", "SL112"),
    ("- {source: a.sql, product: [a, table], on_finish: t.hook}", "SL308"),
    ("- {source: a.sql, product: [a, table], product_client: db.connect}", "SL132"),
    ("- {source: q.sql, class: SQLDump, product: {a: x.csv}}", "SL112"),
    ("- {source: res.txt, name: a, product: x, class: UploadToS3, product_class: File}", "SL133"),
    ("- {source: res.txt, product: x, class: UploadToS3, product_class: File, bucket: b}", "SL133"),
    ("- {source: res.txt, name: a, product: x, class: DownloadFromURL}", "SL133"),
    ("meta: {product_relative_to_source: true}\ntasks: [{source: t.load, product: x}]", "SL132"),
  ])
func refusesWhatPloomberRefuses(spec: String, code: String) throws {
  #expect(try codes(spec).contains(code))
}

@Test func importedTasksComeLast() throws {
  let analysis = try analysis([
    "pipeline.yaml": """
    meta: {import_tasks_from: '{{folder}}/more.yaml'}
    tasks: [{source: t.load, product: x.csv}]
    """, "env.yaml": "folder: sub\nout: made\n",
    "sub/more.yaml": """
    - {source: run.sh, product: '{{out}}/y.txt'}
    - {source: t.clean, product: z.csv}
    - {source: notes.md, class: NotebookRunner, product: n.html}
    """,
    "t.py": "def load(product): pass\ndef clean(product): pass\n",
    "sub/run.sh": "touch {{product}}\n",
  ])
  #expect(analysis.spec.tasks.map(\.name.text) == ["load", "run", "clean", "notes"])
  #expect(
    analysis.spec.tasks.map(\.source) == [
      .function("t.load"), .file("sub/run.sh"), .function("t.clean"), .file("notes.md"),
    ])
  #expect(
    analysis.spec.tasks.flatMap { $0.products.all }
      == ["x.csv", "made/y.txt", "z.csv", "n.html"].map { .file($0) })
}

@Test func functionsOfTheEnvironmentAreNotLookedFor() throws {
  func codes(_ path: String, _ environment: String) throws -> [String] {
    try analysis([
      "pipeline.yaml": "clients: {File: \(path)}\ntasks: []\n",
      "environment.yml": "dependencies: [\(environment)]\n",
    ]).withoutAdvice.diagnostics.map(\.kind.code)
  }
  #expect(try codes("json.dumps", "python") == [])
  #expect(try codes("ploomber.clients.DBAPIClient", "python") == [])
  #expect(try codes("our_store.connect", "our-store") == [])
  #expect(try codes("our_store.connect", "python") == ["SL202"])
}

/// Texts that are cast stay where they stand.
@Test func castsWholeTrees() throws {
  let analysis = try analysis([
    "pipeline.yaml": "- {source: t.load, product: '{\"a\": \"x.csv\", \"b\": \"y.csv\"}'}\n",
    "t.py": "def load(product): pass\n",
  ])
  #expect(
    analysis.spec.tasks.first?.products
      == .several([
        .init(key: "a", product: .file("x.csv")), .init(key: "b", product: .file("y.csv")),
      ]))
  #expect(analysis.diagnostics.map(\.message) == [])
}
