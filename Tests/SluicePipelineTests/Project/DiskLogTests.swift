import Foundation
import SluiceCore
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
    let other = logged(folder) { _ = $0.names(in: "out") }
    #expect(chmod(folder.path + "/out", 0o711) == 0 && other.hasChanged)
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

  /// A folder that moves takes its files along as they are.
  @Test func whereLinksLeadIsPartOfTheLook() throws {
    let folder = try Scratch(["a/x": "one"])
    try folder.link("b", to: "a")
    let log = DiskLog()
    _ = realPath(folder.path + "/b/x", log)
    _ = realPath(folder.path + "/c", log)
    #expect(!log.hasChanged)
    #expect(log.folders == [folder.path, folder.path + "/a", folder.path + "/b"])
    #expect(rename(folder.path + "/a", folder.path + "/d") == 0)
    try folder.remove("b")
    try folder.link("b", to: "d")
    #expect(log.hasChanged)
  }

  @Test func aLogThatWasKeptSaysTheSame() throws {
    let folder = try Scratch(["a.py": "one", "sub/b.py": "two"])
    func kept(_ log: DiskLog) throws -> DiskLog {
      var writer = StoreWriter(file: 0)
      try writer.write(log)
      var reader = StoreReader(writer.bytes, 0..<writer.bytes.count, file: 0, size: 0)
      return try reader.value()
    }
    func asked(patience: Int) throws -> DiskLog {
      let log = DiskLog(patience: patience)
      let disk = ProjectFolder.disk(root: folder.path, log: log)
      _ = try disk.bytes(at: "a.py")
      _ = (disk.names(in: "sub"), disk.kind(of: "c.py"), realPath(folder.path, log))
      return log
    }
    // What is older than the tick of the clock is taken for settled here.
    let log = try kept(try asked(patience: -1_000_000_000))
    #expect(!log.hasChanged && log.fileCount == 1)
    try folder.write("sub/c.py", "")
    #expect(log.hasChanged)
    #expect(throws: StoreError.notKept) { try kept(try asked(patience: 60_000_000_000)) }
    let unrepeatable = try asked(patience: -1_000_000_000)
    unrepeatable.noteUnrepeatable()
    #expect(throws: StoreError.notKept) { try kept(unrepeatable) }
  }
}
