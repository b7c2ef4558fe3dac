import SluiceCore
import SluicePipeline
import Testing

@testable import SluiceReport

private func parts(_ page: String, from start: String, to end: String) -> [Substring] {
  var rest = page[...]
  var parts: [Substring] = []
  while let open = rest.firstRange(of: start) {
    rest = rest[open.upperBound...]
    guard let close = rest.firstRange(of: end) else { break }
    parts.append(rest[..<close.lowerBound])
    rest = rest[close.upperBound...]
  }
  return parts
}

@Suite struct HTMLPageTests {
  @Test func nothingOfTheProjectIsMarkup() throws {
    var sample = hostileSample()
    let evil = "</script><!--<script>\u{2028}<img src=x onerror=alert(1)>"
    let file = sample.file("a\(evil).py", evil)
    sample.diagnostics = [
      Diagnostic(
        kind: .unknownUpstream, range: SourceRange(file: file, bytes: 0..<4), message: evil,
        help: evil, task: TaskName("end"))
    ]
    for isFolded in [false, true] {
      let page = htmlPage(GraphSubject(sample.analysis, isFolded: isFolded))
      #expect(page == htmlPage(GraphSubject(sample.analysis, isFolded: isFolded)))
      #expect(parts(page, from: "<script", to: "</script>").count == 2)
      #expect(!page.contains("<img") && !page.contains("<!--") && !page.contains("<b>&amp;#35;"))
      #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{2028}" })
      let data = try #require(
        parts(page, from: "<script type=\"application/json\" id=\"data\">", to: "</script>").first)
      #expect(!data.contains("<") && data.contains("\\u003c/script>"))
    }
  }

  /// No style in attributes, no address but the one that names SVG.
  @Test func thePolicyNamesAllThereIs() throws {
    let page = htmlPage(GraphSubject(hostileSample().analysis))
    #expect(parts(page, from: "<style>", to: "</style>").count == 1)
    #expect(!page.contains(" style=\"") && !page.contains(" onclick=\""))
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    let addresses = parts(page, from: "http", to: "\"")
    #expect(Set(addresses) == ["-equiv=", "://www.w3.org/2000/svg"])
  }

  @Test func emptyAndCyclicGraphsArePages() {
    #expect(htmlPage(GraphSubject(Sample().analysis)).hasSuffix("</html>\n"))
    let cyclic = svgPicture(GraphSubject(cyclicSample().analysis))
    #expect(parts(cyclic, from: "class=\"edge red\"", to: "/>").count == 4)
  }
}

@Suite struct TaskGroupsTests {
  /// `load`, forty that read it, and one that reads all of them.
  private func fan(_ count: Int) -> Sample {
    var sample = Sample()
    _ = sample.file("pipeline.yaml", "tasks:\n")
    sample.task("load")
    for number in 0..<count { sample.task("fit-\(number)", reads: ["load"]) }
    sample.task("report", reads: (0..<count).map { "fit-\($0)" })
    return sample
  }

  @Test func manyAtTheSamePlaceStandTogether() {
    let groups = TaskGroups(fan(40).analysis, .alike).groups
    #expect(groups.map(\.title) == ["load", "fit-* ×40", "report"])
    #expect(TaskGroups(fan(7).analysis, .alike).groups.count == 9)
    #expect(TaskGroups(fan(40).analysis, .grids).groups.count == 42)
  }

  @Test func aFoldedGraphHasTheEdgesBetweenGroups() {
    let subject = GraphSubject(fan(40).analysis, isFolded: true)
    let graph = FoldedGraph(subject).analysis.graph
    #expect(graph.tasks.map(\.name.text) == ["load", "fit-* ×40", "report"])
    #expect(graph.upstream.map { $0.map(\.upstream) } == [[], [0], [1]])
    #expect(graph.order == [0, 1, 2])
    #expect(graph.tasks[1].products.shortTexts == ["output/fit-*.parquet"])
  }

  @Test func whatIsNearIsTakenAlone() throws {
    var sample = fan(10)
    sample.task("publish", reads: ["report"])
    let whole = GraphSubject(sample.analysis)
    let near = try whole.around(["fit-3"], depth: 1)
    #expect(near.analysis.graph.tasks.map(\.name.text) == ["load", "fit-3", "report"])
    #expect(try whole.around(["fit-*"], depth: 0).analysis.graph.tasks.count == 10)
    #expect(try whole.around(["fit-3"], depth: 9).analysis.graph.tasks.count == 4)
    do throws(TaskSelection.Unknown) {
      _ = try whole.around(["repport"], depth: 1)
      Issue.record("a task that is not there was found")
    } catch {
      #expect(error.near == "report")
    }
  }
}
