import Glibc
import SluiceCore

/// How a path looks from outside: as long as nothing of it changes, the file holds the same bytes. The
/// one exception is a change within the clock's tick of the one before; see `isSettled(_:)`.
struct FileStamp: Hashable, Sendable {
  /// Type and permissions; 0 where nothing is.
  var mode: UInt32 = 0
  var device: UInt = 0
  var node: UInt = 0
  var size = 0
  /// Nanoseconds of the last change of the bytes, and of anything.
  var modified = 0
  var changed = 0

  init(_ path: String, followingLinks: Bool = true) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return }
    mode = status.st_mode
    device = status.st_dev
    node = status.st_ino
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
    changed = status.st_ctim.tv_sec &* 1_000_000_000 &+ status.st_ctim.tv_nsec
  }

  /// The type's bits of the mode; 0 where nothing is.
  var type: UInt32 { mode & S_IFMT }
  var isFile: Bool { type == S_IFREG }

  /// Whether the last change lies more than `patience` nanoseconds back, so far that another one would
  /// show. What looks as if it came from the future never does.
  func isSettled(_ patience: Int) -> Bool { isSettled(before: FileStamp.now &- patience) }

  /// Whether nothing has changed since the moment `limit`, in nanoseconds since 1970.
  func isSettled(before limit: Int) -> Bool { modified < limit && changed < limit }

  /// The moment, in nanoseconds since 1970, as file systems count; the earliest one where the system has
  /// no clock.
  static var now: Int {
    var now = timespec()
    guard clock_gettime(CLOCK_REALTIME, &now) == 0 else { return 0 }
    return now.tv_sec &* 1_000_000_000 &+ now.tv_nsec
  }
}

extension FileStamp: Storable {
  func store(in writer: inout StoreWriter) {
    for part in [
      UInt64(mode), UInt64(device), UInt64(node), UInt64(bitPattern: Int64(size)),
      UInt64(bitPattern: Int64(modified)), UInt64(bitPattern: Int64(changed)),
    ] {
      writer.write(part)
    }
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    mode = UInt32(truncatingIfNeeded: try reader.word())
    device = UInt(try reader.word())
    node = UInt(try reader.word())
    size = Int(Int64(bitPattern: try reader.word()))
    modified = Int(Int64(bitPattern: try reader.word()))
    changed = Int(Int64(bitPattern: try reader.word()))
  }
}
