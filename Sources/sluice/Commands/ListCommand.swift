import ArgumentParser
import Glibc
import SluicePipeline
import SluiceReport

/// `sluice list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tasks, products, sources or dependencies of the project.",
    discussion: """
      Everything stands in an order in which it could run. The tasks of a grid are one line, named by \
      what their names share (`fit-*`); --expanded lists each of them. A project with errors still \
      lists what could be made of it, and the exit code is 1.
      """)

  @Argument(help: "What to list.")
  var thing: ListedThing = .tasks

  @Flag(help: "List every task of a grid by itself.")
  var expanded = false

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form.")
  var format: AnswerFormat = .text

  func run() throws {
    let analysis = try project.analysis(of: try project.place())
    switch format {
    case .json: Console.result(listJSON(analysis, thing, isExpanded: expanded))
    case .text:
      Console.report(
        listText(
          analysis, thing, isExpanded: expanded,
          style: project.color.style(descriptor: STDOUT_FILENO)))
    }
    try project.finish(analysis, showsFindings: format == .text)
  }
}

extension ListedThing: ExpressibleByArgument {}
