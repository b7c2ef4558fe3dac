import SluiceCore
import SluicePipeline
import Testing

@testable import SluiceExport

/// Where a task's source stands, as the specification writes it, and whether the export warns.
@Test(arguments: [
  ("../src/a.sh", true), ("/shared/a.sh", true), ("sub/../../a.sh", true),
  ("src/a.sh", false), ("sub/../a.sh", false), ("..a/b.sh", false), ("/projects/demo/a.sh", false),
])
func sourcesThatThePodsDoNotHaveAreSaid(_ source: String, _ isOutside: Bool) throws {
  let files = ["pipeline.yaml": "- {source: '\(source)', product: out.txt}\n"]
  let analyzer = Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false))
  let found = sourceOutsideFindings(try analyzer.analysis())
  #expect(found.map(\.kind.code) == (isOutside ? ["SL507"] : []))
  #expect(found.allSatisfy { $0.range.bytes == 11..<(13 + source.utf8.count) })
}
