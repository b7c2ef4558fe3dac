import Glibc
import SluicePipeline

/// A folder that is read by descriptor: every part of a path is opened from the one before it, and no
/// link is followed, so nothing outside can be reached, whatever is moved meanwhile.
final class DiskFolder {
  private let root: Int32
  /// The folder that was opened last: files mostly come folder by folder.
  private var open: (path: [UInt8], descriptor: Int32)?

  /// What lies at a path, the link itself where it is one.
  enum Entry: Hashable {
    case file(size: Int, isExecutable: Bool)
    case link(target: [UInt8])
    case folder
    case other
  }

  /// Takes an absolute path.
  init(_ path: String) throws(BundleError) {
    root = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw unreadable(BundlePath(path)) }
  }

  deinit {
    if let open { close(open.descriptor) }
    close(root)
  }

  /// What lies at `path`; `nil` if nothing does.
  func entry(at path: BundlePath) throws(BundleError) -> Entry? {
    guard let (folder, name) = try parent(of: path) else { return nil }
    var status = stat()
    guard name.withCString({ fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw unreadable(path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return .file(size: Int(status.st_size), isExecutable: status.st_mode & 0o100 != 0)
    case S_IFLNK: return .link(target: try target(of: path, folder, name))
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Opens a regular file. Nothing else is waited for: a pipe is refused.
  func file(at path: BundlePath) throws(BundleError) -> OpenFile {
    guard let (folder, name) = try parent(of: path) else { throw .changed(path) }
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = name.withCString { openat(folder, $0, flags) }
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ELOOP || errno == ENXIO { throw .changed(path) }
      throw unreadable(path)
    }
    return try OpenFile(descriptor, path)
  }

  /// The names in the folder (empty for the root), sorted, byte by byte.
  func names(in path: [UInt8]) throws(BundleError) -> [[UInt8]] {
    guard let folder = try descriptor(of: path) else { return [] }
    // The position in a folder belongs to the open file, not to the descriptor.
    let own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw unreadable(BundlePath(path)) }
    guard let directory = fdopendir(own) else {
      close(own)
      throw unreadable(BundlePath(path))
    }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func target(
    of path: BundlePath, _ folder: Int32, _ name: [UInt8]
  ) throws(BundleError) -> [UInt8] {
    // Linux links are no longer than a path.
    let target = [UInt8](unsafeUninitializedCapacity: 4097) { buffer, count in
      count = name.withCString { name in
        buffer.withMemoryRebound(to: CChar.self) { buffer in
          guard let start = buffer.baseAddress else { return 0 }
          return max(0, readlinkat(folder, name, start, buffer.count))
        }
      }
    }
    guard !target.isEmpty, target.count <= 4096 else { throw .changed(path) }
    return target
  }

  /// The open folder that holds `path`, and the path's last part; `nil` where a folder is missing.
  private func parent(of path: BundlePath) throws(BundleError) -> (Int32, [UInt8])? {
    guard let slash = path.bytes.lastIndex(of: 0x2F) else { return (root, path.bytes) }
    guard let folder = try descriptor(of: Array(path.bytes[..<slash])) else { return nil }
    return (folder, Array(path.bytes[(slash + 1)...]))
  }

  private func descriptor(of folder: [UInt8]) throws(BundleError) -> Int32? {
    if folder.isEmpty { return root }
    if let open, open.path == folder { return open.descriptor }
    var at = root
    for part in folder.split(separator: 0x2F) {
      let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
      let next = Array(part).withCString { openat(at, $0, flags) }
      let error = errno
      if at != root { close(at) }
      guard next >= 0 else {
        // A link in the place of a folder leads elsewhere: here, nothing is there.
        if [ENOENT, ENOTDIR, ELOOP].contains(error) { return nil }
        errno = error
        throw unreadable(BundlePath(folder))
      }
      at = next
    }
    if let open { close(open.descriptor) }
    open = (folder, at)
    return at
  }
}

/// A regular file that is being read.
struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let path: BundlePath
  /// Bytes when it was opened.
  let size: Int

  /// Takes the descriptor over.
  fileprivate init(_ descriptor: Int32, _ path: BundlePath) throws(BundleError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .changed(path)
    }
    self.descriptor = descriptor
    self.path = path
    size = Int(status.st_size)
  }

  /// Opens a file by its absolute path, links followed: for what git itself keeps.
  init(absolute: String, for path: BundlePath) throws(BundleError) {
    let descriptor = Glibc.open(absolute, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    try self.init(descriptor, path)
  }

  deinit { close(descriptor) }

  /// Fills the buffer from its start as far as the file goes; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(BundleError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw unreadable(path) }
    }
  }
}

/// The operating system's last error, about `path`.
private func unreadable(_ path: BundlePath) -> BundleError {
  .unreadable(path, reason: String(cString: strerror(errno)))
}
