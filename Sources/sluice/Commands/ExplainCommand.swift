import ArgumentParser
import Glibc
import SluiceCore
import SluiceReport

/// `sluice explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a finding means, why it matters, and how to mend it.")

  @Argument(
    help: "The finding's code or name: SL301 or unknown-upstream. Without it, all are listed.",
    completion: Completion.findings)
  var finding: String?

  @Option(help: "When to colour: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    guard let finding else {
      let width = Catalog.all.map(\.name.count).max() ?? 0
      for kind in Catalog.all {
        let name = kind.name.padded(to: width)
        Console.result("\(kind.code)  \(name)  \(kind.severity.rawValue)\n")
      }
      return
    }
    guard let kind = Catalog.kind(finding) else {
      let words = Catalog.all.flatMap { [$0.name, $0.code] }
      let help = nearest(to: finding, among: words).map { "; did you mean '\($0)'?" } ?? ""
      Console.talk("error: no finding is named '\(finding)'\(help)")
      throw Exit.wrongQuestion
    }
    Console.result(explanation(of: kind, style: color.style(descriptor: STDOUT_FILENO)))
  }
}

extension String {
  /// The text with spaces behind it, `width` characters long at least.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
