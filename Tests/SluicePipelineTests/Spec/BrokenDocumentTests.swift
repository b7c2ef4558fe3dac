import SluiceCore
import SluicePipeline
import Testing

/// Specifications with a YAML mistake in one task, and the tasks that are known all the same.
@Test(arguments: [
  ("- source: a.sh\n  product: a\n- source: b.sh\n  product: {\n", ["a", "b"]),
  ("- source: a.sh\n  product: o\n    name: x\n- source: b.sh\n  product: b\n", ["a", "b"]),
  ("- source: a.sh\n  product: o\n    name: x\n- source: b.sh\n  product: \"\n", ["a", "b"]),
  ("- source: a.sh\n  product: o\n    name: x\n", ["a"]),
])
func aTaskWithAMistakeIsThereOnce(_ text: String, _ expected: [String]) throws {
  let files = ["pipeline.yaml": text, "a.sh": "", "b.sh": ""]
  let analyzer = Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false))
  let analysis = try analyzer.analysis()
  #expect(analysis.tasks.map(\.spec.name.text) == expected)
  let codes = Set(analysis.diagnostics.map(\.kind.code))
  #expect(codes.contains("SL101") && codes.isDisjoint(with: ["SL108", "SL303"]))
}
