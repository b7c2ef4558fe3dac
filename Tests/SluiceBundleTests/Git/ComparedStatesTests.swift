import SluicePipeline
import TestSupport
import Testing

@testable import SluiceBundle

struct RevisionRangeTests {
  @Test(arguments: [
    ("main", RevisionRange(base: "main", head: nil, isSinceFork: true)),
    ("main...", RevisionRange(base: "main", head: nil, isSinceFork: true)),
    ("main..", RevisionRange(base: "main", head: nil, isSinceFork: false)),
    ("a..b", RevisionRange(base: "a", head: "b", isSinceFork: false)),
    ("a...b", RevisionRange(base: "a", head: "b", isSinceFork: true)),
    ("..b", RevisionRange(base: "HEAD", head: "b", isSinceFork: false)),
    ("", RevisionRange(base: "", head: nil, isSinceFork: true)),
  ])
  func reads(text: String, range: RevisionRange) { #expect(RevisionRange(text) == range) }
}

@Suite(.serialized) struct ComparedStatesTests {
  private func files(_ root: String, _ text: String) throws -> ProjectFolder {
    .snapshot(
      try #require(
        try ComparedStates(of: root, RevisionRange(text), fence: Fence([root])).base.files))
  }

  private func text(_ folder: ProjectFolder, _ path: String) -> String? {
    (try? folder.bytes(at: path)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func readsTheTreeOfACommit() throws {
    let checkout = try Scratch([
      "project/a.py": "old", "project/sub/b.py": "b", "beside.py": "s",
      ".gitignore": "env.yaml\nout/\n",
    ])
    try checkout.link("project/link.py", to: "sub/b.py")
    try checkout.link("project/folder", to: "sub")
    try checkout.link("project/circle", to: "circle")
    try checkout.link("project/outside", to: "../../../nowhere")
    try checkout.commitAll()
    try checkout.git("tag", "-a", "v1", "-m", "x")
    try checkout.write("project/a.py", "new")
    try checkout.write("project/fresh.py", "f")
    try checkout.write("project/env.yaml", "ignored")
    try checkout.write("project/out/x.csv", "made")
    let root = checkout.path + "/project"
    for name in ["HEAD", "v1", "main", "HEAD.."] {
      let folder = try files(root, name)
      #expect(text(folder, "a.py") == "old")
      #expect(text(folder, "./sub/../sub/b.py") == "b")
      #expect(text(folder, "link.py") == "b" && text(folder, "folder/b.py") == "b")
      #expect(text(folder, "../beside.py") == "s")
      #expect(text(folder, "fresh.py") == nil && folder.kind(of: "fresh.py") == .missing)
      #expect(text(folder, "env.yaml") == "ignored" && text(folder, "out/x.csv") == "made")
      #expect(folder.kind(of: "circle") == .missing && folder.kind(of: "outside") == .missing)
      #expect(folder.kind(of: "sub") == .directory && folder.kind(of: "a.py/b") == .missing)
      #expect(folder.size(of: "a.py") == 3 && folder.size(of: "sub") == nil)
      #expect(folder.names(in: "sub") == ["b.py"] && folder.names(in: "a.py") == [])
      #expect(throws: ProjectFolder.ReadError.notAFile) { try folder.bytes(at: "sub") }
    }
  }

  @Test func findsWhereABranchWasLeft() throws {
    let checkout = try Scratch(["a.txt": "1"])
    try checkout.commitAll()
    try checkout.git("checkout", "-q", "-b", "side")
    try checkout.git("checkout", "-q", "main")
    try checkout.write("a.txt", "2")
    try checkout.git("commit", "-q", "-a", "-m", "Second")
    try checkout.git("checkout", "-q", "side")
    #expect(text(try files(checkout.path, "main"), "a.txt") == "1")
    #expect(text(try files(checkout.path, "main.."), "a.txt") == "2")
    #expect(
      try ComparedStates(of: checkout.path, RevisionRange("main"), fence: Fence([checkout.path]))
        .isForkPoint)
    let two = try ComparedStates(
      of: checkout.path, RevisionRange("side..main"), fence: Fence([checkout.path]))
    #expect(two.head.files.map { text(.snapshot($0), "a.txt") } == "2")
    try checkout.git("checkout", "-q", "--orphan", "alone")
    try checkout.git("commit", "-q", "-m", "Alone")
    #expect(throws: RevisionError.noFork("main", isShallow: false)) {
      try ComparedStates(of: checkout.path, RevisionRange("main"), fence: Fence([checkout.path]))
    }
  }

  @Test func saysWhatIsMissing() throws {
    let checkout = try Scratch(["a.txt": "1"])
    func states(_ text: String, in root: String) throws {
      _ = try ComparedStates(of: root, RevisionRange(text), fence: Fence([root]))
    }
    #expect(throws: RevisionError.noRepository) { try states("HEAD", in: checkout.path) }
    try checkout.git("init", "-q", "-b", "main")
    #expect(throws: RevisionError.noCommit) { try states("HEAD", in: checkout.path) }
    try checkout.commitAll()
    try checkout.write("a.txt", "2")
    try checkout.git("commit", "-q", "-a", "-m", "Second")
    for name in ["nope", "HEAD:a.txt", "HEAD~9", "-x", "\u{1}"] {
      #expect(throws: RevisionError.unknown(name, near: nil, isShallow: false)) {
        try states(name, in: checkout.path)
      }
    }
    try checkout.git("clone", "-q", "--depth", "1", "file://" + checkout.path, "shallow")
    let shallow = checkout.path + "/shallow"
    #expect(throws: RevisionError.unknown("HEAD~1", near: nil, isShallow: true)) {
      try states("HEAD~1", in: shallow)
    }
    try checkout.git("-C", "shallow", "checkout", "-q", "--detach")
    try checkout.git("-C", "shallow", "branch", "-q", "-D", "main")
    #expect(throws: RevisionError.unknown("main", near: "origin/main", isShallow: true)) {
      try states("main", in: shallow)
    }
  }

  @Test func readsSubmodules() throws {
    let checkout = try Scratch()
    try checkout.write("inner/a.py", "one")
    try checkout.git("init", "-q", "-b", "main", "inner")
    try checkout.git("-C", "inner", "add", "-A")
    try checkout.git("-C", "inner", "commit", "-q", "-m", "First")
    try checkout.git("init", "-q", "-b", "main", "outer")
    try checkout.git("-C", "outer", "submodule", "--quiet", "add", checkout.path + "/inner", "sub")
    try checkout.git("-C", "outer", "commit", "-q", "-m", "First")
    try checkout.write("outer/sub/a.py", "two")
    #expect(text(try files(checkout.path + "/outer", "HEAD"), "sub/a.py") == "one")
    try checkout.git("-C", "outer", "submodule", "--quiet", "deinit", "-f", "sub")
    #expect(text(try files(checkout.path + "/outer", "HEAD"), "sub/a.py") == nil)
  }
}
