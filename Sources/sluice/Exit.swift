import Glibc
import SluiceBundle

/// How a command ends. The numbers never change their meaning.
enum Exit: Int32, Error {
  /// Findings at or above the failing severity.
  case findings = 1
  /// Wrong flags, no project, no such task.
  case wrongQuestion = 2
  /// The disk, git, or a mistake of our own.
  case couldNotFinish = 3
}

func finish(_ code: Exit) -> Never {
  settleGit()
  exit(code.rawValue)
}
