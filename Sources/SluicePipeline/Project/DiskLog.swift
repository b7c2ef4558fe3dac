import Glibc
package import SluiceCore
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

  private struct State: Sendable {
    var looks: [String: Look] = [:]
    /// What paths lead to, links followed: nothing, or a path.
    var ways: [String: String?] = [:]
    var isRepeatable = true

    /// Asks about a path that is known; whether it is.
    mutating func look(_ path: String, _ question: Question) -> Bool {
      guard let known = looks[path] else { return false }
      if question == .content, !known.isWhole { looks[path]?.isWhole = true }
      return true
    }
  }

  private let state: Mutex<State>
  /// Nanoseconds since 1970: a file that has changed later might change again and look the same.
  private let settled: Int

  /// A change that lies less than `patience` nanoseconds back might not be the last one that shows no
  /// difference: two seconds are the tick of the coarsest file system.
  package init(patience: Int = 2_000_000_000) {
    settled = FileStamp.now &- patience
    state = Mutex(State())
  }

  /// Remembers how the absolute `path` looks now, before it is read. What is known already keeps its
  /// older look.
  package func note(_ path: String, _ question: Question) {
    let normal = Path.normalized(path)
    // Behind a link `..` may lead elsewhere than the words say.
    for path in normal == path ? [path] : [normal, path] {
      let isKnown = state.withLock { $0.look(path, question) }
      if isKnown { continue }
      // Other threads need not wait for the disk.
      let look = Look(FileStamp(path), settled)
      state.withLock { state in
        if state.looks[path] == nil { state.looks[path] = look }
        _ = state.look(path, question)
      }
    }
  }

  /// Remembers that the links on the way of the absolute `path` lead to `real`, to nothing if it is `nil`.
  package func note(_ path: String, leadsTo real: String?) {
    state.withLock { $0.ways[path] = .some(real) }
  }

  /// Remembers that something was asked that is in no log: the clock, or a program.
  package func noteUnrepeatable() { state.withLock { $0.isRepeatable = false } }

  /// Whether reading gives the same again as long as `hasChanged` says no: all that was asked is in the
  /// log, and every file has been left alone long enough for another change to show.
  package var isRepeatable: Bool {
    state.withLock { $0.isRepeatable && $0.looks.values.allSatisfy { !$0.isWhole || $0.isSettled } }
  }

  /// How many files were read.
  package var fileCount: Int {
    state.withLock { $0.looks.values.count { $0.isWhole && $0.type == S_IFREG } }
  }

  /// Whether the absolute `path` was asked about.
  package func names(_ path: String) -> Bool { state.withLock { $0.looks[path] != nil } }

  /// Whether anything looks otherwise than when it was asked about. One system call for each path,
  /// spread over the cores.
  package var hasChanged: Bool {
    let known = state.withLock { $0 }
    guard known.ways.allSatisfy({ $1 == realPath($0) }) else { return true }
    let looks = Array(known.looks)
    let starts = Array(stride(from: 0, to: looks.count, by: DiskLog.share))
    return starts.concurrentMap(width: processorCount) { start in
      looks[start..<min(start + DiskLog.share, looks.count)].contains { path, look in
        !look.isLook(of: FileStamp(path))
      }
    }.contains(true)
  }

  /// So many paths are looked at by one thread before it takes more.
  private static let share = 1024

  /// The existing folders in which a change can show, as absolute paths, sorted: those of the paths, of
  /// what they link to, and for what is missing the nearest one above.
  package var folders: [String] {
    let known = state.withLock { $0 }
    var folders: Set<String> = []
    for (path, isFolder) in known.looks.map({ ($0, $1.isWhole && $1.type == S_IFDIR) })
      + known.ways.keys.map({ ($0, false) })
    {
      if isFolder { folders.insert(path) }
      if let real = realPath(path) { folders.insert(Path.directory(of: real)) }
      var above = path
      repeat {
        above = Path.directory(of: above)
      } while !folders.contains(above) && !DiskLog.isFolder(above)
      folders.insert(above)
    }
    return folders.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path == "/" || stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

extension DiskLog: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    let known = state.withLock { $0 }
    guard isRepeatable else { throw .notKept }
    try writer.write(known.looks)
    try writer.write(known.ways.count)
    for (path, real) in known.ways {
      try writer.write(path)
      try writer.write(real)
    }
  }

  /// A log that can be asked whether anything has changed.
  package convenience init(from reader: inout StoreReader) throws(StoreError) {
    self.init()
    let looks: [String: Look] = try reader.dictionary()
    var ways: [String: String?] = [:]
    for _ in 0..<(try reader.count()) {
      let path = try reader.text()
      let real: String? = try reader.optional()
      ways[path] = .some(real)
    }
    state.withLock { state in
      state.looks = looks
      state.ways = ways
    }
  }
}

/// How a path looked, in few bytes, and what was asked about it.
private struct Look: Hashable, Sendable {
  /// The type's bits of the mode; 0 where nothing was.
  var type: UInt32
  /// Of all that tells one look from another.
  var hash: UInt64
  /// Whether more than the type was asked about.
  var isWhole = false
  /// Whether it had been left alone for long.
  var isSettled: Bool

  init(_ stamp: FileStamp, _ settled: Int) {
    type = stamp.type
    hash = Look.hash(of: stamp)
    isSettled = stamp.isSettled(before: settled)
  }

  func isLook(of stamp: FileStamp) -> Bool {
    type == stamp.type && (!isWhole || hash == Look.hash(of: stamp))
  }

  private static func hash(of stamp: FileStamp) -> UInt64 {
    var stamp = stamp
    // A folder's entries may change themselves.
    if stamp.type == S_IFDIR { stamp.changed = 0 }
    var writer = StoreWriter(file: 0)
    stamp.store(in: &writer)
    return Fingerprint(writer.bytes).hash
  }
}

extension Look: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(Int(type))
    writer.write(hash)
    writer.write(isWhole)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    type = UInt32(truncatingIfNeeded: try reader.number())
    hash = try reader.word()
    isWhole = try reader.flag()
    isSettled = true
  }
}
