import Foundation
import Glibc
import Testing

/// The built program while it runs.
final class RunningCommand {
  private let process: Process
  private let output = Pipe()
  private let talk = Pipe()
  /// What was written and not yet waited for.
  private var texts: [Int32: String] = [:]

  init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
    process = Command.process(arguments, in: folder, environment: environment)
    process.standardOutput = output
    process.standardError = talk
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What is written to standard output until it holds `text`; fails the test where it never does.
  @discardableResult
  func output(until text: String, _ location: SourceLocation = #_sourceLocation) -> String {
    wait(for: text, on: output.fileHandleForReading.fileDescriptor, location)
  }

  /// The same for standard error.
  @discardableResult
  func talk(until text: String, _ location: SourceLocation = #_sourceLocation) -> String {
    wait(for: text, on: talk.fileHandleForReading.fileDescriptor, location)
  }

  /// Sends a signal, and gives the exit code.
  func end(by signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    for _ in 0..<6000 where process.isRunning { usleep(10_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Patient: a busy machine is no mistake.
  private func wait(
    for text: String, on descriptor: Int32, _ location: SourceLocation
  ) -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var target = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while !texts[descriptor, default: ""].contains(text) {
      guard poll(&target, 1, 60_000) > 0 else { break }
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      texts[descriptor, default: ""] += String(decoding: buffer[..<count], as: UTF8.self)
    }
    let all = texts[descriptor, default: ""]
    guard let end = all.range(of: text)?.upperBound else {
      Issue.record("waited for '\(text)', and got '\(all)'", sourceLocation: location)
      return all
    }
    texts[descriptor] = String(all[end...])
    return String(all[..<end])
  }
}
