import Glibc
import Synchronization

/// The program that is being waited for; 0 for none. A signal's handler reads it.
private let child = Atomic<pid_t>(0)

/// While a program is waited for, a signal that ends this one ends that one, too.
enum ChildSignals {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Calls `start`, which gives the program's number, while no signal can come between, then `wait` with
  /// that number. Signals that were ignored stay so.
  static func following<Answer, Failure: Error>(
    _ start: (_ mask: inout sigset_t) throws(Failure) -> pid_t, wait: (pid_t) -> Answer
  ) throws(Failure) -> Answer {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let process = try start(&before)
    child.store(process, ordering: .sequentiallyConsistent)
    var handlers: [(Int32, sigaction)] = []
    for number in numbers {
      var action = sigaction()
      var former = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        kill(child.load(ordering: .sequentiallyConsistent), number)
        _exit(128 + number)
      }
      sigaction(number, nil, &former)
      guard former.__sigaction_handler.sa_handler == nil else { continue }
      sigaction(number, &action, nil)
      handlers.append((number, former))
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    let answer = wait(process)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    for (number, former) in handlers {
      var former = former
      sigaction(number, &former, nil)
    }
    child.store(0, ordering: .sequentiallyConsistent)
    return answer
  }
}
