import ArgumentParser
import Glibc
import SluiceReport

/// Standard output for results, standard error for talk.
enum Console {
  /// The text, with the end of its last line where that is missing.
  static func result(_ text: String) {
    let isWhole = text.isEmpty || text.hasSuffix("\n")
    write(Array((isWhole ? text : text + "\n").utf8), to: STDOUT_FILENO)
  }

  static func result(_ bytes: [UInt8]) {
    write(bytes, to: STDOUT_FILENO)
  }

  /// One line, or several; the last line's end is added where it is missing.
  static func talk(_ text: String) {
    write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDERR_FILENO)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
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
        // Nobody reads on: a full disk behind standard output must not pass for success.
        finish(.couldNotFinish)
      }
      rest = rest.dropFirst(count)
    }
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
