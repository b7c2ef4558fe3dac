import Glibc

/// Memory that a worker and its supervisor share, in a file: what the worker is at, so that an input
/// outlives the process that it ends. One process writes, the other reads.
struct FuzzBoard {
  /// The numbers on the board, in eight bytes each.
  enum Number: Int, CaseIterable {
    case executions, bytes
    /// Processor time at which the execution began that goes on; 0 between two.
    case started
    /// The length of its input.
    case length
    /// How many inputs showed something new, and the slowest execution, in nanoseconds.
    case found, slowest
    /// Broken promises that were reported.
    case faults
    /// 1 once the worker has grown so much that another shall go on.
    case isWorn
  }

  /// The longest input; a longer one is not run.
  static let capacity = 1 << 18
  private static let head = 4096
  private let memory: UnsafeMutableRawBufferPointer

  /// Opens the file, which is made where it is missing; `nil` if that fails.
  init?(path: String) {
    let size = FuzzBoard.head + FuzzBoard.capacity
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    defer { Glibc.close(file) }
    guard ftruncate(file, off_t(size)) == 0,
      let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), start != MAP_FAILED
    else { return nil }
    memory = UnsafeMutableRawBufferPointer(start: start, count: size)
  }

  /// Gives the memory back.
  func close() { munmap(memory.baseAddress, memory.count) }

  subscript(_ number: Number) -> UInt64 {
    get { memory.load(fromByteOffset: number.rawValue * 8, as: UInt64.self) }
    nonmutating set {
      memory.storeBytes(of: newValue, toByteOffset: number.rawValue * 8, as: UInt64.self)
    }
  }

  /// The input that is being run; `nil` between two.
  var input: [UInt8]? {
    guard self[.started] > 0 else { return nil }
    let length = min(Int(clamping: self[.length]), FuzzBoard.capacity)
    return Array(memory[FuzzBoard.head..<FuzzBoard.head + length])
  }

  /// Notes that `input` is being run from now on.
  func begin(_ input: [UInt8], at time: UInt64) {
    memory[FuzzBoard.head...].copyBytes(from: input.prefix(FuzzBoard.capacity))
    self[.length] = UInt64(input.count)
    self[.started] = max(1, time)
  }

  /// Forgets what the process before this one did.
  func clear() { for number in Number.allCases { self[number] = 0 } }
}

/// Processor time of a process, in nanoseconds; of this one by default. `nil` once it is gone.
func processorTime(of process: pid_t = getpid()) -> UInt64? {
  var clock = clockid_t()
  var time = timespec()
  guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
    return nil
  }
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
