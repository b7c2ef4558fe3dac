import Glibc

/// A program of this machine, started with a list of arguments that no shell reads.
enum ChildProcess {
  /// What became of it.
  struct Outcome {
    /// The exit code; 128 and the signal's number where a signal ended it.
    var code: Int32
    /// Standard output, whole.
    var output: [UInt8]
  }

  /// Why it could not be started; the operating system's words.
  struct Refusal: Error {
    var reason: String
  }

  /// Runs the program that `PATH` finds and waits for its end. `input` is an open file that it reads
  /// from its beginning; without one it reads nothing. What it says on standard error goes to ours.
  static func run(
    _ program: String, _ arguments: [String], input: Int32? = nil
  ) throws(Refusal) -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw refusal(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      lseek(input, 0, SEEK_SET)
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    return try ChildSignals.following { mask throws(Refusal) in
      defer { close(ends[1]) }
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      posix_spawnattr_setsigmask(&attributes, &mask)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
      var process = pid_t()
      let status = posix_spawnp(&process, program, &actions, &attributes, words, environ)
      guard status == 0 else { throw refusal(status) }
      return process
    } wait: { process in
      let output = readAll(ends[0])
      var result: Int32 = 0
      while waitpid(process, &result, 0) < 0, errno == EINTR {}
      let signal = result & 0x7F
      return Outcome(code: signal == 0 ? result >> 8 & 0xFF : 128 + signal, output: output)
    }
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func refusal(_ code: Int32) -> Refusal {
    Refusal(reason: String(cString: strerror(code)))
  }
}
