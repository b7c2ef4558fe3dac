import Glibc
import SluicePipeline

/// Waits until reading the same things again could give something else. Without inotify it looks twice
/// a second.
struct ChangeWait: ~Copyable {
  private var watch: FolderWatch?

  /// `isPolling` where the user asks for it: on file systems of other machines nothing is reported.
  init(isPolling: Bool) {
    guard !isPolling else { return }
    do throws(FolderWatch.Unavailable) {
      watch = try FolderWatch()
    } catch {
      say(error)
    }
  }

  /// In milliseconds: how long it has to be quiet before anything is read, how long that may be put
  /// off, and how often to look without inotify.
  private static let quiet: Int32 = 50
  private static let patience = 1000
  private static let interval: Int32 = 500

  /// Returns when something of the log has changed, and nothing more has happened for a moment.
  mutating func change(of log: DiskLog) {
    follow(log)
    // What happened before the folders were watched.
    var isRelevant = log.hasChanged
    while !isRelevant {
      switch news(-1) {
      case .none: isRelevant = log.hasChanged
      case .changed(let paths):
        isRelevant = paths.contains { log.names($0) } || log.hasChanged
        // A folder above something that is missing may have come.
        if !isRelevant { follow(log) }
      }
    }
    let begin = milliseconds()
    while case .changed = news(ChangeWait.quiet), milliseconds() - begin < ChangeWait.patience {}
  }

  private mutating func follow(_ log: DiskLog) {
    do throws(FolderWatch.Unavailable) {
      try watch?.watch(log.folders)
    } catch {
      watch = nil
      say(error)
    }
  }

  private mutating func news(_ time: Int32) -> FolderWatch.News {
    if let news = watch?.wait(time) { return news }
    poll(nil, 0, time < 0 ? ChangeWait.interval : time)
    return .none
  }

  private func say(_ error: FolderWatch.Unavailable) {
    Console.talk(
      "note: the system watches no more folders (\(error.reason)), so they are looked at twice a "
        + "second")
  }
}
