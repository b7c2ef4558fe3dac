import ArgumentParser
import Glibc
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport

/// `sluice explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a finding means, why it matters, and how to mend it.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: "The finding's code or name: SL301 or unknown-upstream. Without it, all are listed.",
    completion: Completion.findings)
  var finding: String?

  @Argument(help: "With --here: folders, specifications or files, as `sluice check` takes them.")
  var paths: [String] = []

  @Flag(help: "Also show it where it is found here, with its mend and a way to hide it.")
  var here = false

  @Option(help: "How to print it.")
  var format: Format = .text

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    guard here || paths.isEmpty else {
      throw ValidationError("one finding at a time; paths go with --here")
    }
  }

  func run() throws {
    let kinds = try finding.map { [try kind($0)] } ?? Catalog.all
    let look = here ? try look(for: kinds) : nil
    switch format {
    case .json: Console.result(explanationJSON(of: kinds, here: look?.findings))
    case .text: Console.report(text(kinds, look?.findings))
    }
    if let refusal = look?.refusal { throw refusal }
  }

  private func kind(_ word: String) throws -> DiagnosticKind {
    if let kind = Catalog.kind(word) { return kind }
    let words = Catalog.all.flatMap { [$0.name, $0.code] }
    let help = nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    Console.talk("error: no finding is named '\(word)'\(help)")
    throw Exit.wrongQuestion
  }

  /// What is found here, advice too, and what an export finds if it is asked about.
  private func look(for kinds: [DiagnosticKind]) throws -> ProjectCheck.Look {
    if !paths.isEmpty { try project.enterFolder() }
    let choices = try ProjectChoices(paths, project)
    let codes = Set(ExportKinds.all.map(\.code))
    let check = ProjectCheck(
      reader: try project.reader(),
      target: finding != nil && kinds.contains { codes.contains($0.code) } ? .backend(.argo) : nil,
      showsAdvice: true)
    let look = try check.look(at: choices)
    for line in look.talk { Console.talk(line) }
    return look
  }

  private func text(_ kinds: [DiagnosticKind], _ findings: Findings?) -> String {
    let style = project.color.style(descriptor: STDOUT_FILENO)
    if finding != nil, let kind = kinds.first {
      return findings.map { explanation(of: kind, here: $0, options: TextOptions(style: style)) }
        ?? explanation(of: kind, style: style)
    }
    var counts: [String: Int] = [:]
    for finding in findings?.diagnostics ?? [] { counts[finding.kind.code, default: 0] += 1 }
    let width = kinds.map(\.name.count).max() ?? 0
    let lines = kinds.compactMap { kind -> String? in
      let line = "\(kind.code)  \(kind.name.padded(to: width))  \(kind.severity.rawValue)"
      guard findings != nil else { return line + "\n" }
      return counts[kind.code].map { "\(line.padded(to: width + 17))  \($0) here\n" }
    }
    return lines.isEmpty ? "nothing is found here\n" : lines.joined()
  }
}

extension String {
  /// The text with spaces behind it, `width` characters long at least.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
