import ArgumentParser
import Glibc
import SluiceBundle
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with the project, at once and with its place.")

  @Argument(
    help: """
      Folders or specifications of projects; or files, to see what is wrong with them alone. A \
      folder that lies in no project stands for all projects below it.
      """, completion: .file())
  var paths: [String] = []

  @OptionGroup var project: ProjectOptions

  @Option(
    help: ArgumentHelp(
      "Also check what an export would find: argo, for all targets, or the name of one.",
      valueName: "target"))
  var `for`: CheckedTarget?

  @Option(
    help: "How to print findings (default: text, and github where GitHub Actions runs it).")
  var format: FindingFormat?

  @OptionGroup var settings: SettingOptions

  @Flag(help: "Make the safe mends, then print what is left.")
  var fix = false

  @Flag(help: "Print the safe mends as a diff and write nothing; exit 1 if there are any.")
  var diff = false

  @Flag(help: "With --fix or --diff: also mends that may change what the project does.")
  var unsafeFixes = false

  @Flag(help: "Also print advice: what is right, and could be better.")
  var advice = false

  @Flag(
    help: "Say what to mend first: what most tasks wait for (always for more than ten findings).")
  var summary = false

  @Flag(help: "Write the findings of now into the baseline (default: .sluice-baseline.json).")
  var writeBaseline = false

  @Flag(help: "Check again whenever a file changes that was read, until it is interrupted.")
  var watch = false

  func validate() throws {
    guard watch else { return }
    let writing = [
      (fix, "--fix"), (diff, "--diff"), (writeBaseline, "--write-baseline"),
    ]
    if let (_, flag) = writing.first(where: \.0) {
      throw ValidationError("--watch only looks, so it cannot go with \(flag)")
    }
    guard format?.isForWatching ?? true else {
      throw ValidationError(
        "--watch prints one report after the other, so it takes the formats text, concise and json")
    }
  }

  func run() throws {
    let begin = milliseconds()
    let format = try self.format ?? FindingFormat.ofEnvironment().format
    let answer = isRepeatable ? AnswerFile() : nil
    let log = answer.map { _ in DiskLog() }
    if answer != nil { Console.startRecording() }
    if !paths.isEmpty { try project.enterFolder(log) }
    if watch { try watchProjects(format.isForWatching ? format : .text) }
    let choices = try choices(log)
    let check = try check(of: choices, log)
    var look = try look(check, choices)
    if writeBaseline { return try writeBaselines(look, choices) }
    if diff || fix {
      let fixes = FixedFiles(
        look.findings.diagnostics.compactMap(\.fix).filter { $0.isSafe || unsafeFixes },
        in: look.findings.sources)
      if diff {
        Console.result(Array(unifiedDiff(fixes, look.findings.sources).utf8))
        if let refusal = look.refusal { throw refusal }
        if fixes.count > 0 { throw Exit.findings }
        return
      }
      try writeFixes(fixes, look.findings.sources, root: look.root)
      if fixes.count > 0 {
        if !project.quiet {
          Console.talk("made \(fixes.count == 1 ? "one mend" : "\(fixes.count) mends")")
        }
        look = try self.look(check, choices)
      }
    }
    let text = report(look, format, since: begin)
    if format.isForPeople { Console.report(text) } else { Console.result(text) }
    // The process ends now: to free what was read piece by piece would take longer than all reports.
    _ = Unmanaged.passRetained(Kept(look: look))
    let exit = exit(look)
    if let answer, let log, look.refusal == nil {
      let code = Int(exit?.rawValue ?? 0)
      answer.keep(KeptAnswer(parts: Console.recorded, exitCode: code, log: log))
    }
    if let exit { throw exit }
  }

  /// Whether the answer says nothing of the moment, and all that it depends on is in a log.
  private var isRepeatable: Bool {
    !watch && !fix && !diff && !writeBaseline && !project.verbose && self.for == nil
  }

  private final class Kept {
    let look: ProjectCheck.Look
    init(look: ProjectCheck.Look) { self.look = look }
  }

  private func watchProjects(_ format: FindingFormat) throws -> Never {
    let isTerminal = isatty(STDOUT_FILENO) == 1 && variable("TERM") != "dumb"
    try WatchSession(isTerminal: isTerminal, isQuiet: project.quiet).run { log in
      let begin = milliseconds()
      let choices = try choices(log)
      let look = try look(try check(of: choices, log), choices)
      return WatchSession.Report(
        text: report(look, format, since: begin),
        summary: format == .concise ? summaryLine(look.findings) : nil)
    }
  }

  /// The projects that the paths mean.
  private func choices(_ log: DiskLog? = nil) throws -> ProjectChoices {
    try ProjectChoices(paths, project, log: log)
  }

  private func check(of choices: ProjectChoices, _ log: DiskLog? = nil) throws -> ProjectCheck {
    var reader = try project.reader()
    reader.log = log
    return ProjectCheck(
      reader: reader, target: self.for, showsAdvice: advice,
      baseline: try baselinePath(in: choices))
  }

  private func look(_ check: ProjectCheck, _ choices: ProjectChoices) throws -> ProjectCheck.Look {
    let look = try check.look(at: choices)
    for line in look.talk { Console.talk(line) }
    return look
  }

  /// The report; empty where there is nothing to say, quietly.
  private func report(
    _ look: ProjectCheck.Look, _ format: FindingFormat, since begin: Int
  ) -> String {
    // Of many answers each is a line.
    if watch, format == .json { return jsonLine(look.findings) }
    if project.quiet, format == .text, look.findings.diagnostics.isEmpty { return "" }
    let elapsed = isatty(STDOUT_FILENO) == 1 ? "\(milliseconds() - begin) ms" : nil
    let style = project.color.style(descriptor: STDOUT_FILENO)
    return findingReport(
      look.findings, format: format,
      options: TextOptions(style: style, elapsed: elapsed, ranks: summary || project.verbose),
      prefix: repositoryPrefix(of: look.root), version: toolVersion)
  }

  /// How the command ends; `nil` if all is well.
  private func exit(_ look: ProjectCheck.Look) -> Exit? {
    if let refusal = look.refusal { return refusal }
    let isFailing = look.projects.contains { _, analysis in
      let failing = settings.failOn ?? FailingSeverity(analysis.configuration.failOn) ?? .error
      return failing.fails(analysis.diagnostics)
    }
    return isFailing ? .findings : nil
  }

  /// The baseline that the flag names, relative to the root; it has to be there unless it is written.
  private func baselinePath(in choices: ProjectChoices) throws -> String? {
    guard let baseline = settings.baseline else { return nil }
    guard !choices.isAboutSeveral, let only = choices.projects.first else {
      Console.talk(
        "error: --baseline names one project's file, and there are several projects: leave it out, "
          + "and each has its own")
      throw Exit.wrongQuestion
    }
    let folder = realFolder(Path.directory(of: baseline))
    let path = folder.map { Path.joined($0, Path.name(of: baseline)) }
    guard let path, writeBaseline || ProjectFolder.disk(root: "/").kind(of: path) == .file else {
      Console.talk("error: there is no file '\(baseline)'")
      throw Exit.wrongQuestion
    }
    return Path.relative(path, to: only.place.root)
  }

  private func writeBaselines(_ look: ProjectCheck.Look, _ choices: ProjectChoices) throws {
    let named = try baselinePath(in: choices)
    for (place, analysis) in look.projects {
      let path = named ?? analysis.configuration.baseline ?? Configuration.baselineName
      let file = Path.joined(place.root, path)
      if named == nil { try refuseWriting(file, of: place.root, flag: "--baseline") }
      try writeFile(Array(baselineFile(analysis).utf8), to: file)
      if !project.quiet {
        let shown = choices.isAboutSeveral ? Path.way(from: choices.base, to: file) : path
        Console.talk("wrote the findings of now to '\(shown)'")
      }
    }
    if let refusal = look.refusal { throw refusal }
  }
}

/// The way from the repository that holds `folder` to it, ending in `/`: what a service that shows
/// the repository puts before the paths. Empty where the repository begins, and outside of one.
private func repositoryPrefix(of folder: String) -> String {
  guard let top = repositoryRoot(of: folder), top != folder else { return "" }
  return Path.way(from: top, to: folder) + "/"
}

extension ExportTarget: ExpressibleByArgument {}

extension FindingFormat {
  /// Whether reports can follow each other.
  fileprivate var isForWatching: Bool {
    switch self {
    case .text, .concise, .json: true
    case .sarif, .github, .gitlab, .junit: false
    }
  }
}
