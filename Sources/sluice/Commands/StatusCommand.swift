import ArgumentParser
import Glibc
import SluicePipeline
import SluiceReport

/// `sluice status`.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say which tasks have to run again, and why.",
    discussion: """
      Reads the metadata that Ploomber left beside each product (`.NAME.metadata`) and compares the \
      code and the params in it with those of now, as `ploomber status` does, without running or \
      importing anything. A task is outdated when its product is missing, when its code or params \
      changed ("Source code"), or when a task that it reads from ran later or is outdated ("Upstream").

      What only a database or remote storage could tell is "Unknown". Outdated tasks are no findings: \
      the exit code stays 0.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form. JSON gives times in seconds since 1970.")
  var format: AnswerFormat = .text

  func run() throws {
    let place = try project.place()
    let analysis = try project.analysis(of: place)
    var reader = StatusReader(analysis, folder: .project(place), place: place)
    let status = reader.status()
    switch format {
    case .json: Console.result(statusJSON(status))
    case .text:
      let now = Double(time(nil))
      Console.report(
        statusText(status, style: project.color.style(descriptor: STDOUT_FILENO)) { seconds in
          "\(timeAgo(now - seconds)) (\(localTime(seconds)))"
        })
    }
    try project.finish(status.analysis, showsFindings: format == .text)
  }
}

extension ProjectOptions {
  /// Counts what is wrong on standard error, and ends with 1 where an error stands.
  func finish(_ analysis: Analysis, showsFindings: Bool) throws {
    guard FailingSeverity.error.fails(analysis.diagnostics) else { return }
    if showsFindings, !quiet {
      Console.talk(
        report: conciseReport(analysis, style: color.style(descriptor: STDERR_FILENO)))
    }
    throw Exit.findings
  }
}

/// `3 hours ago`
func timeAgo(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds >= 1 else { return "just now" }
  let units: [(name: String, length: Double)] = [
    ("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3600), ("minute", 60),
    ("second", 1),
  ]
  let unit = units.first { seconds >= $0.length } ?? units[units.count - 1]
  let count = Int(min(seconds / unit.length, 1_000_000))
  return "\(count) \(unit.name)\(count == 1 ? "" : "s") ago"
}

/// `2025-11-21 03:25` in the time of this machine.
private func localTime(_ seconds: Double) -> String {
  guard seconds.isFinite, abs(seconds) < 1e12 else { return "at an unknown time" }
  var time = time_t(seconds)
  var parts = tm()
  guard localtime_r(&time, &parts) != nil else { return "at an unknown time" }
  func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
    + "\(two(parts.tm_hour)):\(two(parts.tm_min))"
}
