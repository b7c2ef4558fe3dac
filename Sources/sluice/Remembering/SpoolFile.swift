import Glibc
import SluicePipeline
import Synchronization

/// A file that is open as long as somebody holds it.
final class OpenFile: Sendable {
  let descriptor: Int32

  /// Takes over what is open.
  init(descriptor: Int32) { self.descriptor = descriptor }

  /// `nil` where it cannot be opened for reading. Links are not followed.
  convenience init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    self.init(descriptor: descriptor)
  }

  deinit { close(descriptor) }

  /// As many bytes of the range as can be read.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < buffer.count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count,
          range.lowerBound + count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        count += got
      }
    }
  }

  /// Writes all bytes at the offset; whether it could.
  func write(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var count = 0
      while count < buffer.count {
        let put = pwrite(
          descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count, offset + count)
        if put < 0, errno == EINTR { continue }
        guard put > 0 else { return false }
        count += put
      }
      return true
    }
  }
}

/// A file without a name, to which several threads put bytes aside; the system drops it with the process.
final class SpoolFile: Sendable {
  private struct State: Sendable {
    var file: OpenFile?
    var isOpened = false
    var size = 0
  }

  private let state = Mutex(State())
  private let open: @Sendable () -> (path: String, descriptor: Int32)?

  /// `open` makes the file for the first bytes; its name is taken away at once.
  init(_ open: @escaping @Sendable () -> (path: String, descriptor: Int32)?) { self.open = open }

  /// Where the bytes lie from now on; `nil` where they cannot be written, or are more than are kept.
  func stored(_ bytes: [UInt8]) -> StoredBytes? {
    guard let (file, offset) = room(for: bytes.count), file.write(bytes, at: offset) else {
      return nil
    }
    return StoredBytes(count: bytes.count) {
      file.bytes($0.lowerBound + offset..<$0.upperBound + offset)
    }
  }

  private func room(for count: Int) -> (OpenFile, Int)? {
    state.withLock { state in
      if !state.isOpened {
        state.isOpened = true
        if let (path, descriptor) = open() {
          unlink(path)
          state.file = OpenFile(descriptor: descriptor)
        }
      }
      guard let file = state.file, state.size + count <= SourceMemory.byteLimit else { return nil }
      defer { state.size += count }
      return (file, state.size)
    }
  }
}
