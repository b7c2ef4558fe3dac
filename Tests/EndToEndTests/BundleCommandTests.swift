import Foundation
import TestSupport
import Testing

private func project() throws -> Scratch {
  let samples = Fixtures.repository.appending(path: "sample-projects")
  let project = try Scratch(copyOf: samples.appending(path: "ml-basic"), named: "ml-basic")
  try? FileManager.default.removeItem(at: project.url.appending(path: "argo.yaml"))
  return project
}

@Suite struct BundleCommandTests {
  @Test func theListNamesEveryFileAndItsReason() throws {
    let project = try project()
    try project.commitAll()
    try project.write("notes.txt", "untracked")
    let list = try Command(["bundle", "--list"], in: project.url)
    #expect(list.status == 0 && list.talk.isEmpty)
    expectGolden(list.output, "bundles/ml-basic.txt")
    let json = try Command(["bundle", "--list", "--format", "json"], in: project.url)
    expectGolden(json.output, "bundles/ml-basic.json")
    #expect(!project.names.contains("ml-basic.tar.gz"))
  }

  /// The bytes are a promise: they change only with a new form of the archive.
  @Test func theArchiveIsTheSameOnEveryMachine() throws {
    let project = try project()
    try project.commitAll()
    let file = try Command(["bundle"], in: project.url)
    #expect(file.status == 0)
    #expect(file.talk.hasPrefix("wrote ml-basic.tar.gz: 8 files, "))
    let written = try Data(contentsOf: project.url.appending(path: "ml-basic.tar.gz"))
    // The archive is no part of itself, and the folder does not matter.
    let other = try Command(
      ["bundle", "-q", "-C", project.path, "-o", "x.tgz", "--format", "json"],
      in: project.url.deletingLastPathComponent())
    #expect(other.status == 0 && other.talk.isEmpty)
    let elsewhere = project.url.deletingLastPathComponent().appending(path: "x.tgz")
    #expect(try Data(contentsOf: elsewhere) == written)
    let digest = try #require(file.output.split(separator: "\n").first)
    #expect(digest.count == 64 && other.output.contains("\"digest\": \"\(digest)\""))
    #expect(try Command(["bundle", "-q"], in: project.url).output == digest + "\n")
  }

  @Test func changesAreRefusedUnlessSomebodyAsks() throws {
    let project = try project()
    try project.commitAll()
    let clean = try Command(["bundle", "-q"], in: project.url).output
    try FileManager.default.removeItem(at: project.url.appending(path: "ml-basic.tar.gz"))
    try project.write("fit.py", (project.read("fit.py") ?? "") + "\n# changed\n")
    let before = project.names
    let refused = try Command(["bundle"], in: project.url)
    #expect(refused.status == 1 && refused.output.isEmpty && refused.talk.contains("[SL412]"))
    #expect(refused.talk.hasSuffix("nothing was written: mend the errors first\n"))
    #expect(project.names == before)
    let dirty = try Command(["bundle", "--allow-dirty"], in: project.url)
    #expect(dirty.status == 0 && dirty.talk.contains("-dirty") && dirty.output != clean)
    #expect(
      try Command(["bundle", "-q", "--from", "worktree"], in: project.url).output == dirty.output)
    #expect(try Command(["bundle", "-q", "--from", "head"], in: project.url).output == clean)
  }

  @Test func whatTheTasksNeedHasToGoIn() throws {
    let project = try project()
    try project.write(".gitignore", "steps.py\n*.tar.gz\n")
    try project.commitAll()
    let refused = try Command(["bundle", "-o", "-"], in: project.url)
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(
      refused.talk.contains("error[SL411]: the bundle lacks 'steps.py', which task 'get_data'"))
    try project.write("sluice.yaml", "bundle: {include: [steps.py]}\n")
    try project.git("add", "-A")
    try project.git("commit", "-q", "-m", "Second")
    #expect(try Command(["bundle"], in: project.url).status == 0)
  }

  @Test func secretsAreToldWithoutBeingTold() throws {
    let project = try project()
    let secret = ["gh", "p_", "Zk3VbQ9xLw7TnRf2JmYp5HsDc8GaE4uXtB6q"].joined()
    try project.write("notes.txt", "use \(secret)\n")
    try project.commitAll()
    let warned = try Command(["bundle"], in: project.url)
    #expect(warned.status == 0 && warned.talk.contains("[SL414]"))
    #expect(warned.talk.contains("notes.txt:1:5") && !warned.talk.contains(secret.dropFirst(6)))
    try FileManager.default.removeItem(at: project.url.appending(path: "ml-basic.tar.gz"))
    try project.write("sluice.yaml", "rules: {secret-in-bundle: error}\n")
    try project.git("add", "-A")
    try project.git("commit", "-q", "-m", "Second")
    let refused = try Command(["bundle"], in: project.url)
    #expect(refused.status == 1 && !project.names.contains { $0.hasSuffix(".tar.gz") })
    #expect(!project.names.contains { $0.hasPrefix(".sluice-") })
    #expect(try Command(["bundle", "-o", "-"], in: project.url).output.isEmpty)
    try project.write(
      "sluice.yaml", "bundle: {exclude: notes.txt}\nrules: {secret-in-bundle: error}\n")
    #expect(try Command(["bundle", "--allow-dirty"], in: project.url).status == 0)
  }

  @Test func withoutARepositoryTheFolderGoesIn() throws {
    let project = try project()
    let bundle = try Command(["bundle"], in: project.url)
    #expect(bundle.status == 0 && bundle.talk.contains("in no git repository"))
    #expect(bundle.talk.contains("version without a commit"))
    #expect(try Command(["bundle", "--from", "head"], in: project.url).status == 2)
    #expect(try Command(["bundle", "-o", "-", "--format", "json"], in: project.url).status == 2)
    try project.git("init", "-q")
    let unborn = try Command(["bundle"], in: project.url)
    #expect(unborn.status == 2 && unborn.talk.contains("has no commit yet"))
    #expect(try Command(["bundle", "-o", "/nowhere/x"], in: project.url).status == 2)
  }

  @Test func aDiskThatRefusesIsNotAFinding() throws {
    let project = try project()
    try project.commitAll()
    let refused = try Command(["bundle", "-o", "/nowhere/x"], in: project.url)
    #expect(refused.status == 3 && refused.talk.contains("cannot be written"))
    let full = try Command(["bundle", "-o", "/dev/full"], in: project.url)
    #expect(full.status == 3 && full.output.isEmpty)
    #expect(try Command(["bundle", "-q", "-o", "/dev/null"], in: project.url).status == 0)
  }

  @Test func everythingIsSaidAtOnce() throws {
    let project = try project()
    try project.write("output/nb.html", "")
    try project.write("Steps.py", "")
    try project.write("big.csv", String(repeating: "1,2,3\n", count: 1000))
    try project.link("out", to: "../../elsewhere")
    let digest = String(repeating: "0", count: 64)
    try project.write(
      "model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 9\n")
    try project.write(".gitattributes", "*.bin filter=lfs\nfit.py export-ignore\n")
    try project.write(
      "sluice.yaml", "bundle: {include: [lib/**], exclude: [environment.yml], max-file: 4 kB}\n")
    try project.write("inner/x", "")
    try project.git("init", "-q", "inner")
    try project.git("-C", "inner", "add", "-A")
    try project.git("-C", "inner", "commit", "-q", "-m", "First")
    try project.commitAll()
    try project.git("add", "-f", "output/nb.html")
    try project.git("commit", "-q", "-m", "Second")
    try project.git("clone", "-q", ".", "../clone/ml-basic")
    let clone = project.url.deletingLastPathComponent().appending(path: "clone/ml-basic")
    try Data("x = 1\n".utf8).write(to: clone.appending(path: "README.md"))
    let bundle = try Command(["bundle"], in: clone)
    #expect(bundle.status == 1 && bundle.output.isEmpty)
    expectGolden(bundle.talk, "bundles/everything.txt")
  }
}
