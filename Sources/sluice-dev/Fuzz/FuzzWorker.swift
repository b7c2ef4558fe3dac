import Glibc
import SluiceFuzz

/// The process that runs a target, and that an input may end.
struct FuzzWorker {
  private let target: FuzzTarget
  private let options: FuzzOptions
  private let board: FuzzBoard
  private var session: FuzzSession
  /// Faults that have been reported, without their numbers.
  private var reported: Set<String> = []

  init(_ target: FuzzTarget, _ options: FuzzOptions, board: FuzzBoard) {
    self.target = target
    self.options = options
    self.board = board
    session = FuzzSession(target, seed: options.seed, corpus: options.seeds(of: target))
    // An input that makes the process larger ends it.
    var limit = rlimit(rlim_cur: FuzzWorker.memoryLimit, rlim_max: FuzzWorker.memoryLimit)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }

  /// The address space of a worker, in bytes.
  private static let memoryLimit: rlim_t = 4 << 30
  /// Resident KiB from which on another worker goes on: libgit2 1.5 loses some memory each time it looks
  /// for remotes, and in the end an input would be blamed for it.
  private static let wornSize = 400 << 10

  mutating func run() {
    let end = time(nil) + options.seconds
    var count = 0
    while count < options.count, count % 16 != 0 || time(nil) < end {
      step()
      count += 1
      if count % 16 == 0, FuzzWorker.residentSize > FuzzWorker.wornSize {
        board[.isWorn] = 1
        break
      }
    }
    options.keep(session.found, of: target)
  }

  /// The most that was resident, in KiB.
  private static var residentSize: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  private mutating func step() {
    let input = session.next()
    guard input.count <= FuzzBoard.capacity else { return }
    let (outcome, spent) = run(input)
    board[.executions] += 1
    board[.bytes] += UInt64(input.count)
    session.take(outcome, of: input)
    board[.found] = UInt64(session.found.count)
    board[.slowest] = max(board[.slowest], spent)
    if let fault = outcome.fault { report(fault, input) }
    // A second look tells slow code from a busy machine.
    let budget = FuzzWorker.budget(input.count + outcome.made)
    if spent > budget, case let again = run(input).spent, again > budget {
      report("slow: \(again / 1_000_000) ms for \(input.count) bytes", input)
    }
  }

  private func run(_ input: [UInt8]) -> (outcome: FuzzOutcome, spent: UInt64) {
    let start = processorTime() ?? 0
    board.begin(input, at: start)
    let outcome = target.run(input)
    board[.started] = 0
    return (outcome, (processorTime() ?? start) - start)
  }

  /// What so many bytes may take, read and made, in nanoseconds: far more than they do.
  private static func budget(_ size: Int) -> UInt64 {
    500_000_000 + UInt64(size) * 10_000
  }

  private mutating func report(_ fault: String, _ input: [UInt8]) {
    guard reported.insert(fault.filter { !$0.isNumber }).inserted, reported.count <= 20 else {
      return
    }
    board[.faults] += 1
    options.fail(fault, target, input)
  }
}
