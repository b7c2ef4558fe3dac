import Foundation
import SluicePipeline
import TestSupport
import Testing

@testable import SluiceBundle

/// The plan's archive, and what it holds by GNU tar's word.
private func archive(_ plan: BundlePlan) throws -> (bytes: [UInt8], written: WrittenArchive) {
  var bytes: [UInt8] = []
  let written = try plan.write(
    to: { bytes += Array($0) }, look: { _, _ in }, manifest: { Array($0.digest.utf8) })
  #expect(written.archiveSize == bytes.count)
  return (bytes, written)
}

/// A plan to which a file of 1000 bytes is large already.
private func plan(_ root: String, _ origin: BundleOrigin? = nil) throws -> BundlePlan {
  var plan = try BundlePlan(
    BundleRequest(root: root, origin: origin, allowsDirty: false, rules: BundleRules()))
  plan.objectLimit = 1000
  return plan
}

/// Unpacks the archive with the system's tar into `folder` of the scratch.
private func unpack(_ bytes: [UInt8], _ scratch: Scratch, _ folder: String) throws {
  let file = scratch.url.appending(path: "x.tar.gz")
  try Data(bytes).write(to: file)
  let target = scratch.url.appending(path: folder)
  try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["tar", "-xzf", file.path(), "-C", target.path()]
  try process.run()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
}

@Suite(.serialized) struct ArchiveTests {
  @Test func theSameFilesGiveTheSameBytesAnywhere() throws {
    let scratch = try Scratch(["one/a.py": "x = 1\n", "one/b/run.sh": "", "one/big": ""])
    let large = String(repeating: "0123456789abcdef", count: 4000)
    try scratch.write("one/big", large)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: scratch.path + "/one/b/run.sh")
    try scratch.link("one/link", to: "b/run.sh")
    try scratch.git("init", "-q", "-b", "main", "one")
    try scratch.git("-C", "one", "add", "-A")
    try scratch.git("-C", "one", "commit", "-q", "-m", "First")
    let first = try archive(plan(scratch.path + "/one"))
    try scratch.git("clone", "-q", "--no-local", "one", "far/away/two")
    try scratch.git("-C", "far/away/two", "gc", "-q")
    for origin in [nil, BundleOrigin.index, .worktree] {
      let second = try archive(plan(scratch.path + "/far/away/two", origin))
      #expect(second.bytes == first.bytes && second.written == first.written)
    }
    // The object alone, without the file that is the same: from a pack, and loose.
    for folder in ["one", "far/away/two"] {
      try FileManager.default.removeItem(atPath: scratch.path + "/\(folder)/big")
      #expect(try archive(plan(scratch.path + "/" + folder, .head)).bytes == first.bytes)
    }
    try unpack(first.bytes, scratch, "unpacked")
    #expect(scratch.read("unpacked/big") == large && scratch.read("unpacked/a.py") == "x = 1\n")
    #expect(scratch.read("unpacked/.sluice/manifest.json") == first.written.manifest.digest)
    let files = FileManager.default
    #expect(files.isExecutableFile(atPath: scratch.path + "/unpacked/b/run.sh"))
    #expect(
      try files.destinationOfSymbolicLink(atPath: scratch.path + "/unpacked/link") == "b/run.sh")
  }

  @Test func theDigestIsOfTheFilesAlone() throws {
    let scratch = try Scratch(["a": "1"])
    try scratch.commitAll()
    let first = try archive(plan(scratch.path)).written.manifest
    try scratch.git("commit", "-q", "--allow-empty", "-m", "Second")
    #expect(try archive(plan(scratch.path)).written.manifest == first)
    #expect(
      first.digest == BundleManifest.digest(of: first.files) && first.digest.utf8.count == 64)
    for kind in [BundleFile.Kind.executable, .link(target: [])] {
      var files = first.files
      files[0].kind = kind
      #expect(BundleManifest.digest(of: files) != first.digest)
    }
  }

  @Test func whatChangesMeanwhileIsAnError() throws {
    let scratch = try Scratch(["a.bin": String(repeating: "a", count: 5000), "b": "22"])
    let walked = try plan(scratch.path)
    try scratch.write("b", "333")
    // What lies there when it is opened counts.
    #expect(try archive(walked).written.manifest.files[1].size == 3)
    try FileManager.default.removeItem(atPath: scratch.path + "/b")
    #expect(throws: BundleError.changed(BundlePath("b"))) { try archive(walked) }
    mkfifo(scratch.path + "/b", 0o600)
    #expect(throws: BundleError.changed(BundlePath("b"))) { try archive(walked) }
    try FileManager.default.removeItem(atPath: scratch.path + "/b")
    try scratch.link("b", to: "/etc/passwd")
    #expect(throws: BundleError.changed(BundlePath("b"))) { try archive(walked) }
  }

  @Test func aFileThatShrinksWhileItIsReadIsAnError() throws {
    let scratch = try Scratch(["a.bin": String(repeating: "a", count: 5_000_000)])
    let file = scratch.path + "/a.bin"
    for size in [2_000_000, 6_000_000] {
      let walked = try plan(scratch.path)
      #expect(throws: BundleError.changed(BundlePath("a.bin"))) {
        _ = try walked.write(
          to: { _ in }, look: { _, _ in truncate(file, size) }, manifest: { _ in [] })
      }
    }
  }

  @Test func aLargeFileThatGitHasIsCheckedOnItsWay() throws {
    let scratch = try Scratch(["a.bin": String(repeating: "a", count: 5000)])
    try scratch.commitAll()
    let committed = try plan(scratch.path)
    try scratch.write("a.bin", String(repeating: "b", count: 5000))
    #expect(throws: BundleError.changed(BundlePath("a.bin"))) { try archive(committed) }
  }

  @Test func aBrokenRepositoryIsAnError() throws {
    let scratch = try Scratch(["a": "1"])
    try scratch.commitAll()
    try FileManager.default.removeItem(atPath: scratch.path + "/.git/objects")
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/.git/objects", withIntermediateDirectories: true)
    #expect(throws: BundleError.self) { try archive(plan(scratch.path)) }
  }

  @Test func gzipIsTheSameHoweverItIsCut() throws {
    var random = SeededGenerator(state: 5)
    let bytes = (0..<300_000).map { _ in UInt8.random(in: 0...7, using: &random) }
    var whole: [UInt8] = []
    let one = try GzipStream { whole += Array($0) }
    try one.write(bytes)
    try one.finish()
    var cut: [UInt8] = []
    let other = try GzipStream { cut += Array($0) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...9999, using: &random))
      try other.write(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
    try other.finish()
    #expect(whole == cut && whole.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
  }
}
