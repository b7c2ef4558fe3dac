import Foundation
import SluiceYAML
import TestSupport
import Testing

@testable import SluiceExport

/// A small project that says with a target what a call of CloudHarness says: a folder of
/// `Fixtures/cloudharness`, with the call beside it.
struct CloudHarnessFixture {
  let name: String

  static var names: [String] { Fixtures.names(in: "cloudharness") }

  /// The text of one of its files, without comments of a whole line; `nil` if there is none.
  func text(_ file: String) -> String? {
    guard let bytes = try? Fixtures.bytes("cloudharness/\(name)/\(file)") else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private var folder: URL { Fixtures.root.appending(path: "cloudharness/\(name)") }

  /// What the program writes, as it was made in this run.
  func exported() throws -> String {
    let run = try Command(["export", "-q", "-o", "-"], in: folder)
    try #require(run.status == 0, "\(name): \(run.talk)")
    return run.output
  }

  /// The same, read.
  func spec() throws -> Node {
    try #require(parseYAML(Array(exported().utf8), file: 0).root)
  }
}

/// What of a spec is shown: paths of keys, and of names in lists, with `*` for each element.
struct Excerpt {
  private var parts: [(name: String, rest: Excerpt)] = []

  /// `paths` look like `spec/templates/dag/dag/tasks/*/name,template`: the last part may be several.
  init(_ paths: [Substring]) {
    for path in paths {
      let words = path.split(separator: "/")
      for last in (words.last ?? "").split(separator: ",") { add(words.dropLast() + [last]) }
    }
  }

  private mutating func add(_ words: [Substring]) {
    guard let first = words.first else { return }
    let place = parts.firstIndex { $0.name == first } ?? parts.count
    if place == parts.count { parts.append((String(first), Excerpt([]))) }
    parts[place].rest.add(Array(words.dropFirst()))
  }

  private subscript(name: String) -> Excerpt? {
    parts.first { $0.name == name || $0.name == "*" }?.rest
  }

  /// The part of `node` that is shown; all of it where no path goes on.
  func of(_ node: Node) -> YAMLValue {
    if parts.isEmpty { return node.yaml }
    if let items = node.sequence {
      return .sequence(
        items.compactMap { item in
          let name = item["name"]?.text ?? item["metadata"]?["name"]?.text ?? ""
          guard let rest = self[name] else { return nil }
          return rest.parts.isEmpty ? item.yaml : rest.named.of(item)
        })
    }
    return .mapping(
      (node.mapping ?? []).compactMap { entry in
        self[entry.key.text].map { YAMLEntry(entry.key.text, $0.of(entry.value)) }
      })
  }

  /// With the name of an element, without which nobody knows which it is.
  private var named: Excerpt {
    var named = self
    named.parts.append(("name", Excerpt([])))
    return named
  }
}
