import Glibc

/// Writes the whole file under another name beside `path`, then renames it: whoever reads `path` sees
/// the old file or the new one, never half of either. Ends the program where the disk refuses.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  // A link keeps pointing where it points: what it names is replaced.
  var target = path
  if let real = realpath(path, nil) {
    target = String(cString: real)
    free(real)
  }
  var status = stat()
  let exists = stat(target, &status) == 0
  // A device or a pipe (/dev/stdout) cannot be renamed over.
  if exists, status.st_mode & S_IFMT != S_IFREG {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0, write(bytes, descriptor), close(descriptor) == 0 else {
      throw refused(path)
    }
    return
  }
  let temporary = "\(target).sluice-\(getpid())"
  let mode = exists ? status.st_mode & 0o7777 : 0o644
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
  guard descriptor >= 0 else { throw refused(path) }
  let isWritten = write(bytes, descriptor) && fsync(descriptor) == 0
  guard close(descriptor) == 0, isWritten, rename(temporary, target) == 0 else {
    let error = refused(path)
    unlink(temporary)
    throw error
  }
}

private func write(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return false
    }
    rest = rest.dropFirst(count)
  }
  return true
}

private func refused(_ path: String) -> Exit {
  Console.talk("error: '\(path)' cannot be written: \(String(cString: strerror(errno)))")
  return .couldNotFinish
}
