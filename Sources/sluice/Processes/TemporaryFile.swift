import Glibc

/// An open file with these bytes that has no name any more, so nothing is left of it when the program
/// ends. The caller closes it.
func temporaryFile(holding bytes: [UInt8] = []) throws -> Int32 {
  var name = Array(((variable("TMPDIR") ?? "/tmp") + "/sluice-XXXXXX").utf8CString)
  let descriptor = mkstemp(&name)
  guard descriptor >= 0 else { throw refused() }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  unlink(name)
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else {
      close(descriptor)
      throw refused()
    }
    rest = rest.dropFirst(count)
  }
  return descriptor
}

private func refused() -> Exit {
  Console.talk("error: a temporary file cannot be written: \(String(cString: strerror(errno)))")
  return .couldNotFinish
}
