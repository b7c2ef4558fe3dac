import Glibc

/// Makes sure of what the rest takes for granted, however the program was started.
func prepareProcess() throws(Exit) {
  shareHeap()
  // Else the first file that is opened would be standard output. What is written here fails.
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
    _ = open("/dev/null", O_RDONLY)
  }
  // A file over the limit is a refusal of the disk like others, with words and nothing left behind.
  signal(SIGXFSZ, SIG_IGN)
  // They come from /proc; without them every command would pass for a question for help.
  guard !CommandLine.arguments.isEmpty else {
    Console.talk("error: the arguments cannot be read: /proc is not mounted")
    throw .couldNotFinish
  }
}

/// Lets all threads take their memory from one heap. Else what one thread has given back is of no use to
/// another, which of a large project is a tenth of all memory, and the heaps of threads go back to the
/// system again and again. Where the C library has no such choice nothing happens.
private func shareHeap() {
  typealias Option = @convention(c) (Int32, Int32) -> Int32
  guard let symbol = dlsym(nil, "mallopt") else { return }
  let arenaLimit: Int32 = -8  // M_ARENA_MAX
  _ = unsafeBitCast(symbol, to: Option.self)(arenaLimit, 1)
}
