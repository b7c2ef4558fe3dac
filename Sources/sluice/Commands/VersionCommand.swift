import ArgumentParser

/// `sluice version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version of this program.")

  func run() {
    Console.result("sluice \(toolVersion)\n")
  }
}
