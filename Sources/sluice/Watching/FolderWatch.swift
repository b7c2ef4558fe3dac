import Glibc
import SluicePipeline

/// Waits for changes in folders: the only place that speaks with inotify. Closed when its owner's scope
/// ends.
struct FolderWatch: ~Copyable {
  /// The system gives no more: folders have to be looked at again and again.
  struct Unavailable: Error {
    /// Why, as one clause.
    var reason: String
  }

  /// What one wait gave.
  enum News {
    /// Nothing within the time.
    case none
    /// The absolute paths that something happened to; empty where the system lost count of them.
    case changed([String])
  }

  private let descriptor: Int32
  private var folders: [Int32: String] = [:]
  private var descriptors: [String: Int32] = [:]
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init() throws(Unavailable) {
    descriptor = inotify_init1(Int32(O_CLOEXEC) | O_NONBLOCK)
    guard descriptor >= 0 else { throw Unavailable(reason: systemWords()) }
  }

  deinit { close(descriptor) }

  private static let events =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE)
    | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
    | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)

  /// Watches these folders, absolute paths, and no others. One that is gone, and came back as another
  /// folder of the same name, is watched anew.
  mutating func watch(_ wanted: [String]) throws(Unavailable) {
    var current: [String: Int32] = [:]
    var named: [Int32: String] = [:]
    for folder in wanted {
      let watch = inotify_add_watch(descriptor, folder, FolderWatch.events)
      guard watch >= 0 else {
        // What went away meanwhile shows in the folder above it; what is closed to us cannot be read.
        if errno == ENOENT || errno == ENOTDIR || errno == EACCES { continue }
        throw Unavailable(reason: systemWords())
      }
      current[folder] = watch
      named[watch] = folder
    }
    for watch in descriptors.values where named[watch] == nil {
      inotify_rm_watch(descriptor, watch)
    }
    descriptors = current
    folders = named
  }

  /// Waits until something happens, but no longer than `milliseconds` (-1: for ever).
  mutating func wait(_ milliseconds: Int32) -> News {
    var target = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&target, 1, milliseconds) > 0 else { return .none }
    var paths: [String] = []
    var isComplete = true
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      isComplete = take(count, into: &paths) && isComplete
    }
    return .changed(isComplete ? paths : [])
  }

  /// The paths of the events in the first `count` bytes; `false` where the system left some out.
  private func take(_ count: Int, into paths: inout [String]) -> Bool {
    var isComplete = true
    buffer.withUnsafeBytes { bytes in
      var at = 0
      let head = MemoryLayout<inotify_event>.size
      while at + head <= count {
        let event = bytes.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
        let end = min(count, at + head + Int(event.len))
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { isComplete = false }
        if let folder = folders[event.wd] {
          let name = String(decoding: bytes[(at + head)..<end].prefix { $0 != 0 }, as: UTF8.self)
          paths.append(name.isEmpty ? folder : Path.joined(folder, name))
        }
        at = end
      }
    }
    return isComplete
  }
}

private func systemWords() -> String { String(cString: strerror(errno)) }
