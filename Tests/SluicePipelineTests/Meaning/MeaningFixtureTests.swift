import SluiceCore
import SluiceScan
import TestSupport
import Testing

@testable import SluicePipeline

/// The edits of `Tests/Fixtures/affected/cases.json`, each of a project of its own: whether any task must
/// be named.
struct MeaningFixtureTests {
  private func cases() throws -> [MeaningCase] {
    let bytes = try Fixtures.bytes("affected/cases.json")
    func texts(_ node: JSONNode?) throws -> [String: String] {
      guard case .object(let members)? = node?.kind else { return [:] }
      let pairs = try members.map { ($0.key, try #require($0.value.string(in: bytes))) }
      return Dictionary(pairs) { $1 }
    }
    func isTrue(_ node: JSONNode?) -> Bool {
      if case .boolean(true)? = node?.kind { true } else { false }
    }
    return try (JSONParser.parse(bytes)["cases"]?.items ?? []).map { node in
      MeaningCase(
        title: try #require(node["title"]?.string(in: bytes)), files: try texts(node["files"]),
        edits: try texts(node["edits"]), isSeen: isTrue(node["isSeen"]))
    }
  }

  @Test func namesWhatChangesAndNothingElse() throws {
    let cases = try cases()
    #expect(cases.count > 150)
    for item in cases {
      let touched = try item.change().names(.changed, .new, .gone, .follows)
      #expect(touched.isEmpty != item.isSeen, "\(item.title)")
    }
  }
}
