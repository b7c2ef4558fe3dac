import Glibc
import SluicePipeline

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
  // A signal that ends the program waits until the other name is gone.
  var signals = sigset_t()
  var before = sigset_t()
  sigfillset(&signals)
  pthread_sigmask(SIG_BLOCK, &signals, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  guard let (temporary, descriptor) = openTemporary(beside: target) else { throw refused(path) }
  // What exists keeps its permissions; a new file gets those that the user's mask leaves.
  let isWritten =
    write(bytes, descriptor) && fsync(descriptor) == 0
    && (!exists || fchmod(descriptor, status.st_mode & 0o7777) == 0)
  guard close(descriptor) == 0, isWritten, rename(temporary, target) == 0 else {
    let error = refused(path)
    unlink(temporary)
    throw error
  }
}

/// Where a file goes that a command writes, as the user would name it from here: what `output` names,
/// the file `name` in the folder that it names, or beside the specification.
func outputPath(_ output: String?, _ name: String, in place: ProjectPlace) -> String {
  if let output, output != "-" {
    return realFolder(output) != nil || output.hasSuffix("/") ? Path.joined(output, name) : output
  }
  let here = realFolder(".") ?? "/"
  return Path.way(from: here, to: Path.joined(Path.joined(place.root, place.folder), name))
}

/// Whether there is anything of the name, a link to nowhere included.
func exists(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// Makes the folders that lead to `path` and are not there. Ends the program where it cannot.
func makeFolders(above path: String) throws {
  let folder = Path.directory(of: path)
  guard !exists(folder) else { return }
  try makeFolders(above: folder)
  guard mkdir(folder, 0o777) == 0 else {
    Console.talk("error: '\(folder)' cannot be made: \(String(cString: strerror(errno)))")
    throw Exit.couldNotFinish
  }
}

/// The path with the real folder that it lies in; as it is where that is not there.
func realFile(_ path: String) -> String {
  realFolder(Path.directory(of: path)).map { Path.joined($0, Path.name(of: path)) } ?? path
}

/// A new file in the folder of `path`, under a short name that is free: one that a killed run has left
/// must not keep the next from writing.
func openTemporary(
  beside path: String, _ access: Int32 = O_WRONLY
) -> (path: String, descriptor: Int32)? {
  for attempt in 0..<100 {
    let name = temporaryName(beside: path, attempt)
    let descriptor = open(name, access | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor >= 0 { return (name, descriptor) }
    guard errno == EEXIST else { return nil }
  }
  return nil
}

/// A short name in the folder of `path` that nobody else takes.
func temporaryName(beside path: String, _ attempt: Int) -> String {
  Path.joined(Path.directory(of: path), ".sluice-\(getpid())-\(attempt)")
}

/// Writes the whole file as `writeFile` does, part by part as `parts` hands them to what it gets; answers
/// whether it and `parts` could, and waits for no disk.
func writeQuietly(to path: String, _ parts: (([UInt8]) -> Bool) -> Bool) -> Bool {
  guard let (temporary, descriptor) = openTemporary(beside: path) else { return false }
  let isWritten = fchmod(descriptor, 0o600) == 0 && parts { write($0, descriptor) }
  guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
    unlink(temporary)
    return false
  }
  return true
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
