import Glibc
import SluiceCore

/// Lines of a file or a pipe as they come: what is there is given at once, whatever follows.
struct LineReader: ~Copyable {
  private let descriptor: Int32
  private let isOwn: Bool
  private var rest: [UInt8] = []
  private var isAtEnd = false

  /// A line that does not end is cut here.
  private static let lineLimit = Limit.lineLength.value

  /// Reads an open file, and leaves it open.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    isOwn = false
  }

  /// `nil` if the file cannot be opened.
  init?(path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    isOwn = true
    if descriptor < 0 { return nil }
  }

  deinit { if isOwn { close(descriptor) } }

  /// The lines that have come since, without their ends; `nil` once there are no more. Waits only while
  /// no line is whole.
  mutating func next() -> [ArraySlice<UInt8>]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isAtEnd {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        var target = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&target, 1, -1)
        continue
      }
      guard count > 0 else {
        isAtEnd = true
        break
      }
      rest += buffer[..<count]
      guard
        let end = rest.lastIndex(of: 0x0A)
          ?? (rest.count > LineReader.lineLimit ? rest.count - 1 : nil)
      else { continue }
      var lines = rest[...end].split(separator: 0x0A, omittingEmptySubsequences: false)
      // Behind the last line's end there is no line.
      if rest[end] == 0x0A { lines.removeLast() }
      rest.removeSubrange(...end)
      return lines.map(withoutReturn)
    }
    guard !rest.isEmpty else { return nil }
    let last = rest[...]
    rest = []
    return [withoutReturn(last)]
  }
}

private func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  line.last == 0x0D ? line.dropLast() : line
}
