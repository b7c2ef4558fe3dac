import ArgumentParser
import SluiceBundle
import SluiceExport

/// The root command.
struct Sluice: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract:
      "Checks a Ploomber-style pipeline without running it, and exports it to Argo Workflows.",
    discussion: """
      Nothing of the project is run, imported or installed, and no network connection is opened, but \
      by `upload`. \
      Results go to standard output, talk goes to standard error.

      Exit codes: 0 nothing at or above the failing severity, 1 findings, 2 the question itself is \
      wrong, 3 could not finish.
      """,
    version: toolVersion,
    subcommands: [
      CheckCommand.self, GraphCommand.self, ListCommand.self, StatusCommand.self,
      AffectedCommand.self, DiffCommand.self,
      WhyCommand.self, BundleCommand.self, ExportCommand.self, UploadCommand.self,
      WhenceCommand.self, TranslateCommand.self, ExplainCommand.self, InitCommand.self,
      AdoptCommand.self,
      ConfigCommand.self,
      SchemaCommand.self, CompletionsCommand.self, ManCommand.self,
      VersionCommand.self,
    ])
}

/// The version of this program.
let toolVersion = "0.1.0"

@main
enum Main {
  static func main() {
    do throws(Exit) { try prepareProcess() } catch { finish(error) }
    let arguments = withPloomberOverrides(Array(CommandLine.arguments.dropFirst()))
    // Scripts ask for the version often, and the argument parser takes twice the time of the rest.
    if arguments == ["version"] { return VersionCommand().run() }
    if arguments.first == "check" { AnswerFile()?.repeatAnswer() }
    prepareGit(for: arguments)
    defer { settleGit() }
    do {
      var command = try Sluice.parseAsRoot(arguments)
      try command.run()
    } catch let code as Exit {
      finish(code)
    } catch {
      let message = Sluice.fullMessage(for: error)
      guard Sluice.exitCode(for: error) == .success else {
        let commands = Sluice.configuration.subcommands.compactMap { $0.configuration.commandName }
        Console.talk(withMeantWord(message, commands: commands))
        finish(.wrongQuestion)
      }
      Console.result(message)
    }
  }
}

/// Lets libgit2 load beside the argument parser and the analysis, where the command is about a project
/// in a repository: it takes longer than both.
private func prepareGit(for arguments: [String]) {
  guard let command = arguments.first,
    [
      "affected", "bundle", "check", "diff", "export", "graph", "list", "status", "translate",
      "upload", "whence", "why",
    ]
    .contains(command) || arguments.contains("--here")
  else {
    return
  }
  let flag = arguments.firstIndex(of: "-C").map { $0 + 1 }
  let folder = flag.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil } ?? "."
  if let real = realFolder(folder) { openGitEarly(for: real) }
}

/// Ploomber's form of an override, `--env--a--b value`, as ours: `--env a.b=value`.
func withPloomberOverrides(_ arguments: [String]) -> [String] {
  var result: [String] = []
  var index = 0
  while index < arguments.count {
    let argument = arguments[index]
    index += 1
    if argument == "--" {
      result.append(argument)
      result.append(contentsOf: arguments[index...])
      break
    }
    guard argument.hasPrefix("--env--") else {
      result.append(argument)
      continue
    }
    let body = argument.dropFirst("--env--".count)
    let key = body.prefix { $0 != "=" }
    var value = body.dropFirst(key.count + 1)
    if key.count == body.count {
      guard index < arguments.count else {
        result.append(argument)
        break
      }
      value = arguments[index][...]
      index += 1
    }
    result += ["--env", "\(dotted(key))=\(value)"]
  }
  return result
}

/// `a--b` as `a.b`.
private func dotted(_ key: Substring) -> String {
  var result = ""
  var rest = key
  while !rest.isEmpty {
    if rest.hasPrefix("--") {
      result += "."
      rest = rest.dropFirst(2)
    } else {
      result.append(rest.removeFirst())
    }
  }
  return result
}
