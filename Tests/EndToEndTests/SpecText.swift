import Foundation
import SluiceYAML
import TestSupport
import Testing

/// The spec that an export of the project prints.
func exportedSpec(_ project: Scratch, _ arguments: String...) throws -> Node {
  let export = try Command(["export", "-o", "-"] + arguments, in: project.url)
  try #require(export.status == 0, "\(export.talk)")
  let root = try #require(parseYAML(Array(export.output.utf8), file: 0).root)
  return try #require(root["spec"])
}

extension Node {
  /// The entry of a list of mappings that has this name.
  func named(_ name: String) throws -> Node {
    try #require(sequence?.first { $0["name"]?.text == name }, "\(name)")
  }

  /// Texts of a list.
  var texts: [String] { (sequence ?? []).map(\.text) }

  /// The entries' `name`s.
  var names: [String] { (sequence ?? []).map { $0["name"]?.text ?? "" } }
}
