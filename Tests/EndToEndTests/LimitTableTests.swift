import Foundation
import SluiceCore
import TestSupport
import Testing

/// Every limit has a test that crosses it.
@Suite struct LimitTableTests {
  /// By the limit's name the test's file, below `Tests`, and its function, or the folder of a fixture.
  private static let tests = [
    "file-size": ("SluicePipelineTests/LimitTests", "hugeFilesBesideTheSourcesAreNamed"),
    "folder-entries": ("SluicePipelineTests/LimitTests", "aRootOfTooManyFilesIsNamed"),
    "project-folders": ("SluicePipelineTests/Project/ProjectSearchTests", "tooManyFoldersAreCut"),
    "source-files": ("SluicePipelineTests/LimitTests", "patternsOfTooManyFilesAreCut"),
    "yaml-size": ("SluiceYAMLTests/Reader/LimitTests", "stopsAtSizeAndDirectives"),
    "yaml-depth": ("SluiceYAMLTests/Reader/LimitTests", "stopsAtDepth"),
    "yaml-values": ("SluiceYAMLTests/Reader/LimitTests", "stopsAtTheBillionLaughs"),
    "yaml-directives": ("SluiceYAMLTests/Reader/LimitTests", "stopsAtSizeAndDirectives"),
    "json-depth": ("SluiceScanTests/LimitTests", "deepJSONIsRefused"),
    "tasks": ("SluicePipelineTests/LimitTests", "tasksBehindTheLimitAreNotRead"),
    "grid-tasks": ("SluicePipelineTests/LimitTests", "gridsShareOneLimit"),
    "edges": ("Fixtures/rules", "SL305-graph-limit"),
    "drawn-edges": ("SluiceReportTests/Graph/DrawnEdgesTests", "theLastAreLeftOutThen"),
    "findings": ("SluicePipelineTests/LimitTests", "findingsBehindTheLimitAreCounted"),
    "placeholder-text": ("SluicePipelineTests/LimitTests", "valuesThatRepeatValuesStopGrowing"),
    "placeholder-files": ("SluicePipelineTests/LimitTests", "aLongChainOfImportedValuesEnds"),
    "template-depth": ("SluiceScanTests/LimitTests", "deepTemplatesAreRefused"),
    "template-steps": ("SluiceScanTests/LimitTests", "longRenderingsAreGivenUp"),
    "template-text": ("SluiceScanTests/LimitTests", "longRenderingsAreGivenUp"),
    "imported-modules": ("SluicePipelineTests/LimitTests", "modulesBehindTheLimitAreNotFollowed"),
    "re-exports": ("SluicePipelineTests/LimitTests", "aLongChainOfImportedFunctionsEnds"),
    "package-files": ("SluicePipelineTests/LimitTests", "packageFilesBehindTheLimitAreNotRead"),
    "bundle-files": ("SluiceBundleTests/Git/RepositoryTests", "tooManyEntries(limit: 3)"),
    "submodules": (
      "SluiceBundleTests/Plan/BundlePlanTests", "submodulesWithinTooManyOthersAreListed"
    ),
    "spec-size": ("SluiceExportTests/Written/WrittenLimitTests", "aSpecBeyondTheLimitsIsNone"),
    "spec-values": ("SluiceExportTests/Written/WrittenLimitTests", "aSpecBeyondTheLimitsIsNone"),
    "line-length": ("EndToEndTests/TranslateTests", "aLineThatDoesNotEndIsCut"),
    "memory-size": ("SluicePipelineTests/Sources/SourceMemoryTests", "staysWithinItsLimit"),
  ]

  @Test func everyLimitIsCrossedByATest() throws {
    #expect(Limit.all.map(\.name).sorted() == LimitTableTests.tests.keys.sorted())
    let folder = Fixtures.repository.appending(path: "Tests")
    for (limit, (path, test)) in LimitTableTests.tests {
      if path.hasPrefix("Fixtures") {
        let fixture = folder.appending(path: path).appending(path: test)
        #expect(FileManager.default.fileExists(atPath: fixture.path(percentEncoded: false)))
        continue
      }
      let text = try String(
        contentsOf: folder.appending(path: path + ".swift"), encoding: .utf8)
      #expect(text.contains(test), "\(limit): \(path) has no \(test)")
    }
  }
}
