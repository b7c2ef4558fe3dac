import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

/// A project that exists only here.
func analysis(_ files: [String: String], isPackage: Bool = false, entry: String = "pipeline.yaml")
  throws -> Analysis
{
  try Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: entry, isDefaultEntry: true, isPackage: isPackage)
  ).analysis()
}

extension Analysis {
  fileprivate func upstream(of name: String) -> [String] {
    guard let position = graph.tasks.firstIndex(where: { $0.name.text == name }) else {
      return ["?"]
    }
    return graph.upstream[position].map { graph.tasks[$0.upstream].name.text }
  }
}

@Test func followsReExportsAndPackages() throws {
  let analysis = try analysis([
    "pipeline.yaml": """
    tasks:
      - {source: steps.load, product: a.csv}
      - {source: steps.deep.clean, product: b.csv}
      - {source: plain.fit, product: c.csv}
      - {source: space.inner.report, product: d.csv}
    """,
    "steps/__init__.py": "from .reading import read as load\nfrom steps.deep import *\n",
    "steps/reading.py": "def read(product): pass\n",
    "steps/deep/__init__.py": "from ..cleaning import clean\n",
    "steps/cleaning.py": "def clean(product, upstream): return upstream['read']\n",
    "plain.py": "def fit(product, upstream): upstream['clean']\n",
    "plain/__init__.py": "def fit(product, upstream): upstream['read']\n",
    "space/inner.py": "def report(product, upstream): upstream['fit'], upstream['clean']\n",
  ])
  #expect(analysis.diagnostics.map(\.message) == [])
  // Ploomber goes by the function's own name.
  #expect(analysis.upstream(of: "clean") == ["read"])
  // A package comes before a module of the same name.
  #expect(analysis.upstream(of: "fit") == ["read"])
  #expect(analysis.upstream(of: "report") == ["clean", "fit"])
  #expect(
    analysis.graph.order.map { analysis.graph.tasks[$0].name.text } == [
      "read", "clean", "fit", "report",
    ])
}

@Test func findsModulesOfAPackageLayout() throws {
  let analysis = try analysis(
    [
      "setup.py": "",
      "src/pkg/pipeline.yaml": "tasks:\n- {source: pkg.tasks.load, product: a.csv}\n"
        + "- {source: tasks.clean, product: b.csv}\n",
      "src/pkg/__init__.py": "",
      "src/pkg/tasks.py":
        "def load(product): pass\ndef clean(product, upstream): upstream['load']\n",
    ], isPackage: true, entry: "src/pkg/pipeline.yaml")
  #expect(analysis.diagnostics.map(\.message) == [])
  #expect(analysis.upstream(of: "clean") == ["load"])
}

@Test func importsThatRunInACircleEnd() throws {
  let analysis = try analysis([
    "pipeline.yaml": "- {source: a.f, product: x}\n",
    "a.py": "from b import f\nfrom b import *\n", "b.py": "from a import f\nfrom a import *\n",
  ])
  #expect(analysis.diagnostics.map(\.kind.code) == ["SL222"])
}

@Test func declaredUpstreamCountsWhereExtractionIsOff() throws {
  let analysis = try analysis([
    "pipeline.yaml": """
    meta: {extract_upstream: false}
    tasks:
      - {source: t.load, product: a.csv}
      - {source: t.clean, product: b.csv, upstream: load}
      - {source: t.fit, product: c.csv, upstream: ['l*', clean, gone]}
    """,
    "t.py": "def load(product): pass\ndef clean(product, upstream): upstream['zz']\n"
      + "def fit(product, upstream): pass\n",
  ])
  #expect(analysis.upstream(of: "clean") == ["load"])
  #expect(analysis.upstream(of: "fit") == ["clean", "load"])
  #expect(
    analysis.diagnostics.filter { $0.kind.severity == .error }.map(\.message)
      == ["no task is named 'gone'"])
}

@Test func aGridIsReportedOnce() throws {
  let analysis = try analysis([
    "pipeline.yaml": "- {source: t.fit, name: f-, grid: {n: [1, 2, 3]}, product: m.bin}\n",
    "t.py": "def fit(product, upstream, n): print(upstream['gone'], n)\n",
  ])
  #expect(analysis.diagnostics.count == 1)
  #expect(analysis.diagnostics.first?.blocks.map(\.text) == ["f-0", "f-1", "f-2"])
}

/// A YAML mistake in one task hides neither the tasks before it nor those behind it, and a task that
/// may stand in the broken part is not called unknown.
@Test(arguments: [
  "- source: t.a\n\tproduct: a.csv\n- source: t.gone\n  product: b\n",
  "- source: t.a\n  product: [a\n- source: t.gone\n  product: b\n",
  "- source: t.a\n  product: \"a\n- source: t.gone\n  product: b\n",
  "- source: t.a\n  product: a: b\n- source: t.gone\n  product: b\n",
  "tasks:\n  - source: t.a\n   product: a\n  - source: t.gone\n    product: b\n",
  "tasks:\n  - source: t.a\n    product: {{here}}/a\n  - source: t.gone\n    product: b\nmeta: {}\n",
])
func aBrokenTaskHidesNoOther(text: String) throws {
  let head = text.hasPrefix("tasks") ? "" : "- {source: t.reader, product: r}\n"
  let analysis = try analysis([
    "pipeline.yaml": head + text,
    "t.py": "def a(product): pass\ndef reader(product, upstream): upstream['a']\n",
  ])
  let found = analysis.diagnostics.map { "\($0.kind.code) \($0.message)" }
  #expect(found.contains("SL202 't.py' does not define a function 'gone'"))
  #expect(found.contains { $0.hasPrefix("SL101") })
  #expect(found.allSatisfy { $0.hasPrefix("SL101") || $0.hasPrefix("SL202") })
}

@Test func mutilatedProjectsEnd() throws {
  let files = [
    "pipeline.yaml": """
    meta: {extract_upstream: true, product_default_class: {SQLScript: SQLiteRelation}, import_tasks_from: more.yaml}
    clients: {SQLScript: t.client, SQLiteRelation: {dotted_path: t.client, uri: x}}
    config: {hot_reload: false}
    executor: {dotted_path: t.client}
    on_finish: t.client
    tasks:
      - {source: t.load, name: m, serializer: t.client, on_render: {dotted_path: t.load, n: 1}, product: '[1]', params: {n: 't::client', resources_: {r: r.R}}}
      - {source: fit.py, name: o, product: {a: o.pdf}, nb_product_key: [a], nbconvert_exporter_name: {a: webpdf}, executor_params: {cwd: x}, local_execution: 1}
      - {source: x, class: UploadToS3, bucket: b, name: u, product_class: GenericProduct, product_client: t.client, product: k}
      - {source: t.load, product: {a: out/a.csv, b: 'out/[[n]].csv'}, name: 'l-[[n]]', grid: {n: [1, 2]}}
      - {source: fit.py, product: {nb: out/fit.html}, params: {n: 012, t: 1:30, '5': [1, {a: b}]}}
      - {source: q.sql, product: [s, users, table]}
      - {source: n.ipynb, product: out/n.html}
      - {source: r.R, product: out/r.html}
    """,
    "t.py": "def load(product, n): pass\ndef client(): pass\n",
    "more.yaml": "- {source: q.sql, name: again, product: [w, view], client: t.client}\n",
    "fit.py": "# %% tags=[\"parameters\"]\nupstream = ['l-*']\n\n# %%\nprint(f'{upstream}')\n",
    "q.sql": "CREATE TABLE {{product}} AS SELECT * FROM {{upstream['fit']}}\n",
    "r.R": "# %% tags=[\"parameters\"]\nupstream <- list('fit')\n\n# %%\nprint(1)\n",
    "n.ipynb": """
    {"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": ["upstream = ['fit']"]},
    {"cell_type": "code", "metadata": {}, "source": "1"}], "metadata": {"kernelspec": {"language": "python"}},
    "nbformat": 4, "nbformat_minor": 5}
    """,
    "environment.yml": "name: x\ndependencies: [python, {pip: [ploomber]}]\n",
  ].mapValues { Array($0.utf8) }
  let place = ProjectPlace(
    root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  let names = files.keys.sorted()
  var generator = SeededGenerator(state: 3)
  for _ in 0..<600 {
    var mutated = files
    let name = names[Int.random(in: 0..<names.count, using: &generator)]
    var bytes = mutated[name] ?? []
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + 20))
      }
    }
    mutated[name] = bytes
    let analysis = try Analyzer(folder: .memory(mutated), place: place).analysis()
    for finding in analysis.diagnostics {
      let file = analysis.sources.files[finding.range.file]
      #expect(finding.range.bytes.upperBound <= file.bytes.count)
      _ = analysis.sources.place(of: finding.range)
    }
  }
}

@Test func anEmptyEnvironmentFileIsRefused() throws {
  let analysis = try analysis([
    "pipeline.yaml": "tasks:\n  - {source: tasks.load, product: a.csv}\n",
    "tasks.py": "def load(product): pass\n", "env.yaml": "",
  ])
  #expect(analysis.diagnostics.map(\.message) == ["'env.yaml' is empty"])
}

/// An import of what should be the project's own is broken; any other may be installed.
@Test(arguments: [
  ("from .gone import load", "SL202"), ("from lib.gone import load", "SL202"),
  ("from elsewhere import load", "SL222"),
])
func reExportsOfMissingModulesAreErrors(line: String, code: String) throws {
  let analysis = try analysis([
    "pipeline.yaml": "tasks:\n  - {source: steps.load, product: a.csv}\n",
    "steps/__init__.py": line + "\n", "lib/__init__.py": "",
  ])
  #expect(analysis.diagnostics.map(\.kind.code) == [code])
}

@Test(arguments: [
  // A star import takes the place of what stands before it, if the module exports the name.
  ("def f(product): pass\nfrom other import *", "other.py"),
  ("from other import *\ndef f(product): pass", "steps.py"),
  ("def f(product): pass\nfrom listed import *", "steps.py"),
  // What `try` imports counts if it is there.
  ("try:\n  from other import f\nexcept ImportError:\n  def f(product): pass", "other.py"),
  ("try:\n  from empty import f\nexcept ImportError:\n  def f(product): pass", "steps.py"),
  ("try:\n  from nowhere import f\nexcept ImportError:\n  from other import f", "other.py"),
  ("def f(product): pass\nfrom steps import f", "steps.py"),
  ("import other\nfrom other import f", "other.py"),
])
func findsWhatAnImportWouldFind(module: String, expected: String) throws {
  let analysis = try analysis([
    "pipeline.yaml": "tasks:\n- {source: steps.f, product: a.csv}\n",
    "steps.py": module, "other.py": "def f(product): pass\n", "empty.py": "",
    "listed.py": "__all__ = ['g']\ndef f(product): pass\n",
  ])
  guard case .function(.found(let file, _))? = analysis.tasks.first?.source else {
    Issue.record("not found")
    return
  }
  #expect(analysis.sources.files[file].path == expected)
}
