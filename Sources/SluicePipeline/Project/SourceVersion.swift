/// Which version of the project's source a bundle holds: what a delivery names it by, and what lets a
/// run be traced back. Plain values; git is read elsewhere.
package struct SourceVersion: Hashable, Sendable {
  /// SHA-256 of the bundle's tar stream before it is compressed, in 64 lower-case hex digits. The same
  /// files give the same digest on every machine, whichever zlib compresses them.
  package var digest: String
  /// The commit that is checked out, in 40 lower-case hex digits (64 in a SHA-256 repository); `nil`
  /// outside repositories and before the first commit.
  package var commit: String?
  /// What `git describe --tags --always --dirty=-dirty` says of it; `nil` without a commit.
  package var describe: String?
  /// Whether the bundle may hold what is not in `commit`: something in it differs, or there is no commit.
  package var isDirty: Bool
  /// The URL of the remote that the branch follows, else of `origin`, else of the only remote, without
  /// user and password; `nil` if there is none.
  package var remote: String?
  /// The branch that is checked out, without `refs/heads/`; `nil` if `HEAD` is detached.
  package var branch: String?
  /// Whether `commit` is on a remote's branch, as far as this clone knows since it last fetched; `nil` if
  /// that is not known: no commit, no remote branch, or a history that is cut off.
  package var isPushed: Bool?
  /// The project's root, relative to the repository's working tree, without a `/` at its ends; empty
  /// where they are the same, `nil` outside repositories.
  package var folder: String?
  /// Bytes of the compressed archive.
  package var archiveSize: Int
  /// How many files and links the bundle holds, its manifest not counted.
  package var fileCount: Int
  /// The compressed archive (`tar.gz`), if it was asked for and is small enough; `nil` otherwise.
  package var archive: [UInt8]?

  package init(
    digest: String, commit: String? = nil, describe: String? = nil, isDirty: Bool,
    remote: String? = nil, branch: String? = nil, isPushed: Bool? = nil, folder: String? = nil,
    archiveSize: Int, fileCount: Int, archive: [UInt8]? = nil
  ) {
    self.digest = digest
    self.commit = commit
    self.describe = describe
    self.isDirty = isDirty
    self.remote = remote
    self.branch = branch
    self.isPushed = isPushed
    self.folder = folder
    self.archiveSize = archiveSize
    self.fileCount = fileCount
    self.archive = archive
  }
}
