import ArgumentParser
import Glibc
import SluiceCore
import SluicePipeline
import SluiceReport

/// `sluice why`.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show the code that makes a task wait for others.",
    discussion: """
      With one task, every task that it reads from is shown with the reference, wildcard or declaration \
      that proves it. With two, a shortest way from the first back to the second, step by step.
      """)

  @Argument(help: "The task that waits.", completion: Completion.tasks)
  var task: String

  @Argument(
    help: "The task that it waits for, directly or behind others.", completion: Completion.tasks)
  var from: String?

  @OptionGroup var project: ProjectOptions

  @Option(help: "The form.")
  var format: AnswerFormat = .text

  func run() throws {
    let analysis = try project.analysis(of: try project.place())
    let graph = analysis.graph
    let start = try position(of: task, in: graph)
    let steps: [DependencyStep]
    if let from {
      steps = graph.path(from: start, to: try position(of: from, in: graph))
    } else {
      steps = graph.steps(of: start)
    }
    switch format {
    case .json: Console.result(whyJSON(analysis, steps: steps))
    case .text where steps.isEmpty:
      Console.report("'\(task)' does not wait for \(from.map { "'\($0)'" } ?? "any task")")
    case .text:
      let style = project.color.style(descriptor: STDOUT_FILENO)
      Console.report(whyText(analysis, steps: steps, options: TextOptions(style: style)))
    }
    if graph.tasks[start].hasUnknownUpstream, !project.quiet {
      Console.talk(
        "note: '\(task)' refers to its upstream in a way that cannot be decided without running it")
    }
  }

  private func position(of name: String, in graph: PipelineGraph) throws -> Int {
    if let position = graph.tasks.firstIndex(where: { $0.name.text == name }) { return position }
    let help = nearest(to: name, among: graph.tasks.map(\.name.text)).map {
      "; did you mean '\($0)'?"
    }
    Console.talk("error: no task is named '\(name)'\(help ?? "")")
    throw Exit.wrongQuestion
  }
}

/// The form of a small answer.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
