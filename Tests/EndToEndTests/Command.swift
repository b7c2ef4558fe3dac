import Foundation
import Testing

/// The built program, run for real.
struct Command {
  var status: Int32
  var output: String
  var talk: String

  /// Runs `sluice` in `folder`, without colour and without variables of Ploomber.
  init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
    let process = Process()
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.executableURL = tests.deletingLastPathComponent().appending(path: "sluice")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/"].merging(environment) { $1 }
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
}

/// A folder of its own for one test, removed with it.
final class Scratch {
  let url: URL

  init(copyOf folder: URL? = nil, named name: String = "demo") throws {
    let parent = URL(filePath: NSTemporaryDirectory()).appending(
      path: "sluice-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    url = parent.resolvingSymlinksInPath().appending(path: name)
    if let folder {
      try FileManager.default.copyItem(at: folder, to: url)
    } else {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

  func write(_ path: String, _ text: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) -> String? {
    try? String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []).sorted()
  }
}
