import SluiceCore
import SluicePipeline
import Testing

@testable import SluiceReport

/// A chain in which each task reads from all before it.
private func subject(_ count: Int) throws -> GraphSubject {
  let tasks = (0..<count).map { number in
    "- {source: a.sh, name: t\(number), product: p\(number), upstream: "
      + "[\((0..<number).map { "t\($0)" }.joined(separator: ", "))]}\n"
  }
  let files = [
    "pipeline.yaml": "meta: {extract_upstream: false}\ntasks:\n" + tasks.joined(),
    "a.sh": "{{product}}\n",
  ]
  let place = ProjectPlace(
    root: "/project", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  let folder = ProjectFolder.memory(files.mapValues { Array($0.utf8) })
  return GraphSubject(try Analyzer(folder: folder, place: place).analysis())
}

@Suite struct DrawnEdgesTests {
  @Test func whatFollowsFromOthersIsLeftOutFirst() throws {
    var chain = try subject(20)
    #expect(chain.keepDrawnEdges(190, isWhole: true) == 0)
    #expect(chain.keepDrawnEdges(189, isWhole: true) == 190 - 19)
    #expect(
      chain.analysis.graph.upstream.enumerated().allSatisfy { position, edges in
        edges.map(\.upstream) == (position == 0 ? [] : [position - 1])
      })
  }

  @Test func theLastAreLeftOutThen() throws {
    var chain = try subject(20)
    #expect(chain.keepDrawnEdges(5, isWhole: false) == 185)
    #expect(chain.analysis.graph.upstream.reduce(0) { $0 + $1.count } == 5)
    #expect(graphPicture(chain, format: .svg, style: .plain).contains("t19"))
  }
}
