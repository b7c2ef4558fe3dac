import Foundation
import SluiceFuzz

/// `fuzz TARGET… [--seconds N | --count N] [--seed S] [--corpus DIR]`: gives broken inputs to the
/// targets, on all cores, from the root of a checkout. `fuzz TARGET FILE… [--shrink]`: runs these
/// inputs alone, or makes smaller ones that fail as they do.
func fuzz(_ arguments: [String]) {
  guard let options = FuzzOptions(arguments) else {
    print(
      """
      usage: sluice-dev fuzz TARGET… | all [--seconds N | --count N] [--seed S] [--corpus DIR]
             sluice-dev fuzz TARGET FILE… [--shrink]
      targets: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))
      """)
    exit(2)
  }
  if let path = options.board {
    guard let board = FuzzBoard(path: path) else { exit(2) }
    var worker = FuzzWorker(options.targets[0], options, board: board)
    worker.run()
  } else if options.files.isEmpty {
    var supervisor = FuzzSupervisor(options)
    supervisor.run()
    if supervisor.failures > 0 { exit(1) }
  } else {
    for file in options.files { again(file, options.targets[0], options) }
  }
}

/// Runs one input, and says how long it took and what was wrong.
private func again(_ file: String, _ target: FuzzTarget, _ options: FuzzOptions) {
  guard let input = fileBytes(file) else { return print("\(file): cannot be read") }
  if options.shrinks { return shrink(input, target, to: file + ".small") }
  let start = processorTime() ?? 0
  let outcome = target.run(input)
  let spent = ((processorTime() ?? start) - start) / 1_000_000
  print("\(file): \(outcome.fault ?? "sound"), \(spent) ms")
  if outcome.fault != nil { exit(1) }
}

/// Takes out pieces, half of the text first, then smaller ones, as long as what is left still fails. Each
/// try is a process of its own, since it may not end well.
private func shrink(_ input: [UInt8], _ target: FuzzTarget, to path: String) {
  func fails(_ bytes: [UInt8]) -> Bool {
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    guard let process = spawnSelf(["fuzz", target.rawValue, path]) else { return false }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status != 0
  }
  var best = input
  guard fails(best) else { return print("\(path): the whole input does not fail") }
  var size = max(1, best.count / 2)
  while size > 0 {
    var start = 0
    var isSmaller = false
    while start < best.count {
      var next = best
      next.removeSubrange(start..<min(best.count, start + size))
      if fails(next) {
        best = next
        isSmaller = true
      } else {
        start += size
      }
    }
    if !isSmaller || size > 1 { size /= 2 }
  }
  _ = fails(best)
  print("\(path): \(best.count) of \(input.count) bytes")
}
