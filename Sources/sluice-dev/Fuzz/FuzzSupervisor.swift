import Foundation
import SluiceFuzz

/// Starts workers, one for each core, and watches them: one that an input ends, or keeps busy for too
/// long, leaves that input behind and is followed by another.
struct FuzzSupervisor {
  private let options: FuzzOptions
  private let folder: String
  /// Executions by target.
  private(set) var total = 0
  /// Inputs that ended a worker, kept it busy, or broke a promise.
  private(set) var failures = 0

  /// Processor time that an execution may take, in nanoseconds.
  private static let patience: UInt64 = 20_000_000_000
  /// After so many ends a target is left alone.
  private static let endLimit = 8

  init(_ options: FuzzOptions) {
    self.options = options
    folder = NSTemporaryDirectory() + "/sluice-fuzz-boards-\(getpid())"
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
  }

  private struct Worker {
    var process: pid_t
    var board: FuzzBoard
    var number: Int
  }

  mutating func run() {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let share = max(1, options.seconds / options.targets.count)
    for target in options.targets { run(target, seconds: share) }
    print("\(total) executions, \(failures) failures")
  }

  private mutating func run(_ target: FuzzTarget, seconds: Int) {
    let end = time(nil) + seconds
    let width = ProcessInfo.processInfo.activeProcessorCount
    var workers = (0..<width).compactMap { start(target, $0, generation: 0, seconds) }
    var (executions, bytes, slowest, found, ends) = (0, 0, UInt64(0), 0, 0)
    var generation = 0
    while !workers.isEmpty {
      usleep(50_000)
      for worker in workers {
        var status: Int32 = 0
        let isGone = waitpid(worker.process, &status, WNOHANG) == worker.process
        let isHung = !isGone && isBusy(worker)
        if isHung {
          kill(worker.process, SIGKILL)
          waitpid(worker.process, &status, 0)
        }
        guard isGone || isHung else { continue }
        executions += Int(worker.board[.executions])
        bytes += Int(worker.board[.bytes])
        slowest = max(slowest, worker.board[.slowest])
        found += Int(worker.board[.found])
        failures += Int(worker.board[.faults])
        workers.removeAll { $0.process == worker.process }
        if status != 0 {
          ends += 1
          let words = isHung ? "does not end" : "ends the process (signal \(status & 0x7F))"
          options.fail(words, target, worker.board.input ?? [])
          try? FileManager.default.removeItem(
            atPath: repositoryFolder(process: worker.process))
        }
        let left = end - time(nil)
        if status != 0 || worker.board[.isWorn] == 1, ends < FuzzSupervisor.endLimit, left > 0 {
          generation += 1
          if let next = start(target, worker.number, generation: generation, left) {
            workers.append(next)
          }
        }
        worker.board.close()
      }
    }
    total += executions
    failures += ends
    let name = target.rawValue.padding(toLength: 14, withPad: " ", startingAt: 0)
    print(
      "\(name) \(executions) executions, \(bytes >> 10) KiB, \(found) inputs found, "
        + "slowest \(slowest / 1_000_000) ms" + (ends > 0 ? ", \(ends) ends" : ""))
    fflush(nil)
  }

  private func isBusy(_ worker: Worker) -> Bool {
    let started = worker.board[.started]
    guard started > 0, let now = processorTime(of: worker.process) else { return false }
    return now > started && now - started > FuzzSupervisor.patience
  }

  private func start(
    _ target: FuzzTarget, _ number: Int, generation: Int, _ seconds: Int
  ) -> Worker? {
    let path = folder + "/\(number)-\(generation)"
    guard let board = FuzzBoard(path: path) else { return nil }
    board.clear()
    let seed = options.seed &* 1000 &+ UInt64(number) &+ UInt64(generation) &* 100
    let words = options.words(for: target, seed: seed, seconds: seconds, board: path)
    guard let process = spawnSelf(words) else { return nil }
    return Worker(process: process, board: board, number: number)
  }
}

/// This program with other arguments; `nil` if it cannot be started.
func spawnSelf(_ words: [String]) -> pid_t? {
  var arguments = (["sluice-dev"] + words).map { strdup($0) }
  arguments.append(nil)
  defer { for argument in arguments { free(argument) } }
  var process = pid_t()
  let error = posix_spawn(&process, "/proc/self/exe", nil, nil, arguments, environ)
  return error == 0 ? process : nil
}
