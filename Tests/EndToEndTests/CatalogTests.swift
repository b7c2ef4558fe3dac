import Foundation
import SluiceCore
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

@testable import sluice

/// All Swift files of one folder of the repository and below it.
private func swiftTexts(in folder: String) throws -> [String] {
  let root = Fixtures.repository.appending(path: folder)
  let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path(percentEncoded: false))
  return try paths.filter { $0.hasSuffix(".swift") }.map {
    try String(contentsOf: root.appending(path: $0), encoding: .utf8)
  }
}

/// What stands between each `start` and the quote behind it.
private func words(behind start: String, in text: String) -> [String] {
  text.components(separatedBy: start).dropFirst().map { String($0.prefix { $0 != "\"" }) }
}

@Suite struct CatalogTests {
  @Test func codesAndNamesAreUniqueAndSorted() {
    let codes = Catalog.all.map(\.code)
    #expect(codes == Set(codes).sorted())
    #expect(Set(Catalog.all.map(\.name)).count == codes.count)
    for kind in Catalog.all {
      #expect(
        kind.code.count == 5 && kind.code.hasPrefix("SL") && Int(kind.code.dropFirst(2)) != nil)
      #expect(
        kind.name.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39 ~= $0) || (0x61...0x7A ~= $0) })
    }
  }

  /// A kind that no list names would be found and never explained.
  @Test func everyDeclaredKindIsListed() throws {
    let declared = try swiftTexts(in: "Sources").flatMap { words(behind: "code: \"SL", in: $0) }
    #expect(declared.map { "SL" + $0 }.sorted() == Catalog.all.map(\.code))
  }

  /// What, why, and how to mend it: a line or two is not enough. The text is Markdown.
  @Test(arguments: Catalog.all.map(\.code))
  func everyKindIsExplained(code: String) throws {
    let kind = try #require(Catalog.kind(code))
    let lines = kind.explanation.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(kind.explanation.utf8.count > 160)
    #expect(lines.allSatisfy { $0.count <= 104 && $0.last?.isWhitespace != true })
    #expect(lines.count { $0.hasPrefix("```") } % 2 == 0)
    #expect(lines.first?.isEmpty == false && lines.last?.isEmpty == false)
  }

  /// `scripts/registry` writes the list of rules from the folder of rules.
  @Test func everyRuleIsRegistered() throws {
    let declared = try swiftTexts(in: "Sources/SluicePipeline/Rules")
      .flatMap { $0.components(separatedBy: " = Rule(kind: .").dropFirst() }.count
    #expect(Rule.all.count == declared)
    #expect(Rule.all.map(\.kind.code) == Rule.all.map(\.kind.code).sorted())
  }

  @Test func thePagesAreThoseOfTheCatalog() throws {
    let files = FileManager.default
    let folder = Fixtures.repository.appending(path: "docs/rules").path(percentEncoded: false)
    let pages = Catalog.all.map(RulePages.fileName) + ["README.md"]
    if isRecording { try? files.removeItem(atPath: folder) }
    for kind in Catalog.all {
      expectGolden(
        RulePages.page(of: kind), inRepository: "docs/rules/\(RulePages.fileName(of: kind))")
    }
    expectGolden(RulePages.index(of: Catalog.all), inRepository: "docs/rules/README.md")
    #expect(try files.contentsOfDirectory(atPath: folder).sorted() == pages.sorted())
  }

  @Test func thePageOfLimitsIsThatOfTheTable() {
    let names = Limit.all.map(\.name)
    #expect(Set(names).count == names.count)
    expectGolden(limitsPage(Limit.all), inRepository: "docs/limits.md")
  }

  @Test func theReferencePageIsThatOfTheKeys() {
    expectGolden(
      configurationPage(Configuration.keys), inRepository: "docs/configuration.md")
    expectGolden(
      configurationSchema(Configuration.keys), inRepository: "docs/schemas/sluice.json")
    expectGolden(soopervisorPage(), inRepository: "docs/soopervisor.md")
    expectGolden(specificationSchema(), inRepository: "docs/schemas/pipeline.json")
  }

  @Test func theManualPageIsThatOfTheCommands() throws {
    expectGolden(try #require(ManualPage.ofThisProgram), inRepository: "docs/man/sluice.1")
  }
}
