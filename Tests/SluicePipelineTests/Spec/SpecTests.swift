import SluiceCore
import SluiceYAML
import Testing

@testable import SluicePipeline

private func specification(_ text: String) -> (spec: PipelineSpec, findings: [Diagnostic]) {
  let document = parseYAML(Array(text.utf8), file: 0)
  var reader = SpecReader(file: 0, root: "/home/me/project")
  let spec = reader.specification(document.root)
  return (spec, document.diagnostics + reader.diagnostics)
}

/// What Ploomber 0.23.3 infers.
@Test(
  arguments: [
    ("fit.py", "out/x", "NotebookRunner"), ("fit.R", nil, "NotebookRunner"),
    ("fit.Rmd", nil, "NotebookRunner"), ("fit.ipynb", nil, "NotebookRunner"),
    ("a.sql", "out/b.csv", "SQLDump"), ("a.sql", "out/b.parquet", "SQLDump"),
    ("a.sql", "out/b.CSV", "SQLScript"), ("a.sql", "out/b.txt", "SQLScript"),
    ("a.sql", nil, "SQLScript"), ("run.sh", "x", "ShellScript"),
    ("tasks.fit", "x", "PythonCallable"), ("data.txt", "x", "PythonCallable"),
  ] as [(String, String?, String)])
func infersClasses(source: String, product: String?, wanted: String) {
  guard case .success(let taskClass) = inferredClass(source: source, productText: product) else {
    Issue.record("no class")
    return
  }
  #expect(taskClass.rawValue == wanted)
}

@Test(
  arguments: [
    ("a/notes.md", nil, ClassProblem.unknownSuffix(".md")),
    ("a/FIT.PY", nil, .unknownSuffix(".PY")), ("fit", nil, .neitherPathNorFunction),
    ("a.sql", "b.cvs", .misspeltDump(meant: ".csv")),
    ("a.sql", "b.parquets", .misspeltDump(meant: ".parquet")),
  ] as [(String, String?, ClassProblem)])
func refusesToGuessClasses(source: String, product: String?, wanted: ClassProblem) {
  #expect(inferredClass(source: source, productText: product) == .failure(wanted))
}

@Test func namesComeFromSources() {
  let text = """
    - {source: dir/my.task.py, product: out/a.html}
    - {source: pkg.mod.fit, product: out/b}
    - {source: c.sh, name: 2020, product: out/c}
    - {source: d.sh, name: yes, product: out/d}
    """
  #expect(specification(text).spec.tasks.map(\.name.text) == ["my.task", "fit", "2020", "True"])
}

/// Each row was run with Ploomber 0.23.3: names and products of a grid.
@Test(
  arguments: [
    ("g-", "{n: [1, 2]}", "out/x.v1.csv", ["g-0", "g-1"], ["out/x-0.v1.csv", "out/x-1.v1.csv"]),
    ("g-", "{n: [1]}", "x.tar.gz", ["g-0"], ["x-0.tar.gz"]),
    ("g-", "{n: [1]}", "dir", ["g-0"], ["dir-0"]),
    ("g-", "{n: [1]}", "'out/[[n]].csv'", ["g-0"], ["out/1-0.csv"]),
    ("g-", "{n: [0.5]}", "'[[n]].csv'", ["g-0"], ["0.5-0.csv"]),
    (
      "'g-[[n]]'", "{n: [0.1, true, null]}", "x.csv", ["g-0.1", "g-True", "g-None"],
      ["x-0.csv", "x-1.csv", "x-2.csv"]
    ),
    (
      "g-", "{a: [1, 2], b: [x, y]}", "'[[a]][[b]].csv'", ["g-0", "g-1", "g-2", "g-3"],
      ["1x-0.csv", "1y-1.csv", "2x-2.csv", "2y-3.csv"]
    ),
    (
      "g-", "[{a: 1}, {a: [2, 3]}]", "'[[a]].csv'", ["g-0", "g-1", "g-2"],
      ["1-0.csv", "2-1.csv", "3-2.csv"]
    ),
  ] as [(String, String, String, [String], [String])])
func expandsGrids(
  name: String, grid: String, product: String, names: [String], products: [String]
) {
  let text = "- source: f.g\n  name: \(name)\n  grid: \(grid)\n  product: \(product)\n"
  let (spec, findings) = specification(text)
  #expect(findings.isEmpty)
  #expect(spec.tasks.map(\.name.text) == names)
  #expect(spec.tasks.flatMap { $0.products.all } == products.map { .file($0) })
}

@Test func aGridThatIsTooLargeIsAFinding() {
  let axis = "[" + (0..<1000).map(String.init).joined(separator: ", ") + "]"
  let (_, findings) = specification(
    "- {source: f.g, name: g-, grid: {a: \(axis), b: \(axis), c: \(axis)}, product: x}")
  #expect(findings.map(\.kind.code) == ["SL114"])
}

@Test func pathsInsideTheRootAreRelative() {
  let text = """
    - {source: ./a/../b.sh, product: /home/me/project/out/x.csv}
    - {source: c.sh, product: ../elsewhere.csv}
    - {source: d.sh, product: /mnt/shared/y.csv}
    """
  let tasks = specification(text).spec.tasks
  #expect(tasks.map(\.source) == [.file("b.sh"), .file("c.sh"), .file("d.sh")])
  #expect(
    tasks.flatMap { $0.products.all }
      == [.file("out/x.csv"), .file("../elsewhere.csv"), .file("/mnt/shared/y.csv")])
}

/// Ploomber casts every text of the specification (0.23.3), PyYAML's values stay.
@Test(arguments: [
  ("'5'", ParameterValue.int("5")), ("'007'", .string("007")), ("'1e3'", .float(1000)),
  ("'None'", .null), ("'TRUE'", .bool(true)), ("012", .int("10")), ("1:30", .int("90")),
  ("yes", .bool(true)), ("'1_000'", .int("1000")), ("'-3'", .int("-3")), ("'.5'", .float(0.5)),
  ("http://x::y", .string("http://x::y")), ("[1, a]", .list([.int("1"), .string("a")])),
  ("'1__0'", .string("1__0")), ("'e5'", .string("e5")), ("'-'", .string("-")),
  ("'0x1F'", .int("31")), ("'0o17'", .int("15")), ("'0b1'", .int("1")), ("'09'", .string("09")),
  ("'(1, 2)'", .tuple([.int("1"), .int("2")])), ("'1, 2'", .tuple([.int("1"), .int("2")])),
  ("'{1}'", .opaque("{1}")), ("'b\"x\"'", .opaque("b'x'")), ("'...'", .opaque("Ellipsis")),
  ("'[a]'", .string("[a]")), ("'[]'", .list([])), ("'1 + 2'", .string("1 + 2")),
  ("'1;'", .string("1;")), ("'1j'", .opaque("1j")), ("'-1.'", .float(-1)),
  ("'\"x\"'", .string("x")),
  (
    "'{\"a\": [None, True]}'",
    .mapping([.init(key: "a", value: .list([.null, .bool(true)]))])
  ), ("'{[]: 1}'", .string("{[]: 1}")), ("'[1'", .string("[1")), ("'1:'", .string("1:")),
])
func castsParameters(text: String, wanted: ParameterValue) {
  let tasks = specification("- {source: a.b, product: x, params: {n: \(text)}}").spec.tasks
  #expect(tasks.first?.params.first?.value == wanted)
}

/// Ploomber's strict form of a dotted path, which it calls for a parameter's value.
@Test(arguments: [
  ("tasks::sizes", "tasks.sizes"), ("a.b::c", "a.b.c"), ("http://x::y", nil), ("a::b::c", nil),
  ("a::b.c", nil), ("::c", nil), ("a::", nil), ("a.b.c", nil), ("a b::c", nil), ("é::ü", "é.ü"),
])
func knowsValuesThatAFunctionReturns(text: String, path: String?) {
  #expect(functionPath(ofValue: text) == path)
}

@Test func notebooksNameTheirOwnProducts() {
  let read = specification(
    """
    - {source: a.py, product: {x: o.html, y: o.csv}, nb_product_key: [x]}
    - {source: b.py, product: o.foo, nbconvert_exporter_name: html}
    - {source: c.py, product: o.foo}
    """)
  #expect(read.findings.map(\.message).contains("a notebook cannot be written as '.foo'"))
  #expect(read.findings.filter { $0.kind == .productShape }.count == 1)
}

@Test func anEmptySchemaIsNone() {
  let tasks = specification("- {source: a.sql, product: ['', t, table]}").spec.tasks
  #expect(tasks.first?.products.all == [.relation(["t", "table"])])
}
