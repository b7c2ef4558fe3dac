import SluiceCore
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

/// The documented example, a diamond with a late reader, fan-out and fan-in, and an unknown key.
private func branchedSample() -> Sample {
  var sample = Sample()
  _ = sample.file("pipeline.yaml", "tasks:\n")
  sample.task("load", "SQLDump", products: .one(.relation(["main", "raw", "table"])))
  sample.task("labels", "DownloadFromURL")
  sample.task("clean", "SQLScript", reads: ["load"])
  sample.task(
    "features", "PythonCallable", reads: ["clean"],
    params: [
      .init(key: "n", value: .int("5")), .init(key: "rate", value: .float(0.1)),
      .init(key: "deep", value: .mapping([.init(key: "on", value: .list([.bool(true), .null]))])),
    ])
  for depth in 1...3 { sample.task("fit-\(depth)", reads: ["features", "labels"]) }
  sample.task(
    "evaluate", reads: ["fit-1", "fit-2", "fit-3"],
    products: .several([
      .init(key: "nb", product: .file("output/nb.html")),
      .init(key: "data", product: .relation(["scores", "view"])),
    ]))
  sample.task("audit", "ShellScript", reads: ["load", "clean"], products: TaskNode.Products.none)
  sample.task("publish", reads: ["evaluate", "audit"], unknown: true)
  sample.task("notes", "Custom")
  return sample
}

func cyclicSample() -> Sample {
  var sample = Sample()
  let file = sample.file("pipeline.yaml", "tasks:\n")
  for name in ["a", "b", "c", "d", "start", "self"] { sample.task(name) }
  func edge(_ upstream: Int) -> PipelineGraph.Edge {
    .init(upstream: upstream, proof: SourceRange(file: 0, bytes: 0..<0))
  }
  sample.upstream = [[edge(2), edge(4)], [edge(0)], [edge(1)], [edge(2)], [], [edge(5)]]
  sample.order = [4, 0, 1, 2, 3, 5]
  sample.cycles = [[0, 1, 2], [5]]
  sample.diagnostics = [
    Diagnostic(
      kind: .unknownUpstream, range: SourceRange(file: file, bytes: 0..<5), message: "bad",
      task: TaskName("start"))
  ]
  return sample
}

/// The page is mostly style and script: its tests look at what is in it.
private let goldenFormats = GraphFormat.allCases.filter { $0 != .html }

let hostileNames = [
  "say \"hi\"", "back\\slash\\n", "two\nlines", "a]b}c)d", "end", "1. first", "- item", "_x_",
  "`tick`", "<b>&amp;#35;", "%%{init}%%", "é漢😀", "style:x#1;", "\u{1B}[31m\u{0}", "", "fit-*",
  "a -> b;",
]

func hostileSample() -> Sample {
  var sample = Sample()
  _ = sample.file("pipeline.yaml", "tasks:\n")
  for (index, name) in hostileNames.enumerated() {
    sample.task(name, reads: index == 0 ? [] : [hostileNames[index - 1]])
  }
  sample.task("end")
  return sample
}

@Test(arguments: goldenFormats)
func drawsAPipeline(format: GraphFormat) throws {
  expectGolden(
    graphPicture(GraphSubject(branchedSample().analysis), format: format),
    "reports/branched.\(format)")
}

@Test(arguments: goldenFormats)
func marksCycles(format: GraphFormat) throws {
  expectGolden(
    graphPicture(GraphSubject(cyclicSample().analysis), format: format), "reports/cyclic.\(format)")
}

/// Two names that no task has, one of them asked for twice and hostile.
@Test(arguments: goldenFormats)
func drawsWhatIsMissing(format: GraphFormat) throws {
  var sample = Sample()
  _ = sample.file("pipeline.yaml", "tasks:\n")
  sample.task("load")
  sample.task("one", reads: ["load"])
  sample.task("two")
  var subject = GraphSubject(sample.analysis)
  let place = SourceRange(file: 0, bytes: 0..<0)
  subject.missing = [(1, "a -> \"b\"]\n"), (2, "lod"), (2, "a -> \"b\"]\n")].map {
    MissingUpstream(task: $0, name: TaskName($1), proof: place)
  }
  expectGolden(graphPicture(subject, format: format), "reports/missing.\(format)")
}

/// `a` and `b` read from each other, so do `c` and `d`; `c` reads from `a`, which is on no cycle.
@Test func whatLeadsFromOneCycleToAnotherIsOnNone() {
  var sample = Sample()
  _ = sample.file("pipeline.yaml", "tasks:\n")
  for name in ["a", "b", "c", "d"] { sample.task(name) }
  sample.upstream = [[1], [0], [3, 0], [2]].map { upstream in
    upstream.map { .init(upstream: $0, proof: SourceRange(file: 0, bytes: 0..<0)) }
  }
  sample.cycles = [[0, 1], [2, 3]]
  let subject = GraphSubject(sample.analysis)
  let dot = graphPicture(subject, format: .dot)
  #expect(dot.contains("\"a\" -> \"c\";"))
  #expect(dot.contains("\"b\" -> \"a\" [color=\"#cf222e\"];"))
  let svg = graphPicture(subject, format: .svg)
  #expect(svg.split(separator: "\n").count { $0.contains("class=\"edge red\"") } == 4)
  #expect(svg.split(separator: "\n").count { $0.contains("class=\"edge\"") } == 1)
}

@Test(arguments: goldenFormats)
func keepsHostileNamesInert(format: GraphFormat) throws {
  let text = graphPicture(GraphSubject(hostileSample().analysis), format: format)
  expectGolden(text, "reports/hostile.\(format)")
  #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
}

@Test(arguments: goldenFormats)
func drawsAnEmptyPipeline(format: GraphFormat) throws {
  expectGolden(
    graphPicture(GraphSubject(Sample().analysis), format: format), "reports/empty.\(format)")
}

@Test func coloursTheTextGraph() throws {
  let text = graphPicture(GraphSubject(cyclicSample().analysis), format: .text, style: .ansi)
  expectGolden(text, "reports/cyclic-ansi.text")
}

@Test func standsInLayersWhenLanesAreTooMany() throws {
  var sample = Sample()
  _ = sample.file("pipeline.yaml", "tasks:\n")
  sample.task("load")
  for number in 1...30 { sample.task("fit-\(number)", reads: ["load"]) }
  sample.task("report", reads: (1...30).map { "fit-\($0)" })
  expectGolden(graphPicture(GraphSubject(sample.analysis), format: .text), "reports/wide.text")
}

@Test(arguments: [
  ("docs/graph.svg", GraphFormat.svg), ("page.HTML", .html), ("a.b/graph.mmd", .mermaid),
  ("graph.gv", .dot), ("graph.json", .json), ("graph.txt", .text),
])
func tellsTheFormByTheFile(path: String, format: GraphFormat) {
  #expect(GraphFormat(ofFile: path) == format)
}

@Test(arguments: ["-", "", "graph", ".svg", "a.svg/graph", "graph.", "graph.pdf"])
func otherFilesTellNoForm(path: String) {
  #expect(GraphFormat(ofFile: path) == nil)
}
