import Foundation
import Testing

/// The built program, run for real.
struct Command {
  var status: Int32
  var output: String
  var talk: String

  /// Runs `sluice` in `folder`, without colour and without variables of Ploomber.
  init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
    let process = Command.process(arguments, in: folder, environment: environment)
    let output = Pipe()
    let talk = Pipe()
    process.standardOutput = output
    process.standardError = talk
    try process.run()
    let outputBytes = output.fileHandleForReading.readDataToEndOfFile()
    let talkBytes = talk.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
    self.output = String(decoding: outputBytes, as: UTF8.self)
    self.talk = String(decoding: talkBytes, as: UTF8.self)
  }
  /// `sluice`, ready to run.
  static func process(
    _ arguments: [String], in folder: URL, environment: [String: String]
  ) -> Process {
    let process = Process()
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.executableURL = tests.deletingLastPathComponent().appending(path: "sluice")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/"].merging(environment) { $1 }
    return process
  }
}
