import ArgumentParser
import SluiceScan

/// The commands and their flags, as the argument parser knows them.
struct CommandTree {
  /// A flag, an option or a positional argument.
  struct Argument: Hashable {
    /// As they are typed: `-C`, `--entry`; empty for what stands by its position.
    var names: [String]
    /// What stands for the value; `nil` for a flag.
    var value: String?
    var isOptional: Bool
    var isRepeating: Bool
    var abstract: String
    /// The words that it takes, if they are few.
    var choices: [String]
    var byDefault: String?
  }

  /// One command.
  struct Command {
    var name: String
    var abstract: String
    var discussion: String
    var arguments: [Argument]
  }

  /// `sluice` itself.
  var root: Command
  /// In the order of `--help`.
  var commands: [Command]

  /// The tree of this program; `nil` if the parser's own description cannot be read.
  static var ofThisProgram: CommandTree? {
    let bytes = Array(Sluice._dumpHelp().utf8)
    guard let root = (try? JSONParser.parse(bytes))?["command"] else { return nil }
    let reader = DumpReader(bytes: bytes)
    return CommandTree(
      root: reader.command(root),
      commands: (root["subcommands"]?.items ?? []).map(reader.command)
        .filter { $0.name != "help" })
  }

  /// What every command about a project takes, in the order of `--help`.
  var sharedArguments: [Argument] {
    let aboutProjects = commands.filter { command in
      command.arguments.contains { $0.names.contains("--entry") }
    }
    guard let first = aboutProjects.first else { return [] }
    return first.arguments.filter { argument in
      aboutProjects.allSatisfy { $0.arguments.contains(argument) }
    }
  }
}

private struct DumpReader {
  let bytes: [UInt8]

  func command(_ node: JSONNode) -> CommandTree.Command {
    CommandTree.Command(
      name: text(node["commandName"]) ?? "", abstract: text(node["abstract"]) ?? "",
      discussion: text(node["discussion"]) ?? "",
      arguments: (node["arguments"]?.items ?? []).map(argument).filter {
        // Every command has these; they are told once.
        !$0.names.contains("--help") && !$0.names.contains("--version")
      })
  }

  private func argument(_ node: JSONNode) -> CommandTree.Argument {
    let names = (node["names"]?.items ?? []).compactMap { name in
      text(name["name"]).map { (text(name["kind"]) == "long" ? "--" : "-") + $0 }
    }
    return CommandTree.Argument(
      names: names,
      value: text(node["kind"]) == "flag" ? nil : text(node["valueName"]) ?? "value",
      isOptional: isTrue(node["isOptional"]), isRepeating: isTrue(node["isRepeating"]),
      abstract: text(node["abstract"]) ?? "",
      choices: (node["allValues"]?.items ?? []).compactMap(text),
      byDefault: text(node["defaultValue"]))
  }

  private func text(_ node: JSONNode?) -> String? { node?.string(in: bytes) }

  private func isTrue(_ node: JSONNode?) -> Bool { node?.kind == .boolean(true) }
}
