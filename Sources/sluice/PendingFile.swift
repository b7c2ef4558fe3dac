import Glibc
import SluicePipeline

/// A file that is written piece by piece and appears under its name only when it is whole. Where the
/// file system can, it has no name until then, so that nothing is left of it however the program ends.
final class PendingFile {
  private let target: String
  private let descriptor: Int32
  /// The name that it has meanwhile, on file systems that know no file without one.
  private var temporary: String?
  private let permissions: mode_t?
  private var signals: sigset_t?
  private var isOpen = true

  /// Bytes per write at most come from the caller; `path` may be a link, whose target is replaced, or a
  /// device, which is written to. Throws the operating system's words.
  init(_ path: String) throws(Refusal) {
    var target = path
    if let real = realpath(path, nil) {
      target = String(cString: real)
      free(real)
    }
    self.target = target
    var status = stat()
    let exists = stat(target, &status) == 0
    permissions = exists ? status.st_mode & 0o7777 : nil
    if exists, status.st_mode & S_IFMT != S_IFREG {
      descriptor = open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Refusal() }
      isDevice = true
      return
    }
    isDevice = false
    let unnamed = open(
      Path.directory(of: target), O_WRONLY | PendingFile.withoutName | O_CLOEXEC, 0o666)
    if unnamed >= 0 {
      descriptor = unnamed
      return
    }
    guard let (name, named) = openTemporary(beside: target) else { throw Refusal() }
    descriptor = named
    temporary = name
    signals = blockedSignals()
  }

  /// What the operating system said.
  struct Refusal: Error {
    let words = String(cString: strerror(errno))
  }

  private let isDevice: Bool

  /// Linux's `O_TMPFILE`, which Swift does not see.
  private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY

  deinit {
    if isOpen { close(descriptor) }
    if let temporary { unlink(temporary) }
    if var signals { pthread_sigmask(SIG_SETMASK, &signals, nil) }
  }

  /// Appends the bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Refusal()
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    if signals != nil, isSignalWaiting() { endBySignal() }
  }

  /// Gives the file its name, over what is there. Nothing may be written any more.
  func finish() throws(Refusal) {
    isOpen = false
    if isDevice {
      guard close(descriptor) == 0 else { throw Refusal() }
      return
    }
    if temporary == nil { try name() }
    guard fsync(descriptor) == 0, permissions.map({ fchmod(descriptor, $0) == 0 }) ?? true else {
      let refusal = Refusal()
      close(descriptor)
      throw refusal
    }
    guard close(descriptor) == 0, let temporary, rename(temporary, target) == 0 else {
      throw Refusal()
    }
    self.temporary = nil
  }

  /// A file without a name can get a new one only; what is there is replaced by renaming.
  private func name() throws(Refusal) {
    signals = blockedSignals()
    for attempt in 0..<100 {
      let name = temporaryName(beside: target, attempt)
      let own = "/proc/self/fd/\(descriptor)"
      if linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 {
        temporary = name
        return
      }
      guard errno == EEXIST else { break }
    }
    throw Refusal()
  }

  private func isSignalWaiting() -> Bool {
    var waiting = sigset_t()
    sigpending(&waiting)
    return [SIGINT, SIGTERM, SIGHUP, SIGQUIT].contains { sigismember(&waiting, $0) == 1 }
  }

  private func endBySignal() {
    if let temporary { unlink(temporary) }
    temporary = nil
    // The signal that waits ends the program here.
    if var signals { pthread_sigmask(SIG_SETMASK, &signals, nil) }
    signals = nil
  }
}

/// Lets signals wait, and answers which did before.
private func blockedSignals() -> sigset_t {
  var signals = sigset_t()
  var before = sigset_t()
  sigfillset(&signals)
  pthread_sigmask(SIG_BLOCK, &signals, &before)
  return before
}
