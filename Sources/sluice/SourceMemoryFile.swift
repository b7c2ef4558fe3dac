import Glibc
import SluiceCore
import SluicePipeline

/// Where the memory of one project's sources lies: a file in the user's cache folder, never in the
/// project itself. Where it cannot be read or written, there is none, and nothing is said about it.
struct SourceMemoryFile {
  private let folder: String
  private let path: String
  private let build: UInt64
  /// So many projects are remembered at most.
  private static let projectLimit = 64
  private static let suffix = ".facts"

  /// For the project whose absolute root is `root`; `nil` where the user wants none, or there is no
  /// place for it.
  init?(root: String) {
    guard let folder = SourceMemoryFile.folder, let build = SourceMemoryFile.build else {
      return nil
    }
    // What may be read decides on what was learned.
    let places = [root, Fence.border(around: root)] + readableFolders
    let name = String(Fingerprint(Array(places.joined(separator: ":").utf8)).hash, radix: 16)
    guard !SourceMemoryFile.isInside(folder, root) else { return nil }
    self.folder = folder
    self.build = build
    path = Path.joined(folder, name + SourceMemoryFile.suffix)
  }

  /// What earlier runs left.
  func memory() -> SourceMemory {
    let spool = SpoolFile { isReady() ? openTemporary(beside: path, O_RDWR) : nil }
    return SourceMemory(stored(), build: build, spool: ByteSpool { spool.stored($0) })
  }

  /// Keeps what this run has learned.
  func keep(_ memory: SourceMemory) {
    guard memory.hasNews, isReady(),
      writeQuietly(to: path, { take in memory.write(behind: stored, to: take) })
    else { return }
    forgetOldest()
  }

  // MARK: Where

  /// `SLUICE_CACHE`: `off`, or a folder; else the user's own.
  private static var folder: String? {
    let choice = variable("SLUICE_CACHE") ?? ""
    if choice == "off" { return nil }
    if !choice.isEmpty { return choice.hasPrefix("/") ? Path.normalized(choice) : nil }
    if let cache = variable("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      return Path.joined(Path.normalized(cache), "sluice")
    }
    guard let home = variable("HOME"), home.hasPrefix("/"), home != "/" else { return nil }
    return Path.joined(Path.normalized(home), ".cache/sluice")
  }

  private static func isInside(_ folder: String, _ root: String) -> Bool {
    folder == root || folder.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }

  /// Which program this is: another build may read files otherwise.
  private static var build: UInt64? {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    let parts = [
      Int(status.st_size), Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
    ]
    return Fingerprint(Array("\(toolVersion) \(parts)".utf8)).hash
  }

  // MARK: Files

  /// The file's bytes, if it is a plain file of the user that nobody else may write; else none. They stay
  /// what they are when another process puts its own file there.
  private func stored() -> StoredBytes {
    let file = OpenFile(path)
    var status = stat()
    guard let file, fstat(file.descriptor, &status) == 0, isOwn(status, S_IFREG),
      status.st_size <= SourceMemory.byteLimit * 2
    else { return StoredBytes([]) }
    return StoredBytes(count: Int(status.st_size)) { file.bytes($0) }
  }

  private func isOwn(_ status: stat, _ type: mode_t) -> Bool {
    status.st_mode & S_IFMT == type && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
  }

  /// Makes the folder where it is missing; one that others may write to is not used.
  private func isReady() -> Bool {
    _ = mkdir(Path.directory(of: folder), 0o700)
    _ = mkdir(folder, 0o700)
    var status = stat()
    return lstat(folder, &status) == 0 && isOwn(status, S_IFDIR)
  }

  private func forgetOldest() {
    let disk = ProjectFolder.disk(root: folder)
    let files = disk.names(in: ".").filter { $0.hasSuffix(SourceMemoryFile.suffix) }
    guard files.count > SourceMemoryFile.projectLimit else { return }
    let ages = files.map { name -> (age: Int, path: String) in
      let path = Path.joined(folder, name)
      var status = stat()
      return (stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0, path)
    }
    for file in ages.sorted(by: { $0.age < $1.age }).dropLast(SourceMemoryFile.projectLimit) {
      unlink(file.path)
    }
  }
}
