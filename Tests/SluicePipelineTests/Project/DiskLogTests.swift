import Foundation
import TestSupport
import Testing

@testable import SluicePipeline

@Suite struct DiskLogTests {
  private func logged(_ folder: Scratch, _ ask: (ProjectFolder) throws -> Void) rethrows -> DiskLog
  {
    let log = DiskLog()
    try ask(.disk(root: folder.path, log: log))
    return log
  }

  @Test func whatWasReadHasChangedWhenItsBytesHave() throws {
    let folder = try Scratch(["a.py": "one"])
    let log = try logged(folder) { disk in
      _ = disk.kind(of: "a.py")
      _ = try disk.bytes(at: "a.py")
    }
    #expect(!log.hasChanged)
    #expect(log.fileCount == 1)
    #expect(log.names(folder.path + "/a.py") && !log.names(folder.path + "/b.py"))
    try folder.write("b.py", "")
    #expect(!log.hasChanged)
    try folder.write("a.py", "three")
    #expect(log.hasChanged)
  }

  /// Of a product only its being there counts, of a folder's names each.
  @Test func otherQuestionsHaveOtherAnswers() throws {
    let folder = try Scratch(["out/x": "one"])
    let kind = logged(folder) { _ = $0.kind(of: "out/x") }
    try folder.write("out/x", "longer")
    #expect(!kind.hasChanged)
    let names = logged(folder) { _ = $0.names(in: "out") }
    let missing = logged(folder) { _ = $0.kind(of: "out/y") }
    #expect(!names.hasChanged && !missing.hasChanged)
    try folder.write("out/y", "")
    #expect(names.hasChanged && missing.hasChanged)
    try folder.remove("out")
    #expect(kind.hasChanged)
  }

  @Test func theFoldersAreThoseThatAreThere() throws {
    let folder = try Scratch(["a/real.py": "", "b/c/x": ""])
    try folder.link("b/link.py", to: "../a/real.py")
    let log = logged(folder) { disk in
      _ = try? disk.bytes(at: "b/link.py")
      _ = disk.kind(of: "b/c/gone/for/ever.py")
      _ = disk.names(in: "b/c")
    }
    let folders = log.folders.map { Path.relative($0, to: folder.path) }
    #expect(folders == ["a", "b", "b/c"])
  }
}
