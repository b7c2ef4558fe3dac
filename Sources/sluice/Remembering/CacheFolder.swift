import Glibc
import SluiceCore
import SluicePipeline

/// The user's folder of what runs leave for later ones. Where it cannot be read or written, there is none,
/// and nothing is said about it.
struct CacheFolder {
  /// Absolute.
  let path: String
  /// Which program this is: another build may read files otherwise.
  let build: UInt64

  /// `SLUICE_CACHE`, `off` or a folder; else the user's own. `nil` where the user wants none, or there is
  /// no place for it.
  init?() {
    guard let path = CacheFolder.chosen, let build = CacheFolder.thisBuild else { return nil }
    self.path = path
    self.build = build
  }

  private static var chosen: String? {
    let choice = variable("SLUICE_CACHE") ?? ""
    if choice == "off" { return nil }
    if !choice.isEmpty { return choice.hasPrefix("/") ? Path.normalized(choice) : nil }
    if let cache = variable("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      return Path.joined(Path.normalized(cache), "sluice")
    }
    guard let home = variable("HOME"), home.hasPrefix("/"), home != "/" else { return nil }
    return Path.joined(Path.normalized(home), ".cache/sluice")
  }

  private static var thisBuild: UInt64? {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    let parts = [
      Int(status.st_size), Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
    ]
    return Fingerprint(Array("\(toolVersion) \(parts)".utf8)).hash
  }

  /// Whether it lies in the absolute folder `root`: nothing of a project's own is believed.
  func isInside(_ root: String) -> Bool {
    path == root || path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }

  /// The bytes of the file `name`, if it is a plain file of the user that nobody else may write; else
  /// none. They stay what they are when another process puts its own file there.
  func stored(_ name: String) -> StoredBytes {
    var status = stat()
    guard let file = OpenFile(Path.joined(path, name)), fstat(file.descriptor, &status) == 0,
      isOwn(status, S_IFREG), status.st_size <= SourceMemory.byteLimit * 2
    else { return StoredBytes([]) }
    return StoredBytes(count: Int(status.st_size)) { file.bytes($0) }
  }

  /// Writes the file `name` as `writeQuietly` does, and forgets all but the `limit` youngest with its
  /// suffix.
  func write(_ name: String, keeping limit: Int, _ parts: (([UInt8]) -> Bool) -> Bool) {
    guard isReady(), writeQuietly(to: Path.joined(path, name), parts) else { return }
    let suffix = Path.suffix(of: name)
    let files = ProjectFolder.disk(root: path).names(in: ".").filter { $0.hasSuffix(suffix) }
    guard files.count > limit else { return }
    let ages = files.map { name -> (age: Int, path: String) in
      let path = Path.joined(path, name)
      var status = stat()
      return (stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0, path)
    }
    for file in ages.sorted(by: { $0.age < $1.age }).dropLast(limit) { unlink(file.path) }
  }

  /// Makes the folder where it is missing; one that others may write to is not used.
  func isReady() -> Bool {
    _ = mkdir(Path.directory(of: path), 0o700)
    _ = mkdir(path, 0o700)
    var status = stat()
    return lstat(path, &status) == 0 && isOwn(status, S_IFDIR)
  }

  private func isOwn(_ status: stat, _ type: mode_t) -> Bool {
    status.st_mode & S_IFMT == type && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
  }
}
