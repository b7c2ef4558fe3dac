import SluicePipeline

/// A file that may go into the bundle, before anything is asked of it but where it is.
struct Candidate {
  /// Where the bytes come from.
  enum Content: Hashable {
    /// An object of the repository at this position; `isOnDisk` where the working tree has the same.
    case object(repository: Int, ObjectID, isOnDisk: Bool)
    /// The file as it lies in the folder.
    case disk
  }

  /// How git came to know it.
  enum Standing: Hashable {
    case tracked
    /// The path of the submodule that has it.
    case submodule(BundlePath)
    /// It lies in the folder, and git does not have it.
    case untracked, ignored
    /// There is no repository.
    case found
  }

  var path: BundlePath
  var mode: TrackedFile.Mode
  var content: Content
  var standing: Standing
  /// `export-ignore` holds for it.
  var isExportIgnored = false
  /// Git LFS keeps its content elsewhere.
  var isLargeFile = false
  /// The working tree's file is not the one that the index remembers; for a file of Git LFS that says
  /// nothing yet.
  var mayDiffer = false
}

/// Why a path of the bundle is not what the commit has.
package enum Uncommitted: Hashable, Sendable {
  case staged, modified, deleted
  /// Another commit of a submodule is checked out.
  case submodule
}

extension Candidate {
  /// What lies on the disk; `nil` for what is no file and no link.
  init?(_ path: BundlePath, _ entry: DiskFolder.Entry, standing: Standing) {
    switch entry {
    case .file(_, let isExecutable): mode = isExecutable ? .executable : .file
    case .link: mode = .link
    case .folder, .other: return nil
    }
    self.path = path
    self.standing = standing
    content = .disk
  }
}
