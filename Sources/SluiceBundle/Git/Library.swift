import CLibGit2

/// Why git could not answer.
package enum GitError: Error, Hashable, Sendable {
  /// libgit2 is not installed, or in another version than this program was built with.
  case libraryMissing
  /// libgit2's own words.
  case failed(operation: String, reason: String)
  /// The commit of this name is not in the repository.
  case missing(String)
  /// A tree or the index holds a path that would lead elsewhere when it is unpacked.
  case hostileName([UInt8])
  /// A commit has more entries than `limit`: a tree that holds another one many times, and so on.
  case tooManyEntries(limit: Int)
}

/// Loads libgit2 beside what the caller does next, if `folder` lies in a repository. Takes an absolute
/// path. The process must not end before `settleGit()`.
package func openGitEarly(for folder: String) {
  if isInRepository(folder) { sluice_git_open_early() }
}

/// Waits until nothing is being loaded any more; at once where nothing is.
package func settleGit() {
  sluice_git_settle()
}

/// libgit2, opened when it is first needed.
struct Library {
  let functions: sluice_git_functions

  init() throws(GitError) {
    guard let functions = sluice_git_open() else { throw .libraryMissing }
    self.functions = functions.pointee
  }

  /// The words for the call that just failed.
  func failure(_ operation: String) -> GitError {
    let reason = functions.error_last().flatMap { $0.pointee.message.map { String(cString: $0) } }
    return .failed(operation: operation, reason: reason ?? "none given")
  }
}
