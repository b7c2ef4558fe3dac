import Foundation
import SluicePipeline
import TestSupport
import Testing

/// The first cells of the table below the heading, without backquotes, with the second cells.
private func table(below heading: String) throws -> [(key: String, second: String)] {
  let page = Fixtures.repository.appending(path: "docs/pipeline-yaml.md")
  let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
  let section = lines.drop { $0 != "## \(heading)" }.dropFirst().prefix { !$0.hasPrefix("## ") }
  return section.filter { $0.hasPrefix("| `") }.map { line in
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    return (cells[1].replacing("`", with: ""), cells[2])
  }
}

@Test(
  arguments: [
    ("Top level", SpecKeys.top), ("meta", SpecKeys.meta), ("config", SpecKeys.config),
    ("Every task", SpecKeys.task),
  ])
func thePageListsTheKeys(heading: String, keys: [String]) throws {
  #expect(try table(below: heading).map(\.key).sorted() == keys.sorted())
}

@Test func thePageListsTheKeysOfClasses() throws {
  let rows = try table(below: "Keys of classes")
  #expect(rows.map(\.key).sorted() == SpecKeys.ofClasses.sorted())
  for (key, classes) in rows {
    let taking = TaskClass.allCases.filter { $0.ownKeys.contains(key) }.map(\.rawValue)
    #expect(
      Set(classes.split(separator: ", ").map(String.init)) == Set(taking), "the classes of \(key)")
  }
}

@Test func thePageListsTheClasses() throws {
  let rows = try table(below: "Classes")
  let names = rows.flatMap { $0.key.split(separator: ", ").map(String.init) }
  #expect(names.sorted() == TaskClass.allCases.map(\.rawValue).sorted())
  let products = try table(below: "Products")
  let known = products.flatMap { $0.key.split(separator: ", ").map(String.init) }
  #expect(known.sorted() == ProductClass.allCases.map(\.rawValue).sorted())
}

/// The reader asks each class for its keys, editors ask the table.
@Test func theTableDescribesTheKeysOfClasses() {
  #expect(SpecKeys.classTable.map(\.name).sorted() == SpecKeys.ofClasses.sorted())
}
