import Foundation
import SluicePipeline
import TestSupport
import Testing

@testable import SluiceBundle

/// One suite, one after another: libgit2 is opened by one thread.
@Suite(.serialized) struct RepositoryTests {
  @Test func tellsTrackedFromUntrackedAndIgnored() throws {
    let checkout = try Scratch()
    try checkout.git("init", "-q")
    try checkout.write("project/a b.py", "")
    try checkout.write("project/ö.py", "")
    try checkout.write("project/new.py", "")
    try checkout.write("project/hidden.py", "")
    try checkout.write("project/kept.py", "")
    try checkout.write(".gitignore", "hidden.py\nkept.py\n")
    let root = checkout.path + "/project"
    let paths = ["a b.py", "ö.py", "new.py", "hidden.py", "kept.py", "../../outside.py"]
    // Without a commit there is nothing to compare with.
    #expect(try RepositoryFacts.facts(of: paths, in: root) == nil)
    try checkout.git("add", "project/a b.py", "project/ö.py")
    try checkout.git("add", "-f", "project/kept.py")
    try checkout.git("commit", "-q", "-m", "First")
    let facts = try RepositoryFacts.facts(of: paths, in: root)
    #expect(
      facts
        == RepositoryFacts(
          untracked: ["new.py"], ignored: ["hidden.py"], tracked: ["a b.py", "ö.py", "kept.py"]))
  }

  @Test func aCommitWithTooManyEntriesIsRefused() throws {
    let checkout = try Scratch(["a.py": "", "b/c.py": "", "b/d.py": ""])
    try checkout.commitAll()
    let repository = try Repository(containing: checkout.path)
    #expect(try repository.files(of: "HEAD", in: [], limit: 4).count == 3)
    #expect(throws: GitError.tooManyEntries(limit: 3)) {
      try repository.files(of: "HEAD", in: [], limit: 3)
    }
  }

  /// libgit2 would take memory for two billion entries.
  /// libgit2 1.5.1 would not come back.
  @Test(arguments: [".gitignore", "sub/.gitignore", ".git/info/exclude"])
  func ignoreFilesThatDoNotEndAreRefused(path: String) throws {
    let checkout = try Scratch(["sub/a.py": ""])
    try checkout.commitAll()
    try Data("*.log\n \u{0C}x\n".utf8).write(to: checkout.url.appending(path: path))
    #expect(throws: GitError.self) {
      try RepositoryFacts.facts(of: ["sub/new.py"], in: checkout.path)
    }
    #expect(throws: GitError.self) { try Repository(containing: checkout.path).changes(in: []) }
  }

  @Test func anIndexThatClaimsTooMuchIsRefused() throws {
    let checkout = try Scratch(["a.py": ""])
    try checkout.commitAll()
    let index = checkout.url.appending(path: ".git/index")
    try Data(Array("DIRC".utf8) + [0, 0, 0, 2, 0x7F, 0xFF, 0xFF, 0xFF]).write(to: index)
    let refusal = GitError.failed(
      operation: "read the index", reason: "it claims 2147483647 entries in 12 bytes")
    #expect(throws: refusal) { try RepositoryFacts.facts(of: ["a.py"], in: checkout.path) }
  }

  /// As `git symbolic-ref --short HEAD` and `git describe --tags --always --dirty=-dirty` say it.
  @Test func describesHeadAsGitDoes() throws {
    let checkout = try Scratch()
    func head(_ folder: String = "") -> [String?] {
      switch HostFacts.Head.head(of: Path.joined(checkout.path, folder)) {
      case .unknown: ["unknown"]
      case .none: ["none"]
      case .commit(let branch, let description):
        [
          branch,
          description.contains("-g") ? String(description.prefix { $0 != "g" }) : description,
        ]
      }
    }
    #expect(head() == ["none"])
    try checkout.git("init", "-q", "-b", "feature/x")
    #expect(head() == ["none"])
    try checkout.write("sub/a.txt", "1")
    try checkout.git("add", "-A")
    try checkout.git("commit", "-q", "-m", "First")
    #expect(head()[0] == "feature/x" && head()[1]?.utf8.count == 7)
    try checkout.git("tag", "v1")
    try checkout.write("new.txt", "not tracked")
    #expect(head("sub") == ["feature/x", "v1"])
    try checkout.write("sub/a.txt", "2")
    #expect(head("sub") == ["feature/x", "v1-dirty"])
    try checkout.git("commit", "-q", "-a", "-m", "Second")
    #expect(head() == ["feature/x", "v1-1-"])
    try checkout.git("tag", "-a", "-m", "x", "v2")
    try checkout.git("tag", "feature/x")
    #expect(head() == ["heads/feature/x", "v2"])
    try checkout.git("checkout", "-q", "--detach")
    #expect(head() == [nil, "v2"])
  }

  @Test func findsTheRepositoryOfAWorktree() throws {
    let checkout = try Scratch()
    try checkout.git("init", "-q", "main")
    try checkout.git("-C", "main", "commit", "-q", "--allow-empty", "-m", "First")
    try checkout.git("-C", "main", "worktree", "add", "-q", "../side")
    try checkout.write("side/new.py", "")
    let facts = try RepositoryFacts.facts(of: ["new.py"], in: checkout.path + "/side")
    #expect(facts == RepositoryFacts(untracked: ["new.py"], ignored: []))
  }

  @Test func saysNothingOutsideRepositories() throws {
    let checkout = try Scratch()
    try checkout.write("a.py", "")
    #expect(try RepositoryFacts.facts(of: ["a.py"], in: checkout.path) == nil)
  }

  @Test func aBrokenRepositoryIsAnError() throws {
    let checkout = try Scratch()
    try checkout.write(".git", "nonsense")
    #expect(throws: GitError.self) {
      try RepositoryFacts.facts(of: ["a.py"], in: checkout.path)
    }
  }
}
