import ArgumentParser
import SluiceCore
import SluicePipeline
import SluiceReport

/// The manual page, in the macros of `man`: the same program gives the same bytes.
struct ManualPage {
  /// `sluice(1)`; `nil` if the commands cannot be told.
  static var ofThisProgram: String? {
    CommandTree.ofThisProgram.map { tree in
      var page = ManualPage()
      page.write(tree)
      return page.text
    }
  }

  private var text = ""

  private mutating func write(_ tree: CommandTree) {
    let shared = tree.sharedArguments
    line(".TH SLUICE 1 \"\" \"sluice \(toolVersion)\" \"Sluice\"")
    line(".SH NAME")
    line("sluice \\- \(words(tree.root.abstract))")
    line(".SH SYNOPSIS")
    line(".B sluice")
    line("\\fIcommand\\fR [\\fIoptions\\fR]")
    line(".SH DESCRIPTION")
    paragraphs(tree.root.discussion)
    line(".SH COMMANDS")
    for command in tree.commands {
      line(".SS sluice \(words(synopsis(command)))")
      paragraphs(command.abstract)
      if !command.discussion.isEmpty {
        line(".PP")
        paragraphs(command.discussion)
      }
      for argument in command.arguments where !shared.contains(argument) { entry(argument) }
    }
    line(".SH COMMON OPTIONS")
    line("Every command about a project takes these.")
    for argument in shared { entry(argument) }
    entry(["-h", "--help"], "Show what the program, or one of its commands, can do.")
    line(".SH EXIT STATUS")
    for (code, meaning) in [
      ("0", "Nothing at or above the failing severity."), ("1", "Findings."),
      ("2", "The question itself is wrong: a flag, the configuration, no project."),
      ("3", "The program could not finish: the disk, git, or a mistake of its own."),
    ] {
      entry([code], meaning)
    }
    line(".SH ENVIRONMENT")
    for (name, meaning) in environment { entry([name], meaning) }
    line(".SH FILES")
    for (name, meaning) in [
      ("pipeline.yaml", "What is checked: the tasks of the project, as Ploomber reads them."),
      (
        Configuration.fileName,
        "What is different in this project. Its keys: "
          + Configuration.keys.map(\.name).joined(separator: ", ") + "."
      ),
      (Configuration.baselineName, "Findings that were there before, and are not shown."),
    ] {
      entry([name], meaning)
    }
    line(".SH SEE ALSO")
    line("\\fBsluice help\\fR \\fIcommand\\fR, \\fBsluice explain\\fR, \\fBargo\\fR(1)")
  }

  private var environment: [(name: String, meaning: String)] {
    ConfigurationVariable.all().map {
      ($0.name, "\($0.key.summary) As '\($0.path.joined(separator: "."))' in sluice.yaml.")
    } + [
      (FindingFormat.variable, "The form of findings, as the option --format of 'sluice check'."),
      ("ENTRY_POINT", "The name of the specification, as Ploomber has it."),
      ("PLOOMBER_ENV_FILENAME", "The name of the file with placeholders' values."),
      ("NO_COLOR", "Set: no colours."),
      ("CLICOLOR_FORCE", "Set, and not 0: colours everywhere."),
      ("GITHUB_ACTIONS", "If it is 'true', findings are written as GitHub's annotations."),
      ("SOURCE_DATE_EPOCH", "The moment that {{now}} stands for, in seconds."),
    ]
  }

  private func synopsis(_ command: CommandTree.Command) -> String {
    let positional = command.arguments.filter(\.names.isEmpty).map { argument in
      let name = "<\(argument.value ?? "")>" + (argument.isRepeating ? "..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return ([command.name] + positional).joined(separator: " ")
  }

  private mutating func entry(_ argument: CommandTree.Argument) {
    var names = argument.names
    let value = argument.value.map { "<\($0)>" } ?? ""
    if names.isEmpty {
      names = [value]
    } else if !value.isEmpty {
      names[names.count - 1] += " " + value
    }
    var remarks: [String] = []
    if !argument.choices.isEmpty { remarks.append(argument.choices.joined(separator: ", ")) }
    if let byDefault = argument.byDefault { remarks.append("default: \(byDefault)") }
    entry(names, ([argument.abstract] + remarks.map { "(\($0))" }).joined(separator: " "))
  }

  private mutating func entry(_ names: [String], _ meaning: String) {
    line(".TP")
    line(names.map { "\\fB\(words($0))\\fR" }.joined(separator: ", "))
    line(words(meaning))
  }

  /// Lines of the text stay lines; an empty one begins a paragraph.
  private mutating func paragraphs(_ text: String) {
    var isFirst = true
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if part.isEmpty {
        line(".PP")
        isFirst = true
        continue
      }
      if !isFirst { line(".br") }
      line(words(String(part)))
      isFirst = false
    }
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  /// The text with what `roff` would obey made plain.
  private func words(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "\n": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
