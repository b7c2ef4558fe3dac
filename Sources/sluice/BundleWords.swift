import SluiceBundle
import SluiceCore
import SluicePipeline

/// Why git was not asked, as a clause.
func words(_ error: GitError) -> String {
  switch error {
  case .libraryMissing: "libgit2 is not installed"
  case .failed(let operation, let reason): "git could not \(operation): \(reason)"
  case .missing(let name): "git has no commit '\(name)'"
  case .hostileName(let path):
    "the repository has a path that leads elsewhere: \(BundlePath(path).shown)"
  case .tooManyEntries(let limit):
    "the commit has more than \(limit) entries (limit '\(Limit.bundleFiles.name)')"
  }
}

/// Why there is no bundle, as a clause.
func words(_ error: BundleError) -> String {
  switch error {
  case .git(let error): words(error)
  case .noRepository:
    "the project is in no git repository; `--from worktree` takes its folder as it is"
  case .noCommit:
    "the repository has no commit yet: commit, or take what is there with `--from worktree`"
  case .unreadable(let path, let reason): "\(path.shown) cannot be read: \(reason)"
  case .changed(let path): "\(path.shown) changed while it was read"
  case .objectMissing(let path): "git's object of \(path.shown) is not on this machine"
  case .clash(let path): "two entries want to be \(path.shown)"
  case .tooManyFiles(let limit):
    "there are more than \(limit) files (limit '\(Limit.bundleFiles.name)')"
  case .compression: "zlib refused"
  case .unwritable(let reason): "the archive cannot be written: \(reason)"
  }
}

extension BundleError {
  /// Whether the question was wrong, rather than the world.
  var exit: Exit {
    switch self {
    case .noRepository, .noCommit: .wrongQuestion
    case .git, .unreadable, .changed, .objectMissing, .clash, .tooManyFiles, .compression,
      .unwritable:
      .couldNotFinish
    }
  }
}
