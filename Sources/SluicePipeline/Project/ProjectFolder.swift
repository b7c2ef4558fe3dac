import Glibc
import SluiceCore

/// Where a project's files come from: the one place before the analysis that reads a disk. Paths are
/// relative to the folder's root, `/` between their parts; `..` leads out of it.
package enum ProjectFolder: Sendable {
  /// A folder of this machine, by its absolute path; `log`, if any, learns what is asked for. Behind a
  /// fence what lies outside can be seen, and not be read.
  case disk(root: String, log: DiskLog? = nil, fence: Fence? = nil)
  /// Files that exist only for a test or a fuzz run.
  case memory([String: [UInt8]])
  /// Files as they were once, or lie elsewhere: somebody else knows how to read them.
  case snapshot(ProjectSnapshot)

  /// What a path leads to, links followed.
  package enum Kind: Hashable, Sendable { case file, directory, other, missing }

  /// Why a file could not be read.
  package enum ReadError: Error, Hashable, Sendable {
    case missing
    case notAFile
    /// Over `byteLimit`.
    case tooLarge
    /// It lies outside of the fence.
    case outside
    /// The operating system's words.
    case refused(String)
  }

  /// A file of more bytes is not read: no source is that long.
  package static let byteLimit = Limit.fileSize.value

  /// What lies at `path`.
  package func kind(of path: String) -> Kind {
    switch self {
    case .memory(let files):
      if files[path] != nil { return .file }
      let prefix = path.isEmpty || path == "." ? "" : path + "/"
      return files.keys.contains { $0.hasPrefix(prefix) } ? .directory : .missing
    case .snapshot(let snapshot): return snapshot.kind(path)
    case .disk(let root, let log, _):
      var status = stat()
      guard isPath(path) else { return .missing }
      log?.note(absolute(path, root), .kind)
      guard stat(absolute(path, root), &status) == 0 else { return .missing }
      return switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      default: .other
      }
    }
  }

  /// The bytes of the file at `path`; `nil` if nothing is there.
  package func size(of path: String) -> Int? {
    switch self {
    case .memory(let files): return files[path]?.count
    case .snapshot(let snapshot): return snapshot.size(path)
    case .disk(let root, let log, _):
      var status = stat()
      guard isPath(path) else { return nil }
      log?.note(absolute(path, root), .content)
      guard stat(absolute(path, root), &status) == 0 else { return nil }
      return Int(status.st_size)
    }
  }

  /// How the file at `path` looks from outside; `nil` for files that only memory has, or behind a fence.
  /// A link looks like a link: what it leads to may move out of the fence and look the same.
  func stamp(of path: String) -> FileStamp? {
    switch self {
    case .memory, .snapshot: return nil
    case .disk(let root, let log, let fence):
      let absolute = absolute(path, root)
      guard isPath(path), fence?.admits(folder: Path.directory(of: absolute)) ?? true else {
        return nil
      }
      log?.note(absolute, .content)
      return FileStamp(absolute, followingLinks: false)
    }
  }

  /// The whole file, in one read. Pipes and devices are refused, so it never waits.
  package func bytes(at path: String) throws(ReadError) -> [UInt8] {
    switch self {
    case .memory(let files):
      guard let bytes = files[path] else { throw .missing }
      guard bytes.count <= ProjectFolder.byteLimit else { throw .tooLarge }
      return bytes
    case .snapshot(let snapshot): return try snapshot.bytes(path).get()
    case .disk(let root, let log, let fence):
      guard isPath(path) else { throw .missing }
      log?.note(absolute(path, root), .content)
      return try readFile(absolute(path, root), fence)
    }
  }

  /// The first `count` bytes of a file, fewer where it ends before; of a file however large.
  package func prefix(of path: String, count: Int) throws(ReadError) -> [UInt8] {
    switch self {
    case .memory, .snapshot: return Array(try bytes(at: path).prefix(count))
    case .disk(let root, let log, let fence):
      guard isPath(path) else { throw .missing }
      log?.note(absolute(path, root), .content)
      let descriptor = try opened(absolute(path, root), fence)
      guard descriptor >= 0 else { throw .missing }
      defer { close(descriptor) }
      return [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
        filled = max(0, read(descriptor, buffer.baseAddress, buffer.count))
      }
    }
  }

  /// The names of the entries of a folder, sorted; empty if it cannot be listed. At most as many as `Limit.folderEntries`.
  package func names(in path: String) -> [String] {
    switch self {
    case .memory(let files):
      let prefix = path.isEmpty || path == "." ? "" : path + "/"
      var names: Set<String> = []
      for file in files.keys where file.hasPrefix(prefix) {
        let rest = file.dropFirst(prefix.count)
        names.insert(String(rest.prefix { $0 != "/" }))
      }
      return names.sorted()
    case .snapshot(let snapshot): return snapshot.names(path)
    case .disk(let root, let log, let fence):
      guard isPath(path) else { return [] }
      log?.note(absolute(path, root), .content)
      guard fence?.admits(folder: absolute(path, root)) ?? true,
        let directory = opendir(absolute(path, root))
      else { return [] }
      defer { closedir(directory) }
      var names: [String] = []
      while names.count < Limit.folderEntries.value, let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { names.append(name) }
      }
      return names.sorted()
    }
  }

  /// The names in a folder of the disk, sorted, and those of them that are folders themselves; links to
  /// folders are none. As many as `names(in:)` answers; empty if it cannot be listed.
  func listing(of path: String) -> (names: [String], folders: [String]) {
    guard case .disk(let root, let log, let fence) = self, isPath(path) else { return ([], []) }
    log?.note(absolute(path, root), .content)
    guard fence?.admits(folder: absolute(path, root)) ?? true,
      let directory = opendir(absolute(path, root))
    else { return ([], []) }
    defer { closedir(directory) }
    var names: [String] = []
    var folders: [String] = []
    while names.count < Limit.folderEntries.value, let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      names.append(name)
      let type = Int(entry.pointee.d_type)
      // Some file systems do not say it in the listing.
      if type == DT_DIR || type == DT_UNKNOWN && kind(of: path + "/" + name) == .directory {
        folders.append(name)
      }
    }
    return (names.sorted(), folders.sorted())
  }

  /// The same folder, with more files inside its fence: absolute paths, or relative to the root.
  package func admitting(_ paths: [String]) -> ProjectFolder {
    guard case .disk(let root, let log, let fence?) = self else { return self }
    return .disk(
      root: root, log: log,
      fence: fence.admitting(paths.map { Path.normalized(absolute($0, root)) }))
  }

  /// Paths that were wanted and lie outside of the fence, relative to the root, sorted.
  var refused: [String] {
    guard case .disk(let root, _, let fence?) = self else { return [] }
    return fence.refused.map { Path.way(from: root, to: $0) }
  }

  /// Whether the text can name a file: to the system it would end at its first zero byte.
  private func isPath(_ text: String) -> Bool { !text.utf8.contains(0) }

  private func absolute(_ path: String, _ root: String) -> String {
    path.hasPrefix("/") ? path : root + "/" + path
  }
}

/// Pipes are not waited for; -1 where it fails, as `open` has it.
private func opened(_ path: String, _ fence: Fence?) throws(ProjectFolder.ReadError) -> Int32 {
  let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
  return try fence?.open(path, flags) ?? open(path, flags)
}

private func readFile(
  _ path: String, _ fence: Fence?
) throws(ProjectFolder.ReadError) -> [UInt8] {
  let descriptor = try opened(path, fence)
  guard descriptor >= 0 else {
    throw errno == ENOENT || errno == ENOTDIR ? .missing : .refused(systemWords())
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .refused(systemWords()) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
  let size = Int(status.st_size)
  guard size <= ProjectFolder.byteLimit else { throw .tooLarge }
  var failure: ProjectFolder.ReadError?
  // One byte more than the file claims to hold shows whether it grew meanwhile.
  let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        failure = .refused(systemWords())
        break
      }
      count += got
    }
  }
  if let failure { throw failure }
  return bytes
}

private func systemWords() -> String {
  String(cString: strerror(errno))
}
