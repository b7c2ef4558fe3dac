import ArgumentParser
import Glibc
import SluiceCore
import SluicePipeline
import SluiceReport

/// `sluice graph`.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the tasks and what they read from.",
    discussion: """
      svg is a picture, html a page to search and explore: each is one file that needs nothing else. \
      They show which tasks are outdated, too, as 'sluice status' tells it from what Ploomber left \
      beside the products, where anything has run.

      In text, svg and html the tasks of a grid are drawn as one ('fit-* ×40'), and so are eight or \
      more tasks of one class that read from the same tasks and are read by the same; in the page each \
      unfolds where it stands. dot and mermaid draw every task unless --fold is given, and json always \
      holds them all.

      A project with errors still shows all that could be made of it; the findings stand in the html \
      and JSON forms, and are counted on standard error in the others.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form; without it the suffix of --output tells, else it is text.")
  var format: GraphFormat?

  @Option(
    help: "Only this task, or those that a wildcard names, and what is near; may be repeated.",
    completion: Completion.tasks)
  var around: [String] = []

  @Option(help: "How many steps up and down --around goes (default: 2).")
  var depth: Int?

  @Flag(help: "Draw the tasks of a grid, and others at the same place, as one, or each by itself.")
  var folding: Folding?

  @Flag(
    inversion: .prefixedNo, help: "Show in svg and html which tasks are outdated.")
  var status = true

  @Option(
    name: .shortAndLong, help: "Write to this file instead of standard output ('-').",
    completion: .file())
  var output: String?

  func validate() throws {
    if depth != nil, around.isEmpty {
      throw ValidationError("--depth says how far --around goes, which is not given")
    }
    if let depth, depth < 0 { throw ValidationError("--depth is a number from 0") }
    if format == nil, let output, let suffix = GraphCommand.foreignSuffix(of: output) {
      throw ValidationError(
        "no '\(suffix)' is made: write an '.svg', "
          + "or let Graphviz draw it: sluice graph --format dot | dot -T\(suffix.dropFirst())")
    }
    if folding == .fold, form == .json {
      throw ValidationError("--fold is for pictures; json holds every task")
    }
  }

  /// The suffix of a picture that only other programs make.
  private static func foreignSuffix(of path: String) -> String? {
    let suffix = Path.suffix(of: path).lowercased()
    let foreign: Set = [".png", ".pdf", ".jpg", ".jpeg", ".gif", ".webp", ".ps", ".eps"]
    return foreign.contains(suffix) ? suffix : nil
  }

  private var form: GraphFormat {
    format ?? output.flatMap(GraphFormat.init(ofFile:)) ?? .text
  }

  func run() throws {
    let place = try project.place()
    let analysis = try project.analysis(of: place).withoutAdvice
    var subject = try subject(analysis, place)
    if form.showsStatus {
      let count = subject.keepDrawnEdges(isWhole: form == .html)
      if count > 0, !project.quiet {
        Console.talk(
          "note: \(count) edges are not drawn (\(Limit.drawnEdges.words)): "
            + "use --around, or --format json for all")
      }
    }
    let isFile = output.map { $0 != "-" } ?? false
    let style = isFile ? Style.plain : project.color.style(descriptor: STDOUT_FILENO)
    let picture = graphPicture(subject, format: form, style: style)
    if let output, isFile {
      try writeFile(Array(picture.utf8), to: output)
    } else if form == .text {
      Console.report(picture)
    } else {
      Console.result(picture)
    }
    let hasErrors = FailingSeverity.error.fails(analysis.diagnostics)
    if form != .json, hasErrors, !project.quiet {
      Console.talk(
        report: conciseReport(analysis, style: project.color.style(descriptor: STDERR_FILENO)))
    }
    if hasErrors { throw Exit.findings }
  }

  private func subject(_ analysis: Analysis, _ place: ProjectPlace) throws -> GraphSubject {
    var known: ProjectStatus?
    var docs: [String?] = []
    if form.showsStatus {
      var reader = StatusReader(analysis, folder: .project(place), place: place)
      if status {
        known = reader.status()
      } else {
        docs = reader.docs()
      }
    }
    let isFolded = folding.map { $0 == .fold } ?? form.isFoldedByDefault
    let whole = GraphSubject(analysis, status: known, docs: docs, isFolded: isFolded)
    guard !around.isEmpty else { return whole }
    do throws(TaskSelection.Unknown) {
      return try whole.around(around, depth: depth ?? 2)
    } catch {
      throw wrongQuestion(error)
    }
  }
}

/// `--fold` and `--unfold`.
enum Folding: String, EnumerableFlag {
  case fold, unfold
}

extension GraphFormat: ExpressibleByArgument {}
