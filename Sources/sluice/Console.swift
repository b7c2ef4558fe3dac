import ArgumentParser
import Glibc
import SluiceBundle
import SluicePipeline
import SluiceReport
import Synchronization

/// Standard output for results, standard error for talk.
enum Console {
  /// What was said since `startRecording`; `nil` where nobody asked.
  private static let record = Mutex<[KeptAnswer.Part]?>(nil)

  /// From now on what is said is kept, too.
  static func startRecording() { record.withLock { $0 = [] } }

  /// All that was said since `startRecording`, in its order.
  static var recorded: [KeptAnswer.Part] { record.withLock { $0 ?? [] } }

  /// What an earlier run has said, as that one has.
  static func say(_ parts: [KeptAnswer.Part]) {
    for part in parts {
      if part.descriptor == Int(STDOUT_FILENO) {
        put(part.bytes)
      } else {
        _ = write(part.bytes, to: STDERR_FILENO)
      }
    }
  }

  /// The text, with the end of its last line where that is missing.
  static func result(_ text: String) {
    put(Array(whole(text).utf8))
  }

  /// As they are, but for a terminal, which only shows them.
  static func result(_ bytes: [UInt8]) {
    guard isatty(STDOUT_FILENO) == 1 else { return put(bytes) }
    put(Array(safeLines(String(decoding: bytes, as: UTF8.self)).utf8))
  }

  /// Ends the program where nobody takes it: a full disk behind standard output must not pass for
  /// success.
  private static func put(_ bytes: [UInt8]) {
    let error = write(bytes, to: STDOUT_FILENO)
    guard error != 0 else { return }
    // Where the signal is ignored, too, nobody has to be told that the reader has gone.
    if error == EPIPE {
      settleGit()
      exit(128 + SIGPIPE)
    }
    talk("error: standard output cannot be written: \(String(cString: strerror(error)))")
    finish(.couldNotFinish)
  }

  /// For people: as `result`, and no line of it is a command to the server that runs the program.
  static func report(_ text: String) {
    result(isOnServer ? withoutCommands(text) : text)
  }

  /// One line, or several; the last line's end is added where it is missing. Names and words in it may be
  /// anybody's: a terminal shows them and obeys none. What cannot be said is lost, and nothing else is.
  static func talk(_ text: String) {
    say(safeLines(text))
  }

  /// Talk that is safe already, and may have colours.
  static func talk(report text: String) { say(text) }

  private static func say(_ text: String) {
    _ = write(Array(whole(isOnServer ? withoutCommands(text) : text).utf8), to: STDERR_FILENO)
  }

  /// Servers of GitHub's and Azure's kind look for commands in what a program prints.
  private static var isOnServer: Bool {
    variable("GITHUB_ACTIONS") != nil || variable("TF_BUILD") != nil
  }

  private static func whole(_ text: String) -> String {
    text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }

  /// Writes all of it; the number of the error that keeps it from that, or 0.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    record.withLock { $0?.append(KeptAnswer.Part(descriptor: Int(descriptor), bytes: bytes)) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          // A parent may have set the pipe so that it never waits: then the waiting is ours.
          var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&target, 1, -1)
          continue
        }
        return errno
      }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// `auto` colours on a terminal, unless `NO_COLOR` is set; `CLICOLOR_FORCE` colours everywhere.
  func style(descriptor: Int32) -> Style {
    switch decided().choice {
    case .always: .ansi
    case .never: .plain
    case .auto: isatty(descriptor) == 1 && variable("TERM") != "dumb" ? .ansi : .plain
    }
  }

  /// The choice that holds, and the variable that made it; `nil` where none did.
  func decided() -> (choice: ColorChoice, variable: String?) {
    guard self == .auto else { return (self, nil) }
    if isSet("NO_COLOR") { return (.never, "NO_COLOR") }
    if isSet("CLICOLOR_FORCE"), variable("CLICOLOR_FORCE") != "0" {
      return (.always, "CLICOLOR_FORCE")
    }
    return (.auto, nil)
  }

  private func isSet(_ name: String) -> Bool { !(variable(name) ?? "").isEmpty }
}

/// The value of an environment variable.
func variable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
