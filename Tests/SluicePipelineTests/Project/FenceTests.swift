import SluicePipeline
import TestSupport
import Testing

@Suite struct FenceTests {
  /// A project beside a folder that is none of its business.
  private let place: Scratch
  private let fence: Fence

  init() throws {
    place = try Scratch([
      "project/own.py": "own", "project/below/own.py": "own", "project/.git/config": "token",
      "outside/secret.py": "secret",
    ])
    for (link, target) in [
      ("project/link.py", "../outside/secret.py"), ("project/folder", "../outside"),
      ("project/inner.py", "below/own.py"), ("project/loop.py", "loop.py"),
      ("project/nowhere.py", "not-there.py"), ("project/git.py", ".git/config"),
      ("project/back.py", "../project/own.py"), ("project/chain.py", "link.py"),
    ] {
      try place.link(link, to: target)
    }
    fence = Fence([Fence.border(around: place.path + "/project")])
  }

  private var folder: ProjectFolder { .disk(root: place.path + "/project", fence: fence) }

  @Test func whatLiesOutsideIsSeenAndNotRead() throws {
    #expect(folder.kind(of: "../outside/secret.py") == .file)
    #expect(folder.size(of: "link.py") == 6)
    #expect(throws: ProjectFolder.ReadError.outside) { try folder.bytes(at: "link.py") }
    #expect(throws: ProjectFolder.ReadError.outside) { try folder.prefix(of: "link.py", count: 1) }
    #expect(folder.names(in: "../outside") == [])
    #expect(folder.names(in: "folder") == [])
    #expect(fence.refused == [place.path + "/project/link.py"])
  }

  @Test(arguments: [
    "link.py", "chain.py", "folder/secret.py", "../outside/secret.py",
    "below/../../outside/secret.py",
    "folder/../outside/secret.py", ".git/config", "git.py", "/etc/passwd", "/proc/self/environ",
  ])
  func theFenceHoldsForLinksAndDots(_ path: String) {
    #expect(throws: ProjectFolder.ReadError.outside) { try folder.bytes(at: path) }
    #expect(!fence.admits(path.hasPrefix("/") ? path : place.path + "/project/" + path))
  }

  @Test(arguments: ["own.py", "below/own.py", "inner.py", "back.py", "below/../own.py"])
  func whatLiesInsideIsRead(_ path: String) throws {
    #expect(try folder.bytes(at: path) == Array("own".utf8))
    #expect(fence.refused == [])
  }

  @Test func whatIsNotThereIsMissingAndNotOutside() {
    for path in ["not-there.py", "not/there.py", "nowhere.py", "../outside/not-there.py"] {
      #expect(throws: ProjectFolder.ReadError.missing) { try folder.bytes(at: path) }
    }
    #expect(throws: ProjectFolder.ReadError.self) { try folder.bytes(at: "loop.py") }
    #expect(fence.refused == [])
  }

  @Test func aFolderInTheLastPlaceIsNoFile() throws {
    #expect(throws: ProjectFolder.ReadError.notAFile) { try folder.bytes(at: "below") }
  }

  @Test func singleFilesAreAllowedByThemselves() throws {
    let more = folder.admitting(["../outside/secret.py"])
    #expect(try more.bytes(at: "../outside/secret.py") == Array("secret".utf8))
    #expect(more.names(in: "../outside") == [])
    try place.write("outside/other.py", "other")
    #expect(throws: ProjectFolder.ReadError.outside) { try more.bytes(at: "../outside/other.py") }
  }

  @Test func writingCountsByWhereTheFileComesToLie() throws {
    let root = place.path + "/project"
    for inside in ["new.yaml", "new/new.yaml", "own.py", "nowhere.py", "inner.py"] {
      #expect(fence.admits(writing: root + "/" + inside), "\(inside)")
    }
    for outside in [
      "../new.yaml", "folder/new.yaml", "link.py", "x/../../new.yaml", ".git/hooks/new",
    ] {
      #expect(!fence.admits(writing: root + "/" + outside), "\(outside)")
    }
  }

  /// A project in a folder of its own, without a repository, often has its sources beside it.
  @Test func withoutARepositoryOpenPathsLeadToTheFoldersBeside() throws {
    try place.remove("project/.git")
    try place.write("secret.py", "secret")
    try place.write(".hidden/secret.py", "secret")
    try place.link("project/linked.py", to: "../outside/../outside/secret.py")
    let root = place.path + "/project"
    let fence = Fence(
      of: ProjectPlace(root: root, entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false))
    let folder = ProjectFolder.disk(root: root, fence: fence)
    #expect(try folder.bytes(at: "../outside/secret.py") == Array("secret".utf8))
    for path in [
      "link.py", "linked.py", "folder/secret.py", "../secret.py", "../.hidden/secret.py",
      "../../outside.py/../\(Path.name(of: place.path))/secret.py", "/etc/passwd",
    ] {
      #expect(throws: ProjectFolder.ReadError.self, "\(path)") { try folder.bytes(at: path) }
    }
  }

  /// Between the question what something is and the reading, anything can happen.
  @Test func whatVanishesOrChangesIsAnErrorOfItsOwn() throws {
    #expect(folder.kind(of: "own.py") == .file)
    try place.remove("project/own.py")
    #expect(throws: ProjectFolder.ReadError.missing) { try folder.bytes(at: "own.py") }
    try place.write("project/own.py/inner", "a folder now")
    #expect(throws: ProjectFolder.ReadError.notAFile) { try folder.bytes(at: "own.py") }
    try place.remove("project/own.py")
    try place.link("project/own.py", to: "../outside/secret.py")
    #expect(throws: ProjectFolder.ReadError.outside) { try folder.bytes(at: "own.py") }
  }
}
