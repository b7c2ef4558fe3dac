import ArgumentParser
import Glibc
import SluiceBundle
import SluicePipeline
import SluiceReport

/// `sluice diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what a change does to the pipeline.",
    discussion: """
      Compares two states of the project, both read out of git without a checkout: tasks that are new, \
      gone, renamed or mean something else, with what follows from them; edges; products and params; \
      what targets of sluice.yaml ask the cluster for; findings that are new or gone.

      'REV' is compared where this branch left it, with the files as they lie in the folder; 'REV..' \
      compares with REV itself, 'REV..REV' and 'REV...REV' compare two commits.

      Markdown is made for a comment on a pull request, and never longer than GitHub takes. The exit \
      code is 0 whatever differs.
      """)

  @OptionGroup var project: ProjectOptions

  @Argument(help: "A branch, a tag, a commit, or two with '..' between them.")
  var revision: String

  @Option(help: "The form.")
  var format: DiffFormat = .text

  func run() throws {
    let place = try project.place()
    let comparison = try StateComparison(revision, of: place, project)
    let (base, head) = (comparison.base, comparison.head)
    let difference = ProjectDifference(
      base.map { ($0.analysis, $0.meanings) }, (head.analysis, head.meanings))
    let targets = base.map { targetChanges(from: $0.analysis, to: head.analysis) } ?? []
    Console.result(
      diffReport(
        difference, targets: targets,
        graphs: (base?.analysis.graph, head.analysis.graph), comparison.names, format: format,
        style: project.color.style(descriptor: STDOUT_FILENO)))
  }
}

extension DiffFormat: ExpressibleByArgument {}
