import ArgumentParser

/// `sluice man`.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the manual page: `sluice man | man -l -`.")

  func run() throws {
    guard let page = ManualPage.ofThisProgram else {
      Console.talk("error: the manual page cannot be made")
      throw Exit.couldNotFinish
    }
    Console.result(page)
  }
}
