import TestSupport
import Testing

@testable import SluiceExport

private func objects(_ text: String) -> [ArgoObject]? { argoObjects(Array(text.utf8)) }

private let spec = """
  # Written by hand.
  apiVersion: argoproj.io/v1alpha1
  kind: Workflow
  metadata:
    generateName: demo-
    labels: {sluice/graph: aa}
    annotations: {sluice/graph: 'aa', sluice/tool: '1', sluice/delivery: git, other: x}
  spec:
    templates:
    - inputs:
        artifacts: [{name: source, git: {repo: r, revision: abc}}]

  """

@Suite struct ProvenanceTests {
  @Test func annotationsAreReadBack() throws {
    let found = try #require(objects(spec)?.first)
    #expect(found.kind == "Workflow" && found.name == "demo-")
    #expect(found.provenance?.graph == "aa")
    #expect(found.provenance?.tool == "1")
    #expect(found.provenance?.source == nil)
  }

  @Test func listsAndDocumentsAndJSON() throws {
    let list = """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"kind": "Workflow", "metadata": {"name": "a", "annotations": {"sluice/graph": "1"}}},
        {"kind": "Workflow", "metadata": {"name": "b"}}]}
      """
    #expect(objects(list)?.map(\.name) == ["a", "b"])
    #expect(objects(list)?.map { $0.provenance?.graph } == ["1", nil])
    #expect(objects("---\n\(spec)---\n\(spec)--- \n")?.count == 2)
    #expect(objects("")?.isEmpty == true)
    #expect(objects("- a\n") == nil)
    #expect(objects("{") == nil)
    #expect(objects("metadata: {annotations: [1]}\n")?.first?.provenance == nil)
  }

  @Test func theMeaningIsComparedWithoutTheVersion() {
    func same(_ change: (String) -> String) -> Bool {
      meansTheSame(Array(spec.utf8), Array(change(spec).utf8))
    }
    #expect(same { $0.replacing("by hand", with: "later") })
    #expect(same { $0.replacing("'aa'", with: "bb") })
    #expect(same { $0.replacing("revision: abc", with: "revision: def") })
    #expect(same { $0.replacing("    labels: {sluice/graph: aa}\n", with: "") })
    #expect(!same { $0.replacing("other: x", with: "other: y") })
    #expect(!same { $0.replacing("repo: r", with: "repo: s") })
    #expect(!same { $0.replacing("kind: Workflow", with: "kind: Cron") })
    #expect(!same { _ in "{" })
  }

  @Test func theSourceInASpecIsComparedByItsDigest() {
    func inline(_ digest: String, _ data: String) -> [UInt8] {
      Array(
        """
        metadata: {annotations: {sluice/graph: a, sluice/delivery: inline, sluice/source: \(digest)}}
        spec:
          inputs: [{name: source, raw: {data: \(data)}}]
          env: [{name: SLUICE_DIGEST, value: \(data)}]

        """.utf8)
    }
    #expect(meansTheSame(inline("d", "x"), inline("d", "y")))
    #expect(!meansTheSame(inline("d", "x"), inline("e", "x")))
  }

  @Test func fuzzEveryTextEnds() {
    var generator = SeededGenerator(state: 7)
    let letters = Array("{}[]-:,'\"\n #&*!|>ab/".utf8)
    for _ in 0..<400 {
      let bytes = Array(spec.utf8).mutated(edits: 6, letters: letters, using: &generator)
      _ = argoObjects(bytes)
      _ = meansTheSame(bytes, Array(spec.utf8))
      _ = argoObjects(Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator))))
    }
  }
}
