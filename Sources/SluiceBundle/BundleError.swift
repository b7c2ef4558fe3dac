package import SluicePipeline

/// Why a bundle could not be finished. What the user can mend in the project is a finding instead.
package enum BundleError: Error, Hashable, Sendable {
  case git(GitError)
  /// The folder is in no repository, and what git has was asked for.
  case noRepository
  /// The repository has no commit, and the commit was asked for.
  case noCommit
  /// The operating system's words.
  case unreadable(BundlePath, reason: String)
  /// What lies there is not what lay there a moment ago.
  case changed(BundlePath)
  /// Of a large file that git has, neither the working tree's copy nor the object can be read.
  case objectMissing(BundlePath)
  /// Two entries want one place: a file and a folder of one name.
  case clash(BundlePath)
  /// More files than `limit`.
  case tooManyFiles(limit: Int)
  /// The compression library refused.
  case compression
  /// Whoever takes the archive refused; the operating system's words.
  case unwritable(String)
}
