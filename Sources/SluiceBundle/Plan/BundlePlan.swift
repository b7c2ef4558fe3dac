package import SluicePipeline

/// Which files a bundle will hold, and where each one's bytes come from. Not `Sendable`: it keeps
/// repositories open.
package struct BundlePlan {
  /// What goes in, and what does not.
  package var list: BundleList
  /// What differs from the commit, of all that would go in, by path.
  package var uncommitted: [(path: BundlePath, how: Uncommitted)] = []
  /// Files that look changed, and that a filter of git, which is not run here, may make the same again:
  /// their path and the filter. The commit's content goes in.
  package var unclear: [(path: BundlePath, filter: String)] = []
  /// What goes in may be something else than the commit has.
  package var isDirty = false
  /// What git says of the commit; `nil` outside repositories.
  package var commit: CommitFacts?
  /// Where the bytes come from, file by file.
  var contents: [Content] = []
  let disk: DiskFolder
  /// An object of more bytes is read from the working tree where that has the same: libgit2 can hand over
  /// an object of a pack only as a whole.
  var objectLimit = 4 << 20
  var stores: [ObjectStore] = []

  /// Where one file's bytes come from.
  enum Content: Hashable {
    /// As in `Candidate.Content`.
    case object(repository: Int, ObjectID, isOnDisk: Bool)
    case disk
    /// A file that Git LFS keeps at this absolute path, or that lies in the folder where that is `nil`.
    case largeFile(LargeFile, at: String?)
    /// All that there is of it stands in the list.
    case link
  }

  /// What git says of the commit that is checked out.
  package struct CommitFacts: Hashable, Sendable {
    /// As in `SourceVersion`.
    package var id: String
    package var describe: String
    package var branch: String?
    package var remote: String?
    package var isPushed: Bool?
    package var folder: String
  }
}
