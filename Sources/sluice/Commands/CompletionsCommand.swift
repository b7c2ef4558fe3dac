import ArgumentParser

/// `sluice completions`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the script that lets a shell complete commands, flags, tasks and codes.",
    discussion: """
      bash: sluice completions bash > ~/.local/share/bash-completion/completions/sluice
      zsh:  sluice completions zsh > a folder of your fpath, as _sluice
      fish: sluice completions fish > ~/.config/fish/completions/sluice.fish
      """)

  /// The shells that can be told.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var own: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(help: "The shell.")
  var shell: Shell

  func run() {
    Console.result(Sluice.completionScript(for: shell.own))
  }
}
