import ArgumentParser
import Glibc
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
      The project's folder or its specification; or files of one project, to see what is wrong with \
      them alone.
      """)
  var paths: [String] = []

  @OptionGroup var project: ProjectOptions

  @Option(
    help: ArgumentHelp("Also check what an export to this target would find.", valueName: "target"))
  var `for`: ExportTarget?

  @Option(
    help: "How to print findings (default: text, and github where GitHub Actions runs it).")
  var format: FindingFormat?

  @Option(
    help: ArgumentHelp(
      "The least severity that makes the exit code 1 (default: error).", valueName: "severity"))
  var failOn: FailingSeverity?

  @Flag(help: "Make the safe mends, then print what is left.")
  var fix = false

  @Flag(help: "Print the safe mends as a diff and write nothing; exit 1 if there are any.")
  var diff = false

  @Flag(help: "With --fix or --diff: also mends that may change what the project does.")
  var unsafeFixes = false

  @Flag(help: "Also print advice: what is right, and could be better.")
  var advice = false

  @Option(
    help: ArgumentHelp(
      "Show only what this file, written by --write-baseline, does not hold.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Write the findings of now into the baseline (default: .sluice-baseline.json).")
  var writeBaseline = false

  func run() throws {
    let begin = milliseconds()
    let format = self.format ?? (variable("GITHUB_ACTIONS") == "true" ? .github : .text)
    let (place, files) = try target()
    var analysis = try analysis(of: place, showing: files)
    if writeBaseline { return try write(analysis, place) }
    if diff || fix {
      let fixes = FixedFiles(
        analysis.diagnostics.compactMap(\.fix).filter { $0.isSafe || unsafeFixes },
        in: analysis.sources)
      if diff {
        Console.result(unifiedDiff(fixes, analysis.sources))
        if fixes.count > 0 { throw Exit.findings }
        return
      }
      try write(fixes, analysis.sources, root: place.root)
      if fixes.count > 0 { analysis = try self.analysis(of: place, showing: files) }
    }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let elapsed = isTerminal ? "\(milliseconds() - begin) ms" : nil
    let style = project.color.style(descriptor: STDOUT_FILENO)
    if !(project.quiet && format == .text && analysis.diagnostics.isEmpty) {
      Console.result(
        findingReport(
          analysis, format: format, options: TextOptions(style: style, elapsed: elapsed),
          prefix: repositoryPrefix(of: place.root)))
    }
    let failing = failOn ?? FailingSeverity(analysis.configuration.failOn) ?? .error
    if failing.fails(analysis.diagnostics) { throw Exit.findings }
  }

  /// All that is found, or what is found in `files`.
  private func analysis(of place: ProjectPlace, showing files: Set<String>?) throws -> Analysis {
    let named = try baselinePath(in: place)
    let asked = self.for == nil ? place : place.inPod
    var analysis = try project.analysis(of: asked) { $0.baseline = named }
    if let target = self.for {
      analysis = try project.export(to: target, analysis, place).analysis
    }
    if !advice { analysis = analysis.withoutAdvice }
    if let files {
      let paths = analysis.sources.files.map(\.path)
      analysis.diagnostics.removeAll { !files.contains(paths[$0.range.file]) }
    }
    return analysis
  }

  /// Writes what the fixes make of the files, each at once; a file that has changed since it was read
  /// is left alone.
  private func write(_ fixes: FixedFiles, _ store: SourceStore, root: String) throws {
    let disk = ProjectFolder.disk(root: root)
    for edited in fixes.edited {
      let file = store.files[edited.file]
      guard (try? disk.bytes(at: file.path)) == file.bytes else {
        Console.talk("note: '\(file.path)' has changed meanwhile, and is left as it is")
        continue
      }
      try writeFile(edited.result(file.bytes), to: Path.joined(root, file.path))
    }
    for file in fixes.renamed where disk.kind(of: file.to) == .missing {
      guard rename(Path.joined(root, file.from), Path.joined(root, file.to)) == 0 else {
        Console.talk("error: '\(file.from)' cannot be renamed: \(String(cString: strerror(errno)))")
        throw Exit.couldNotFinish
      }
    }
    if fixes.count > 0, !project.quiet {
      Console.talk("made \(fixes.count == 1 ? "one mend" : "\(fixes.count) mends")")
    }
  }

  /// The baseline that the flag names, relative to the root; it has to be there unless it is written.
  private func baselinePath(in place: ProjectPlace) throws -> String? {
    guard let baseline else { return nil }
    let folder = realFolder(Path.directory(of: baseline))
    let path = folder.map { Path.joined($0, Path.name(of: baseline)) }
    guard let path, writeBaseline || ProjectFolder.disk(root: "/").kind(of: path) == .file else {
      Console.talk("error: there is no file '\(baseline)'")
      throw Exit.wrongQuestion
    }
    return Path.relative(path, to: place.root)
  }

  private func write(_ analysis: Analysis, _ place: ProjectPlace) throws {
    let path =
      try baselinePath(in: place) ?? analysis.configuration.baseline ?? Configuration.baselineName
    try writeFile(Array(baselineFile(analysis).utf8), to: Path.joined(place.root, path))
    if !project.quiet { Console.talk("wrote the findings of now to '\(path)'") }
  }

  /// The project that the paths belong to, and the files whose findings are wanted; `nil` for all.
  private func target() throws -> (ProjectPlace, Set<String>?) {
    guard !paths.isEmpty else { return (try project.place(), nil) }
    if let folder = project.directory, chdir(folder) != 0 {
      Console.talk("error: there is no folder '\(folder)'")
      throw Exit.wrongQuestion
    }
    var found: ProjectPlace?
    var files: Set<String>? = []
    for path in paths {
      let place: ProjectPlace
      if realFolder(path) != nil {
        place = try project.place(startingAt: path)
        files = nil
      } else if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
        place = try project.place(startingAt: ".", entry: path)
        files = nil
      } else {
        let folder = Path.directory(of: path)
        guard let real = realFolder(folder),
          ProjectFolder.disk(root: real).kind(of: Path.name(of: path)) != .missing
        else {
          Console.talk("error: there is no file '\(path)'")
          throw Exit.wrongQuestion
        }
        place = try project.place(startingAt: folder)
        files?.insert(Path.relative(Path.joined(real, Path.name(of: path)), to: place.root))
      }
      if let found, found != place {
        Console.talk("error: the paths belong to two projects: '\(found.root)' and '\(place.root)'")
        throw Exit.wrongQuestion
      }
      found = place
    }
    guard let found else { return (try project.place(), nil) }
    return (found, files)
  }
}

/// The way from the repository that holds `folder` to it, ending in `/`: what a service that shows
/// the repository puts before the paths. Empty where the repository begins, and outside of one.
private func repositoryPrefix(of folder: String) -> String {
  let disk = ProjectFolder.disk(root: "/")
  var at = folder
  while at != "/" {
    if disk.kind(of: Path.joined(at, ".git")) != .missing {
      let way = Path.way(from: at, to: folder)
      return way == "." || way.isEmpty ? "" : way + "/"
    }
    at = Path.directory(of: at)
  }
  return ""
}

extension ExportTarget: ExpressibleByArgument {}
