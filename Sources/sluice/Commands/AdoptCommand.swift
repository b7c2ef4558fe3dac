import ArgumentParser
import Glibc
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice adopt`.
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Turn soopervisor.yaml into sluice.yaml, and show both exports side by side.",
    discussion: """
      The export stays the same, byte for byte: from then on sluice.yaml says what soopervisor.yaml \
      said, each key with a comment about where it comes from, and soopervisor.yaml is not read any more. \
      A sluice.yaml that is there keeps every line; one that has targets stays as it is. Keys that are \
      not carried over are listed with the reason.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(
    name: .shortAndLong,
    help:
      "The file that is written, or '-' for standard output (default: sluice.yaml beside the specification).",
    completion: .file())
  var output: String?

  @Flag(help: "Write nothing: print the comparison, and the file that would be written.")
  var dryRun = false

  @Flag(help: "Replace the targets that the file has.")
  var force = false

  func run() throws {
    let place = try project.place()
    let analysis = try project.analysis(of: place.inPod) { $0.prefersSoopervisor = force }
    let soopervisor = try soopervisor(of: analysis)
    let path = outputPath(output, Configuration.fileName, in: place)
    let existing = try? ProjectFolder.disk(root: realFolder(".") ?? "/").bytes(at: path)
    let text = try adopted(soopervisor, analysis, into: existing, at: path)
    if output == "-" {
      Console.result(text)
      if !project.quiet {
        Console.talk(report: try comparison(soopervisor, of: place, analysis, STDERR_FILENO))
      }
      return
    }
    if !project.quiet || dryRun {
      Console.report(try comparison(soopervisor, of: place, analysis, STDOUT_FILENO))
    }
    if dryRun {
      Console.result(Array("\n\(path) would be:\n\n\(text)".utf8))
      return
    }
    if output == nil {
      try refuseWriting(
        Path.joined(realFolder(".") ?? "/", path), of: place.root, flag: "-o")
    }
    try writeFile(Array(text.utf8), to: path)
    guard !project.quiet else { return }
    Console.talk("wrote \(path): '\(Soopervisor.fileName)' is not read any more")
  }

  /// What is to be adopted. Ends the program where there is nothing, or where it is wrong.
  private func soopervisor(of analysis: Analysis) throws -> Soopervisor {
    guard let soopervisor = analysis.soopervisor else {
      let words =
        analysis.configuration.targets.isEmpty
        ? "there is no '\(Soopervisor.fileName)'"
        : "'\(Configuration.fileName)' has targets; --force replaces them"
      Console.talk("error: " + words)
      throw Exit.wrongQuestion
    }
    var own = analysis.withoutAdvice
    own.diagnostics.removeAll { $0.range.file != soopervisor.file }
    if FailingSeverity.error.fails(own.diagnostics) {
      project.showFindings(own)
      Console.talk("nothing was written: mend the errors first")
      throw Exit.findings
    }
    for other in soopervisor.others where !project.quiet {
      Console.talk(
        "note: '\(other.name)' is for '\(other.backend)', which is not exported to yet: "
          + "keep '\(Soopervisor.fileName)' for it")
    }
    guard !soopervisor.translations.isEmpty else {
      Console.talk("error: '\(Soopervisor.fileName)' has no section for Argo")
      throw Exit.wrongQuestion
    }
    return soopervisor
  }

  /// The whole file. Ends the program where it cannot be merged; then the section is shown.
  private func adopted(
    _ soopervisor: Soopervisor, _ analysis: Analysis, into existing: [UInt8]?, at path: String
  ) throws -> String {
    let file = analysis.sources.files[soopervisor.file].path
    var reason: String
    do throws(AdoptedConfiguration.Refusal) {
      let text = try AdoptedConfiguration(
        soopervisor, path: file, into: existing, replacing: force
      ).text
      let written = WrittenConfiguration(Array(text.utf8), file: 0, kinds: Catalog.all)
      let before = WrittenConfiguration(existing ?? [], file: 0, kinds: Catalog.all)
      let isRight =
        written.diagnostics.count == before.diagnostics.count
        && AdoptedConfiguration.isSame(
          written.configuration(with: [], kinds: Catalog.all), as: analysis.configuration)
      if isRight { return text }
      reason = "its lines leave no room"
    } catch {
      reason = error.words
    }
    Console.talk(
      "error: '\(path)' cannot be added to: \(reason). Add by hand:\n\ntargets:\n"
        + AdoptedConfiguration.targets(soopervisor))
    throw Exit.wrongQuestion
  }

  /// Both exports of each target, in the width of the terminal.
  private func comparison(
    _ soopervisor: Soopervisor, of place: ProjectPlace, _ analysis: Analysis, _ descriptor: Int32
  ) throws -> String {
    let reader = try project.reader()
    let known = analysis.configuration.targets
    let comparisons = try zip(soopervisor.translations, known).map { translation, target in
      var talk: [String] = []
      let chosen = try reader.chosen(target, among: known, .argo, of: place, analysis, &talk)
      let run = ExportRun(.argo, chosen)
      return SpecComparison(translation, soopervisor, run.analysis, run.export)
    }
    return adoptReport(
      comparisons, leftOut: soopervisor.leftOut, width: terminalWidth(descriptor),
      style: project.color.style(descriptor: descriptor))
  }
}

/// The columns of the terminal behind the descriptor, in bounds; 100 where it is none.
private func terminalWidth(_ descriptor: Int32) -> Int {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
  return min(max(Int(size.ws_col), 60), 160)
}
