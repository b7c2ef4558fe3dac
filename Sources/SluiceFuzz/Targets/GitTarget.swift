import Foundation
import SluiceBundle
import SluiceCore
import SluicePipeline

/// A repository that lies on the disk for as long as it is read. The files of the input are those of
/// the working tree; below `.git/` those of the repository; `blob`, `tree`, `subtree`, `parent`,
/// `commit` and `tag` are objects, which get the names that fit them. The name of an object stands in
/// the others as its placeholder.
func fuzzRepository(_ input: FuzzFiles) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  let folder = repositoryFolder(process: getpid())
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let root = folder + "/demo"
  guard WrittenRepository(input).write(to: root) else { return outcome }

  let head = HostFacts.Head.head(of: root)
  outcome.note(18, head == .none ? 0 : head == .unknown ? 1 : 2)
  let paths = input.files.map(\.path).filter { !$0.hasPrefix(".git/") }
  do throws(GitError) {
    let facts = try RepositoryFacts.facts(of: paths, in: root)
    outcome.note(19, UInt64(facts?.tracked.count ?? 99), UInt64(facts?.ignored.count ?? 99))
  } catch {
    outcome.note("\(error)", of: "facts")
  }
  for origin in [nil] + BundleOrigin.allCases.map(Optional.init) {
    do throws(BundleError) {
      let plan = try BundlePlan(
        BundleRequest(root: root, origin: origin, allowsDirty: true, rules: BundleRules()))
      check(plan, &outcome)
      var secrets = SecretSearch()
      try plan.look { file, bytes in secrets.look(at: file, bytes) }
    } catch {
      outcome.note("\(error)", of: "bundle")
    }
  }
  return outcome
}

/// Whatever a repository says: nothing of a bundle leads elsewhere when it is unpacked.
private func check(_ plan: BundlePlan, _ outcome: inout FuzzOutcome) {
  outcome.note(20, UInt64(min(plan.list.files.count, 50)), UInt64(min(plan.uncommitted.count, 20)))
  outcome.note(plan.commit?.describe ?? "", of: "describe")
  for left in plan.list.leftOut { outcome.note("\(left.reason)", of: "left out") }
  var before: BundlePath?
  for file in plan.list.files {
    outcome.note("\(file.reason)", of: "reason")
    let parts = file.path.bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
    for part in parts {
      let text = String(decoding: part, as: UTF8.self).lowercased()
      outcome.expect(
        !["", ".", "..", ".git"].contains(text) && !part.contains(0),
        "a bundle with the path \(file.path.shown)")
    }
    if let before { outcome.expect(before < file.path, "paths out of order") }
    before = file.path
  }
}

/// Where a process keeps the repository that it reads.
package func repositoryFolder(process: Int32) -> String {
  let memory = "/dev/shm"
  let isThere = ProjectFolder.disk(root: memory).kind(of: ".") == .directory
  return (isThere ? memory : "/tmp") + "/sluice-fuzz-\(process)"
}

/// A repository in the making.
struct WrittenRepository {
  private let input: FuzzFiles
  /// The objects in the order in which they name each other, each with the letters whose repetition
  /// stands for its name: 20 bytes in trees and the index, 40 digits elsewhere.
  static let objects: [(section: String, type: String, letters: String)] = [
    ("blob", "blob", "BLOB"), ("subtree", "tree", "SUBT"), ("tree", "tree", "TREE"),
    ("parent", "commit", "PARE"), ("commit", "commit", "COMM"), ("tag", "tag", "TAGS"),
  ]

  init(_ input: FuzzFiles) { self.input = input }

  /// Writes everything below `root`; whether that was possible. Paths that lead elsewhere are left out.
  func write(to root: String) -> Bool {
    let sections = input.byPath
    var names: [(letters: String, digits: [UInt8], bytes: [UInt8])] = []
    func filled(_ bytes: [UInt8]) -> [UInt8] {
      names.reduce(bytes) { bytes, name in
        let digits = Array(String(repeating: name.letters, count: 10).utf8)
        let raw = Array(String(repeating: name.letters, count: 5).utf8)
        return replaced(replaced(bytes, digits, by: name.digits), raw, by: name.bytes)
      }
    }
    for (section, type, letters) in WrittenRepository.objects {
      guard let bytes = sections[section] else { continue }
      let body = filled(bytes)
      let object = Array("\(type) \(body.count)\0".utf8) + body
      let name = digest(object)
      names.append((letters, Array(name.utf8), binary(name)))
      guard put(stored(object), at: root + "/.git/objects/\(name.prefix(2))/\(name.dropFirst(2))")
      else { return false }
    }
    var packName: [UInt8] = []
    for (path, bytes) in input.files {
      guard isInside(path), sections[path] != nil, !isObject(path) else { continue }
      var bytes = filled(bytes)
      if path == ".git/index" || path.hasSuffix(".pack") { bytes += binary(digest(bytes)) }
      if path.hasSuffix(".pack") { packName = Array(bytes.suffix(20)) }
      if path.hasSuffix(".idx") {
        bytes += packName
        bytes += binary(digest(bytes))
      }
      // Where a file and a folder want one place, the first has it.
      _ = put(bytes, at: root + "/" + path)
    }
    return true
  }

  private func isObject(_ path: String) -> Bool {
    WrittenRepository.objects.contains { $0.section == path }
  }

  private func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.utf8.count < 200 && !path.utf8.contains(0)
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  private func put(_ bytes: [UInt8], at path: String) -> Bool {
    try? FileManager.default.createDirectory(
      atPath: Path.directory(of: path), withIntermediateDirectories: true)
    return FileManager.default.createFile(atPath: path, contents: Data(bytes))
  }
}

/// The SHA-1 of the bytes.
private func digest(_ bytes: [UInt8]) -> String {
  var hash = SHA1()
  hash.update(bytes.span)
  return hash.finish()
}

/// 40 digits as 20 bytes.
private func binary(_ digits: String) -> [UInt8] {
  let values = digits.utf8.map { $0 > 0x39 ? $0 - 0x57 : $0 - 0x30 }
  return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// The bytes as zlib has them, not compressed (RFC 1950, RFC 1951).
private func stored(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = [0x78, 0x01]
  var at = 0
  repeat {
    let end = min(bytes.count, at + 0xFFFF)
    let count = UInt16(end - at)
    result.append(end == bytes.count ? 1 : 0)
    for word in [count, ~count] { result += [UInt8(word & 0xFF), UInt8(word >> 8)] }
    result += bytes[at..<end]
    at = end
  } while at < bytes.count
  var (low, high) = (UInt32(1), UInt32(0))
  for byte in bytes {
    low = (low + UInt32(byte)) % 65_521
    high = (high + low) % 65_521
  }
  let sum = high << 16 | low
  return result + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) }
}

/// The bytes with every occurrence of `word` replaced by one of the same length.
private func replaced(_ bytes: [UInt8], _ word: [UInt8], by other: [UInt8]) -> [UInt8] {
  guard bytes.count >= word.count, let first = word.first else { return bytes }
  var bytes = bytes
  var index = 0
  while index + word.count <= bytes.count {
    if bytes[index] == first, bytes[index..<index + word.count].elementsEqual(word) {
      bytes.replaceSubrange(index..<index + word.count, with: other)
      index += word.count
    } else {
      index += 1
    }
  }
  return bytes
}

/// A repository with two commits, a tag, a branch, a remote, and all that git may be asked about.
let repositorySeed: FuzzFiles = {
  func text(_ text: String) -> [UInt8] { Array(text.utf8) }
  func name(_ letters: String) -> String { String(repeating: letters, count: 10) }
  func entry(_ mode: String, _ path: String, _ letters: String) -> [UInt8] {
    text("\(mode) \(path)\0" + String(repeating: letters, count: 5))
  }
  let people = "author A <a@b.c> 1700000000 +0000\ncommitter A <a@b.c> 1700000000 +0000\n"
  return FuzzFiles([
    ("blob", text("print(1)\n")),
    ("subtree", entry("100644", "b.csv", "BLOB") + entry("120000", "l", "BLOB")),
    (
      "tree",
      entry("100644", ".gitattributes", "BLOB") + entry("100644", "a.py", "BLOB")
        + entry("100755", "run.sh", "BLOB") + entry("40000", "sub", "SUBT")
    ),
    ("parent", text("tree \(name("SUBT"))\n\(people)\nfirst\n")),
    ("commit", text("tree \(name("TREE"))\nparent \(name("PARE"))\n\(people)\nsecond\n")),
    ("tag", text("object \(name("PARE"))\ntype commit\ntag v1\ntagger A <a@b.c> 1 +0000\n\nx\n")),
    (".git/HEAD", text("ref: refs/heads/main\n")),
    (
      ".git/config",
      text(
        "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n"
          + "[remote \"origin\"]\n\turl = https://u:p@example.org/x.git\n"
          + "\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
          + "[branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/main\n")
    ),
    (".git/refs/heads/main", text(name("COMM") + "\n")),
    (
      ".git/packed-refs",
      text(
        "# pack-refs with: peeled fully-peeled sorted \n\(name("PARE")) refs/remotes/origin/main\n"
          + "\(name("TAGS")) refs/tags/v1\n^\(name("PARE"))\n")
    ),
    (".git/index", indexSeed(["a.py", "run.sh", "sub/b.csv"])),
    (".git/info/exclude", text("*.log\n")), (".git/info/attributes", text("*.bin -text\n")),
    ("a.py", text("print(1)\n")), ("run.sh", text("print(1)\n")), ("sub/b.csv", text("changed\n")),
    ("new.txt", text("AKIAIOSFODNN7EXAMPLE\n")), ("x.log", text("1\n")),
    (".gitattributes", text("*.csv export-ignore\n*.bin filter=lfs\n")),
    (".gitignore", text("x.*\n!x.y\n/out/\n")),
  ])
}()

/// An index of version 2 with these paths, without the digest at its end.
private func indexSeed(_ paths: [String]) -> [UInt8] {
  func word(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
  var bytes = Array("DIRC".utf8) + word(2) + word(UInt32(paths.count))
  for path in paths {
    var entry = Array(repeating: word(0), count: 6).flatMap { $0 } + word(0o100644)
    entry += word(0) + word(0) + word(9) + Array(String(repeating: "BLOB", count: 5).utf8)
    entry += [0, UInt8(truncatingIfNeeded: path.utf8.count)] + Array(path.utf8)
    entry += [UInt8](repeating: 0, count: 8 - entry.count % 8)
    bytes += entry
  }
  return bytes
}
