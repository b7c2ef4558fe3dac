import Glibc

/// Makes sure of what the rest takes for granted, however the program was started.
func prepareProcess() throws(Exit) {
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
