import ArgumentParser
import Glibc
import SluiceBundle
import SluicePipeline
import SluiceReport

/// `sluice affected`.
struct AffectedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "affected",
    abstract: "Say which tasks a change touches, and all that follows.",
    discussion: """
      Reads the project as it was in a commit, out of git and without a checkout, and as it is now, and \
      compares what each task means: the functions, classes and variables that its code uses, in its \
      own module or in others, cells, queries, params, products, settings, packages. Comments, layout, \
      outputs of notebooks and functions that a task does not use change nothing.

      REV is compared where this branch left it (`git merge-base`), with the files as they lie in the \
      folder. 'REV..' compares with REV itself; 'REV..REV' and 'REV...REV' compare two commits.

      The exit code is 0 whatever is affected, and 1 where the specification has errors now, so that tasks \
      may be missing.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(
    help: ArgumentHelp(
      "Compare with this branch, tag or commit.", valueName: "rev"))
  var since: String

  @Option(help: "The form (default: text on a terminal, names elsewhere).")
  var format: AffectedFormat?

  @Flag(help: "Do not count changes of environment.yml, requirements.txt and their like.")
  var ignoreEnvironment = false

  func run() throws {
    let place = try project.place()
    let comparison = try StateComparison(since, of: place, project)
    let change = ProjectChange(
      comparison.base?.meanings, comparison.head.meanings, comparison.head.analysis.graph,
      ignoresEnvironment: ignoreEnvironment)
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let format = format ?? (isTerminal ? .text : .names)
    Console.result(
      affectedReport(
        change, comparison.names, format: format,
        style: project.color.style(descriptor: STDOUT_FILENO)))
    if !project.quiet { talk(of: change, format) }
    if comparison.head.isBroken { throw Exit.findings }
  }

  private func talk(of change: ProjectChange, _ format: AffectedFormat) {
    let count = change.tasks.filter(\.isAffected).count
    if format == .githubMatrix, count > AffectedCommand.matrixLimit {
      Console.talk(
        "note: \(count) tasks are affected, and GitHub takes no matrix of more than "
          + "\(AffectedCommand.matrixLimit) jobs")
    }
  }

  /// GitHub's bound for the jobs of one matrix.
  static let matrixLimit = 256
}

extension AffectedFormat: ExpressibleByArgument {}
