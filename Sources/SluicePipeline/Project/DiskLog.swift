import Glibc
import Synchronization

/// What was asked of the disk while projects were read, and how it looked then: with it one can tell
/// whether reading them again could give anything else. Several threads may write into it.
package final class DiskLog: Sendable {
  /// What was asked about a path.
  package enum Question: Sendable {
    /// Whether something is there, and whether it is a file or a folder.
    case kind
    /// The bytes of a file, its size, or the names in a folder.
    case content
  }

  private let stamps = Mutex<[String: Stamp]>([:])

  package init() {}

  /// Remembers how the absolute `path` looks now, before it is read. What is known already keeps its
  /// older look.
  package func note(_ path: String, _ question: Question) {
    let path = Path.normalized(path)
    stamps.withLock { stamps in
      var stamp = stamps[path] ?? Stamp(path)
      if question == .content { stamp.isWhole = true }
      stamps[path] = stamp
    }
  }

  /// How many files were read.
  package var fileCount: Int {
    stamps.withLock { $0.values.count { $0.isWhole && $0.file.isFile } }
  }

  /// Whether the absolute `path` was asked about.
  package func names(_ path: String) -> Bool { stamps.withLock { $0[path] != nil } }

  /// Whether anything looks otherwise than when it was asked about. One system call for each path.
  package var hasChanged: Bool {
    let known = stamps.withLock { $0 }
    return known.contains { path, stamp in !stamp.looks(like: Stamp(path)) }
  }

  /// The existing folders in which a change can show, as absolute paths, sorted: those of the paths, of
  /// what they link to, and for what is missing the nearest one above.
  package var folders: [String] {
    let known = stamps.withLock { $0 }
    var folders: Set<String> = []
    for (path, stamp) in known {
      if stamp.isWhole, stamp.file.type == S_IFDIR { folders.insert(path) }
      if let real = realPath(path) { folders.insert(Path.directory(of: real)) }
      var above = path
      repeat {
        above = Path.directory(of: above)
      } while !folders.contains(above) && !isFolder(above)
      folders.insert(above)
    }
    return folders.sorted()
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path == "/" || stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// How a path looked, and what was asked about it.
private struct Stamp: Hashable, Sendable {
  var file: FileStamp
  /// Whether more than the type was asked about.
  var isWhole = false

  init(_ path: String) { file = FileStamp(path) }

  func looks(like other: Stamp) -> Bool {
    guard isWhole else { return file.type == other.file.type }
    var other = other.file
    // A folder's entries may change themselves.
    if file.type == S_IFDIR { other.changed = file.changed }
    return file == other
  }
}
