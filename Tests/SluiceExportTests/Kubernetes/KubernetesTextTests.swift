import TestSupport
import Testing

@testable import SluiceExport

@Suite struct KubernetesTextTests {
  @Test(arguments: [
    ("a", true), ("a/b", true), ("example.com/a_B.c", true), ("Example.com/a", false),
    ("a/b/c", false),
    ("/a", false), ("a/", false), ("", false), ("a/\(String(repeating: "b", count: 63))", true),
    ("a/\(String(repeating: "b", count: 64))", false),
  ])
  func readsLabelKeys(text: String, isLegal: Bool) {
    #expect((LabelText.keyProblem(text) == nil) == isLegal)
  }

  @Test(arguments: [
    ("", true), ("a", true), ("a b", false), ("-a", false),
    (String(repeating: "b", count: 64), false),
  ])
  func readsLabelValues(text: String, isLegal: Bool) {
    #expect((LabelText.valueProblem(text) == nil) == isLegal)
  }

  @Test(arguments: [
    ("/a", true), ("/a/..b", true), ("/a b", true), ("a", false), ("/", false), ("//", false),
    ("/a:b", false), ("/a/../b", false), ("/a\n", false), ("", false),
  ])
  func readsMounts(text: String, isLegal: Bool) {
    #expect((KubernetesPath.mountProblem(text) == nil) == isLegal)
  }

  @Test(arguments: [("a/b", true), ("", true), ("/a", false), ("a/..", false), ("a/..b", true)])
  func readsSubPaths(text: String, isLegal: Bool) {
    #expect((KubernetesPath.subPathProblem(text) == nil) == isLegal)
  }

  @Test(arguments: [("/a//b/./c/", "/a/b/c"), ("/", "/"), ("a/./b", "a/b")])
  func normalizesPaths(text: String, normal: String) {
    #expect(KubernetesPath.normal(text) == normal)
  }

  @Test(arguments: [
    ("a", [], false), ("{{ a }}{{b}}", ["a", "b"], false), ("{{a", [], true),
    ("{{a}}{{", ["a"], true),
    ("{{{a}}}", ["{a"], false), ("{{}}", [""], false), ("{ {a} }", [], false), ("}}{{ }", [], true),
  ])
  func findsTags(text: String, tags: [String], isOpen: Bool) {
    #expect(ArgoTags(text).tags == tags)
    #expect(ArgoTags(text).isOpen == isOpen)
  }

  @Test(arguments: [
    ("$(A)", ["A"]), ("$$(A)", []), ("$$$(A)", ["A"]), ("$(A", []), ("$A $", []),
    ("$()$(b c)", ["", "b c"]),
  ])
  func findsReferences(text: String, names: [String]) { #expect(references(text) == names) }

  /// Every grammar ends on every text, and what it proposes is legal.
  @Test func endsOnAnyText() {
    var generator = SeededGenerator(state: 11)
    let seeds = [
      "registry.example.com:5000/team/fit:1.4@sha256:00", "CRON_TZ=UTC */5 1-2 * jan mon",
      "1.5e-3Ki",
      "claim:/mnt/x:rwx", "https://a:80/b", "{{workflow.name}} $(A) $$", "example.com/Label_1",
    ]
    for seed in seeds {
      for _ in 0..<300 {
        let bytes = Array(seed.utf8).mutated(
          edits: 4, letters: Array("/:.-_@{}$()*, \0é0a".utf8), using: &generator)
        let text = String(decoding: bytes, as: UTF8.self)
        _ = ImageReference.problem(text)
        _ = try? CronExpression(text)
        _ = WebAddress.problem(text)
        _ = ArgoTags(text)
        _ = references(text)
        _ = try? ShortVolume(text)
        _ = LabelText.keyProblem(text)
        do throws(TextProblem) {
          _ = try Quantity(text)
        } catch {
          guard let help = error.help, help.hasPrefix("did you mean '") else { continue }
          let meant = String(help.dropFirst("did you mean '".count).dropLast(2))
          #expect((try? Quantity(meant)) != nil, "'\(text)' to '\(meant)'")
        }
      }
    }
  }

  /// Every field of the table has a type that there is.
  @Test func tableIsWhole() throws {
    for root in ["Affinity", "PodSecurityContext", "UserContainer", "Volume", "Template", "HTTP"] {
      #expect(ObjectFields.named(root)?.fields.isEmpty == false, "\(root)")
    }
    let spec = try #require(ObjectFields.named("WorkflowSpec"))
    var open = spec.fields.map(\.type)
    var known: Set<String> = []
    while let type = open.popLast() {
      switch type {
      case .text, .flag, .integer, .number, .quantity, .count, .any: break
      case .list(let element), .map(let element): open.append(element)
      case .object(let name):
        guard known.insert(name).inserted else { continue }
        let object = try #require(ObjectFields.named(name), "\(name)")
        open += object.fields.map(\.type)
      }
    }
    #expect(known.count > 150)
  }
}
