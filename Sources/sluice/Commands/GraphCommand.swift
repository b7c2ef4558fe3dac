import ArgumentParser
import Glibc
import SluicePipeline
import SluiceReport

/// `sluice graph`.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the tasks and what they read from.",
    discussion: """
      A project with errors still shows all that could be made of it; the findings stand in the JSON \
      form, and are counted on standard error in the others.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form.")
  var format: GraphFormat = .text

  @Option(
    name: .shortAndLong, help: "Write to this file instead of standard output ('-').",
    completion: .file())
  var output: String?

  func run() throws {
    let analysis = try project.analysis(of: try project.place()).withoutAdvice
    let isFile = output.map { $0 != "-" } ?? false
    let style = isFile ? Style.plain : project.color.style(descriptor: STDOUT_FILENO)
    let picture = graphPicture(analysis, format: format, style: style)
    if let output, isFile {
      try writeFile(Array(picture.utf8), to: output)
    } else if format == .text {
      Console.report(picture)
    } else {
      Console.result(picture)
    }
    let hasErrors = FailingSeverity.error.fails(analysis.diagnostics)
    if format != .json, hasErrors, !project.quiet {
      Console.talk(
        report: conciseReport(analysis, style: project.color.style(descriptor: STDERR_FILENO)))
    }
    if hasErrors { throw Exit.findings }
  }
}

extension GraphFormat: ExpressibleByArgument {}
