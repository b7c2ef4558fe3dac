package import SluiceCore

/// What goes into a bundle, and what does not, each with its reason. A plain value, filled by whoever
/// reads git and the disk.
package struct BundleList: Hashable, Sendable {
  /// By path, each once.
  package var files: [BundleFile]
  /// By path; a folder of which nothing goes in is one entry, with a `/` at its end.
  package var leftOut: [LeftOut]
  /// Where the contents come from.
  package var origin: BundleOrigin

  package init(files: [BundleFile], leftOut: [LeftOut], origin: BundleOrigin) {
    self.files = files
    self.leftOut = leftOut
    self.origin = origin
  }
}

/// Where a bundle's contents come from.
package enum BundleOrigin: String, Hashable, Sendable, CaseIterable {
  /// The commit that is checked out.
  case head
  /// What is staged.
  case index
  /// The tracked files as they lie in the folder.
  case worktree
  /// All files of a folder that is in no repository.
  case folder
}

/// A file or link that goes in.
package struct BundleFile: Hashable, Sendable {
  /// What it becomes in the archive.
  package enum Kind: Hashable, Sendable {
    case file, executable
    /// The text of the link, as bytes.
    case link(target: [UInt8])
  }

  /// Why it goes in: the first that holds.
  package enum Reason: Hashable, Sendable {
    /// The code of these tasks, in declared order.
    case source([TaskName])
    /// A task's code imports it, maybe through others; `importer` is the file that does.
    case imported(importer: String)
    /// The specification, or a file that it or the tools of the project read.
    case configuration
    /// `bundle.include` names it; the pattern.
    case included(String)
    case tracked
    /// The repository at this path has it, inside of the project's own.
    case submodule(String)
    /// It lies in the folder, which is in no repository.
    case found
  }

  package var path: BundlePath
  package var kind: Kind
  package var reason: Reason
  /// Bytes of its content; of a link's text.
  package var size: Int

  package init(path: BundlePath, kind: Kind, reason: Reason, size: Int) {
    self.path = path
    self.kind = kind
    self.reason = reason
    self.size = size
  }
}

/// Something of the folder that does not go in.
package struct LeftOut: Hashable, Sendable {
  /// Why.
  package enum Reason: Hashable, Sendable {
    case untracked
    /// An ignore rule of git hides it.
    case ignored
    /// `bundle.exclude` names it; the pattern.
    case excluded(String)
    /// `.gitattributes` sets `export-ignore` for it, or for a folder that it lies in.
    case exportIgnored
    /// Bytes, over the limit of `bundle.max-file`.
    case tooLarge(Int)
    /// A link out of the project; its text.
    case linkOutside([UInt8])
    /// A submodule that is not checked out.
    case submoduleMissing
    /// A pointer of Git LFS whose content is not on this machine.
    case contentMissing
    /// Deleted in the working tree.
    case deleted
    /// A pipe, a socket, a device.
    case notAFile
    /// A merge has left it in conflict.
    case conflicted
    /// Sluice has written it: an archive, a specification for a cluster.
    case written
    /// A task makes it.
    case product
    /// What tools leave in folders and make anew: caches, environments.
    case cache
  }

  package var path: BundlePath
  package var reason: Reason

  package init(path: BundlePath, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}
