import CLibGit2

/// Why git could not answer.
package enum GitError: Error, Hashable, Sendable {
  /// libgit2 is not installed, or in another version than this program was built with.
  case libraryMissing
  /// libgit2's own words.
  case failed(operation: String, reason: String)
}

/// libgit2, opened when it is first needed. Its first use must be on one thread.
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
