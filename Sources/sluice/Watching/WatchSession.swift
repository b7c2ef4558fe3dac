import Glibc
import SluicePipeline

/// Looks at projects again whenever something has changed that was read, until a signal ends the
/// program.
struct WatchSession {
  /// On a terminal each report takes the place of the one before.
  var isTerminal: Bool
  var isQuiet: Bool

  /// What one look gave.
  struct Report: Equatable {
    /// For standard output.
    var text: String
    /// What was found, in words, where `text` does not say it; else `nil`.
    var summary: String?
  }

  /// `look` reads everything through the log that it is given. Never returns: what it throws for a
  /// reason that may go away is only said.
  func run(_ look: (DiskLog) throws -> Report) throws -> Never {
    endAtSignals()
    var wait = ChangeWait(isPolling: variable("SLUICE_WATCH") == "poll")
    var last: Report?
    var isFirst = true
    while true {
      let log = DiskLog()
      do {
        let report = try look(log)
        // Whoever reads a pipe hears of what is new only.
        if isTerminal || report != last { show(report, log) }
        last = report
      } catch let error as Exit {
        // Nothing can be watched for where the very question is wrong.
        if isFirst { throw error }
        last = nil
      }
      isFirst = false
      wait.change(of: log)
    }
  }

  private func show(_ report: Report, _ log: DiskLog) {
    Console.result((isTerminal ? "\u{1B}[H\u{1B}[2J\u{1B}[3J" : "") + report.text)
    guard !isQuiet else { return }
    let summary = report.summary.map { $0 + "; " } ?? ""
    Console.talk(summary + "watching \(log.fileCount) files, until Ctrl-C")
  }

  /// At once, with the code that a shell expects.
  private func endAtSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in _exit(128 + number) }
      sigaddset(&signals, number)
    }
    // Whoever started the program may have blocked them.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
