import Foundation
import SluiceCore
import SluicePipeline
import TestSupport
import Testing

@testable import SluiceBundle

private func plan(
  _ scratch: Scratch, in folder: String = "", from origin: BundleOrigin? = nil,
  allowsDirty: Bool = false, adjust: (inout BundleRequest) -> Void = { _ in }
) throws -> BundlePlan {
  var request = BundleRequest(
    root: Path.joined(scratch.path, folder), origin: origin, allowsDirty: allowsDirty,
    rules: BundleRules())
  adjust(&request)
  return try BundlePlan(request)
}

private func pattern(_ text: String) -> BundleRules.Pattern {
  BundleRules.Pattern(text, range: SourceRange(file: 0, bytes: 0..<0))
}

extension BundlePlan {
  fileprivate var files: [String] { list.files.map(\.path.shown) }
  fileprivate var out: [String] { list.leftOut.map { "\($0.path.shown) \($0.reason.code)" } }
  fileprivate var changes: [String] { uncommitted.map { "\($0.path.shown) \($0.how)" } }
}

/// One after another: libgit2 is opened by one thread.
@Suite(.serialized) struct BundlePlanTests {
  @Test func everyFileHasItsReason() throws {
    let scratch = try Scratch([
      "a.py": "", "lib/b.py": "", "notes.txt": "", "data/x.csv": "1",
      ".gitignore": "cache/\n*.log\n",
      ".gitattributes": "/notes.txt export-ignore\n",
    ])
    try scratch.commitAll()
    try scratch.write("new.py", "")
    try scratch.write("cache/deep/y", "")
    try scratch.write("run.log", "")
    let found = try plan(scratch) { request in
      request.rules.exclude = [pattern("data/**")]
      request.reasons = [
        BundlePath("a.py"): .source([TaskName("a")]),
        BundlePath("lib/b.py"): .imported(importer: "a.py"),
      ]
    }
    #expect(
      found.list.files.map { "\($0.path.text): \($0.reason.words)" } == [
        ".gitattributes: tracked", ".gitignore: tracked", "a.py: source of a",
        "lib/b.py: imported by a.py",
      ])
    #expect(
      found.out == [
        "cache/ ignored", "data/x.csv excluded", "new.py untracked", "notes.txt export-ignore",
        "run.log ignored",
      ])
    #expect(!found.isDirty && found.changes.isEmpty)
  }

  @Test func includeHasTheLastWord() throws {
    let scratch = try Scratch([
      "a.py": "", "keep.csv": "", ".gitignore": "made/\n",
      ".gitattributes": "keep.csv export-ignore",
    ])
    try scratch.commitAll()
    try scratch.write("made/model.bin", "1")
    try scratch.write("made/rest.bin", "1")
    try scratch.write("made/__pycache__/x.pyc", "1")
    try scratch.write("loose.txt", "1")
    let found = try plan(scratch) { request in
      request.rules.include = [pattern("made/model.*"), pattern("loose.txt"), pattern("keep.csv")]
      request.rules.exclude = [pattern("keep.csv")]
    }
    #expect(
      found.files == [
        ".gitattributes", ".gitignore", "a.py", "keep.csv", "loose.txt", "made/model.bin",
      ])
    #expect(found.out == ["made/__pycache__/ cache", "made/rest.bin ignored"])
    // The commit lacks them.
    #expect(found.isDirty)
    #expect(
      try plan(scratch).out == ["keep.csv export-ignore", "loose.txt untracked", "made/ ignored"])
  }

  @Test func changesAreSeenAndTakenWhereTheyAreAskedFor() throws {
    let scratch = try Scratch(["a": "1", "b": "1", "c": "1", "d": "1"])
    try scratch.commitAll()
    try scratch.write("a", "22")
    try scratch.write("b", "22")
    try scratch.write("e", "22")
    try scratch.git("add", "b", "e")
    try FileManager.default.removeItem(atPath: scratch.path + "/c")
    let head = try plan(scratch)
    #expect(head.files == ["a", "b", "c", "d"] && head.list.origin == .head && !head.isDirty)
    #expect(head.changes == ["a modified", "b staged", "c deleted", "e staged"])
    let index = try plan(scratch, from: .index)
    #expect(index.files == ["a", "b", "c", "d", "e"] && index.isDirty)
    #expect(index.list.files.map(\.size) == [1, 2, 1, 1, 2])
    for found in [try plan(scratch, from: .worktree), try plan(scratch, allowsDirty: true)] {
      #expect(found.files == ["a", "b", "d", "e"] && found.isDirty)
      #expect(found.list.files.map(\.size) == [2, 2, 1, 2])
      #expect(found.out == ["c deleted"])
    }
    try scratch.commitAll("Second")
    #expect(try plan(scratch, from: .worktree).isDirty == false)
    #expect(try plan(scratch, allowsDirty: true).list.origin == .head)
  }

  /// A large file that is staged lies in the folder: nobody has to take it out of git.
  @Test func stagedFilesAreReadFromTheFolder() throws {
    let scratch = try Scratch(["a.py": "1\n"])
    try scratch.commitAll()
    try scratch.write("a.py", "2\n")
    try scratch.write("b.py", "")
    try scratch.git("add", "-A")
    func isRead(_ origin: BundleOrigin) throws -> [Bool] {
      try plan(scratch, from: origin, allowsDirty: true).contents.map { content in
        if case .object(_, _, let isOnDisk) = content { isOnDisk } else { false }
      }
    }
    #expect(try isRead(.head) == [false])
    #expect(try isRead(.index) == [true, true])
    try scratch.write("a.py", "3\n")
    #expect(try isRead(.index) == [false, true])
  }

  @Test func aProjectInASubFolderIsItsOwnBundle() throws {
    let scratch = try Scratch([
      "proj/a.py": "", "proj/docs/x.md": "", "projector/b.py": "", "c.py": "",
      ".gitattributes": "docs/ export-ignore\n",
    ])
    try scratch.commitAll()
    try scratch.write("c.py", "changed elsewhere")
    let found = try plan(scratch, in: "proj")
    #expect(found.files == ["a.py"] && found.out == ["docs/x.md export-ignore"])
    #expect(found.changes.isEmpty && found.commit?.folder == "proj")
  }

  @Test func submodulesWithinTooManyOthersAreListed() throws {
    let scratch = try Scratch(["outer/a": "1", "outer/mod/b": "2"])
    for folder in ["outer/mod", "outer"] {
      try scratch.git("init", "-q", "-b", "main", folder)
      try scratch.git("-C", folder, "add", "-A")
      try scratch.git("-C", folder, "commit", "-q", "-m", "One")
    }
    func listed(depth: Int) throws -> (files: Int, out: Int) {
      var listing = GitListing()
      let root = scratch.path + "/outer"
      try listing.add(
        Repository(containing: root), folder: [], at: [], state: .workingTree, depth: depth)
      return (listing.candidates.count, listing.leftOut.count)
    }
    #expect(try listed(depth: Limit.submodules.value - 1) == (2, 0))
    #expect(try listed(depth: Limit.submodules.value) == (1, 1))
  }

  @Test func submodulesGoInAtTheirCommit() throws {
    let scratch = try Scratch([
      "inner/lib.py": "1", "inner/.gitattributes": "x export-ignore\n", "inner/x": "",
    ])
    try scratch.git("init", "-q", "-b", "main", "inner")
    try scratch.git("-C", "inner", "add", "-A")
    try scratch.git("-C", "inner", "commit", "-q", "-m", "One")
    try scratch.git("init", "-q", "-b", "main", "outer")
    try scratch.git(
      "-C", "outer", "-c", "protocol.file.allow=always", "submodule", "add", "-q", "../inner", "mod"
    )
    try scratch.git("-C", "outer", "commit", "-q", "-m", "Two")
    let found = try plan(scratch, in: "outer")
    #expect(found.files == [".gitmodules", "mod/.gitattributes", "mod/lib.py"])
    #expect(found.list.files[2].reason == .submodule("mod") && found.out == ["mod/x export-ignore"])
    try scratch.write("outer/mod/lib.py", "22")
    #expect(try plan(scratch, in: "outer").changes == ["mod/lib.py modified"])
    try scratch.git("-C", "outer/mod", "commit", "-q", "-a", "-m", "Three")
    let moved = try plan(scratch, in: "outer")
    #expect(moved.changes == ["mod submodule"] && moved.list.files[2].size == 1)
    #expect(try plan(scratch, in: "outer", from: .worktree).list.files[2].size == 2)
    try scratch.git("clone", "-q", "outer", "bare")
    #expect(try plan(scratch, in: "bare").out == ["mod submodule-missing"])
  }

  @Test func linksThatLeadOutStayOut() throws {
    let scratch = try Scratch(["a": ""])
    try scratch.link("in", to: "a")
    try scratch.link("deep/out", to: "../../x")
    try scratch.link("deep/root", to: "/etc")
    try scratch.commitAll()
    let found = try plan(scratch)
    #expect(found.files == ["a", "in"] && found.list.files[1].kind == .link(target: [0x61]))
    #expect(found.out == ["deep/out link-outside", "deep/root link-outside"])
    // A folder that a link has taken the place of is not followed.
    try scratch.write("f/x", "1")
    try scratch.commitAll("Second")
    try FileManager.default.removeItem(atPath: scratch.path + "/f")
    try scratch.link("f", to: "/etc")
    #expect(try plan(scratch, from: .worktree).files == ["a", "in"])
    // Nor is a folder in the place of a file.
    try FileManager.default.removeItem(atPath: scratch.path + "/a")
    try scratch.write("a/b", "")
    #expect(try plan(scratch, from: .worktree).files == ["in"])
  }

  @Test func contentsOfGitLFSAreLookedFor() throws {
    let digest = SHA256.digest(Array("content".utf8))
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 7\n"
    let scratch = try Scratch(["big.bin": pointer, ".gitattributes": "*.bin filter=lfs\n"])
    try scratch.commitAll()
    #expect(try plan(scratch).out == ["big.bin content-missing"])
    try scratch.write(
      ".git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)", "content")
    let stored = try plan(scratch)
    #expect(stored.files == [".gitattributes", "big.bin"] && stored.list.files[1].size == 7)
    try FileManager.default.removeItem(atPath: scratch.path + "/.git/lfs")
    try scratch.write("big.bin", "content")
    let smudged = try plan(scratch)
    #expect(smudged.files == [".gitattributes", "big.bin"] && smudged.changes.isEmpty)
    try scratch.write("big.bin", "changed")
    #expect(try plan(scratch).changes == ["big.bin modified"])
  }

  @Test func aFilterThatIsNotRunHereIsSaid() throws {
    let scratch = try Scratch(["n.ipynb": "{}", ".gitattributes": "*.ipynb filter=nbstripout\n"])
    try scratch.commitAll()
    try scratch.write("n.ipynb", "{\"outputs\": []}")
    let found = try plan(scratch)
    #expect(found.changes.isEmpty && found.unclear.map(\.filter) == ["nbstripout"])
  }

  @Test func outsideOfRepositoriesTheFolderIsWalked() throws {
    let scratch = try Scratch([
      "a.py": "", "out/model.bin": "", "__pycache__/a.pyc": "", "env/pyvenv.cfg": "", "b.pyc": "",
      "made.csv": "", "kept/x": "",
    ])
    mkfifo(scratch.path + "/pipe", 0o600)
    let found = try plan(scratch) { request in
      request.products = [BundlePath("out"), BundlePath("made.csv")]
      request.outputs = [BundlePath("kept/x")]
    }
    #expect(found.files == ["a.py"] && found.list.origin == .folder && found.isDirty)
    #expect(
      found.out == [
        "__pycache__/ cache", "b.pyc cache", "env/ cache", "kept/x written", "made.csv product",
        "out/model.bin product", "pipe not-a-file",
      ])
    #expect(throws: BundleError.noRepository) { try plan(scratch, from: .head) }
    try scratch.git("init", "-q")
    #expect(throws: BundleError.noCommit) { try plan(scratch) }
    try scratch.git("add", "a.py")
    let unborn = try plan(scratch, from: .index)
    #expect(unborn.files == ["a.py"] && unborn.isDirty && unborn.commit == nil)
    #expect(try plan(scratch, allowsDirty: true).files == ["a.py"])
  }

  @Test func whatSluiceWritesStaysOut() throws {
    let scratch = try Scratch([
      "argo.yaml": "# Written by sluice 1.0 from pipeline.yaml.\n", "mine.yaml": "kind: Workflow\n",
      ".sluice/x": "", "limit.bin": "12345678",
    ])
    try scratch.commitAll()
    try scratch.write("argo.yaml", "# Written by sluice 2.0 from pipeline.yaml.\nnew: 1\n")
    let found = try plan(scratch) { $0.rules.maxFile = 7 }
    #expect(found.files == [] || found.files == ["mine.yaml"])
    #expect(found.out.contains("argo.yaml written") && found.out.contains(".sluice/x written"))
    #expect(found.out.contains("limit.bin too-large") && found.changes.isEmpty)
  }

  @Test func aSparseCheckoutIsWhole() throws {
    let scratch = try Scratch(["a/x": "1", "b/y": "1"])
    try scratch.commitAll()
    try scratch.git("sparse-checkout", "set", "--no-cone", "a/")
    #expect(scratch.read("b/y") == nil)
    for origin in [nil, BundleOrigin.worktree] {
      let found = try plan(scratch, from: origin)
      #expect(found.files == ["a/x", "b/y"] && found.changes.isEmpty && !found.isDirty)
    }
  }

  @Test func aShallowCloneIsWhole() throws {
    let scratch = try Scratch(["far/a": "1"])
    try scratch.git("init", "-q", "-b", "main", "far")
    try scratch.git("-C", "far", "commit", "-q", "--allow-empty", "-m", "One")
    try scratch.git("-C", "far", "tag", "v1")
    try scratch.git("-C", "far", "add", "-A")
    try scratch.git("-C", "far", "commit", "-q", "-m", "Two")
    try scratch.git("clone", "-q", "--depth", "1", "file://\(scratch.path)/far", "near")
    let near = try plan(scratch, in: "near")
    #expect(near.files == ["a"] && near.commit?.isPushed == true)
    #expect(
      near.commit.map { $0.id.hasPrefix($0.describe) && $0.describe.utf8.count == 12 } == true)
    #expect(try plan(scratch, in: "far").commit?.describe.hasPrefix("v1-1-g") == true)
  }

  @Test func remotesAreKnownWithoutPasswords() throws {
    let scratch = try Scratch()
    try scratch.git("init", "-q", "--bare", "remote.git")
    try scratch.git("clone", "-q", "remote.git", "here")
    try scratch.write("here/a", "")
    try scratch.git("-C", "here", "checkout", "-q", "-b", "topic")
    try scratch.git("-C", "here", "add", "-A")
    try scratch.git("-C", "here", "commit", "-q", "-m", "One")
    #expect(try plan(scratch, in: "here").commit?.isPushed == nil)
    try scratch.git("-C", "here", "push", "-q", "origin", "topic")
    let pushed = try plan(scratch, in: "here").commit
    #expect(pushed?.isPushed == true && pushed?.branch == "topic")
    #expect(pushed?.remote?.hasSuffix("remote.git") == true)
    try scratch.git("-C", "here", "commit", "-q", "--allow-empty", "-m", "Two")
    #expect(try plan(scratch, in: "here").commit?.isPushed == false)
    try scratch.git("-C", "here", "checkout", "-q", "--detach", "HEAD~1")
    let detached = try plan(scratch, in: "here").commit
    #expect(detached?.isPushed == true && detached?.branch == nil)
    try scratch.git("-C", "here", "remote", "set-url", "origin", "https://me:token@host.org/x.git")
    #expect(try plan(scratch, in: "here").commit?.remote == "https://host.org/x.git")
  }
}

@Test(arguments: [
  ("https://u:p@h/x@y", "https://h/x@y"), ("ssh://git:p@h:22/x", "ssh://git@h:22/x"),
  ("git@h:x.git", "git@h:x.git"), ("/srv/x.git", "/srv/x.git"), ("https://h/x", "https://h/x"),
  ("https://token@h", "https://h"), ("ssh://git@h/x", "ssh://git@h/x"),
])
func credentialsStayAtHome(url: String, shown: String) {
  #expect(withoutCredentials(url) == shown)
}
