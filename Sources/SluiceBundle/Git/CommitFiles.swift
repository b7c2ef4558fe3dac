import CLibGit2
package import SluicePipeline
import Synchronization

/// The two states of a project that are compared.
package struct ComparedStates: Sendable {
  /// One state.
  package struct State: Sendable {
    /// The commit, in 40 lower-case hex digits; `nil` is the working tree.
    package var commit: String?
    /// The project's files; `nil` is the disk.
    package var files: ProjectSnapshot?
  }

  package var base: State
  package var head: State
  /// Whether `base` is not the commit that was named, but where the later state left it.
  package var isForkPoint: Bool

  /// Finds the states of the project in the absolute, real path `root`. Nothing is checked out, and
  /// nothing is written; of the disk, only what is inside of `fence` is read.
  package init(of root: String, _ range: RevisionRange, fence: Fence) throws(RevisionError) {
    guard isInRepository(root) else { throw .noRepository }
    let repository = try git { () throws(GitError) in try Repository(containing: root) }
    guard repository.hasCommit else { throw .noCommit }
    let named = try repository.known(range.base)
    let head: ObjectID? = if let name = range.head { try repository.known(name) } else { nil }
    var base = named
    if range.isSinceFork {
      let other = if let head { head } else { try repository.known("HEAD") }
      base = try repository.fork(of: named, other, range.base)
    }
    isForkPoint = base != named
    self.base = try git { () throws(GitError) in try State(of: base, root, fence) }
    self.head = try git { () throws(GitError) in
      if let head { try State(of: head, root, fence) } else { State(commit: nil, files: nil) }
    }
  }
}

/// What git says, as the caller's error.
private func git<Answer: ~Copyable>(
  _ question: () throws(GitError) -> Answer
) throws(RevisionError) -> Answer {
  do throws(GitError) {
    return try question()
  } catch {
    throw .git(error)
  }
}

extension ComparedStates.State {
  fileprivate init(of commit: ObjectID, _ root: String, _ fence: Fence) throws(GitError) {
    let files = try CommitFiles(commit, in: root, fence)
    self.init(commit: commit.text, files: files.snapshot())
  }
}

extension Repository {
  /// The commit that a user names.
  fileprivate func known(_ name: String) throws(RevisionError) -> ObjectID {
    if let id = try? commit(of: name + "^{commit}") { return id }
    let remote = "origin/" + name
    let near = (try? commit(of: remote + "^{commit}")) == nil ? nil : remote
    throw .unknown(name, near: near, isShallow: isShallow)
  }

  /// The last commit that both have.
  fileprivate func fork(
    of one: ObjectID, _ other: ObjectID, _ name: String
  ) throws(RevisionError) -> ObjectID {
    var found = git_oid()
    var (first, second) = (one.value, other.value)
    guard library.functions.merge_base(&found, handle, &first, &second) == 0 else {
      throw .noFork(name, isShallow: isShallow)
    }
    return withUnsafePointer(to: found) { ObjectID($0) }
  }
}

/// The files of one commit, read from git's objects as they are asked for, one thread at a time.
final class CommitFiles: Sendable {
  private let trees: Mutex<CommitTrees>
  /// The absolute paths of the project's root, and of the working tree that it lies in.
  private let root: String
  private let workingTree: String
  /// Reads by absolute paths what the repository does not hold.
  private let disk: ProjectFolder

  init(_ commit: ObjectID, in root: String, _ fence: Fence) throws(GitError) {
    self.root = root
    disk = .disk(root: "/", fence: fence)
    let repository = try Repository(containing: root)
    workingTree = repository.workingTree ?? root
    trees = Mutex(try CommitTrees(commit, ObjectStore(repository)))
  }

  /// The project's files, by paths relative to its root.
  func snapshot() -> ProjectSnapshot {
    ProjectSnapshot(
      root: root,
      kind: { path in
        switch self.found(path) {
        case .file: .file
        case .folder: .directory
        case .missing: .missing
        case .outside(let path): self.disk.kind(of: path)
        }
      },
      size: { path in
        switch self.found(path) {
        case .file(let entry): self.trees.withLock { $0.size(of: entry) }
        case .folder, .missing: nil
        case .outside(let path): self.disk.size(of: path)
        }
      },
      bytes: { path in self.bytes(path) },
      names: { path in
        switch self.found(path) {
        case .folder(let folder): self.trees.withLock { $0.entries(of: folder).keys.sorted() }
        case .file, .missing: []
        case .outside(let path): self.disk.names(in: path)
        }
      })
  }

  private func bytes(_ path: String) -> Result<[UInt8], ProjectFolder.ReadError> {
    switch found(path) {
    case .missing: return .failure(.missing)
    case .folder: return .failure(.notAFile)
    case .file(let entry):
      let size = trees.withLock { $0.size(of: entry) } ?? 0
      guard size <= ProjectFolder.byteLimit else { return .failure(.tooLarge) }
      let bytes = trees.withLock { $0.bytes(of: entry) }
      return bytes.map { .success($0) } ?? .failure(.refused("git does not have it"))
    case .outside(let path):
      do throws(ProjectFolder.ReadError) {
        return .success(try disk.bytes(at: path))
      } catch {
        return .failure(error)
      }
    }
  }

  /// What lies at a path. Files outside of the repository, and those that git ignores, have no history:
  /// they are what they are now.
  private func found(_ path: String) -> CommitTrees.Found {
    guard !path.utf8.contains(0) else { return .missing }
    let absolute = Path.joined(root, path)
    let known = Path.relative(absolute, to: workingTree)
    if known.hasPrefix("/") { return .outside(absolute) }
    return trees.withLock { trees in
      let found = trees.found(known)
      switch found {
      case .file, .folder: return found
      case .outside(let target):
        return .outside(target.hasPrefix("/") ? target : Path.joined(workingTree, target))
      case .missing:
        guard disk.kind(of: absolute) != .missing, trees.isIgnored(known) else { return .missing }
        return .outside(absolute)
      }
    }
  }
}
