import CLibGit2
import SluiceCore
import SluicePipeline

/// What a repository, and the submodules that are checked out in it, have of a folder.
struct GitListing {
  /// Which state of the repository is listed.
  enum State: Hashable {
    /// `HEAD`, or 40 digits.
    case commit(String)
    case index
    case workingTree
  }

  /// By path within each repository.
  private(set) var candidates: [Candidate] = []
  private(set) var leftOut: [LeftOut] = []
  /// What differs from the commit.
  private(set) var uncommitted: [BundlePath: Uncommitted] = [:]
  /// Changed on the disk, if a filter that only the git program runs does not undo it; its name.
  private(set) var unclear: [BundlePath: String] = [:]
  /// The repositories that candidates' objects are of.
  private(set) var stores: [ObjectStore] = []
  /// A submodule within more submodules than this is taken for a circle.
  private static let depthLimit = Limit.submodules.value

  /// Lists `folder` of the repository (relative to its working tree; empty for all), which lies at
  /// `prefix` in the project's root (empty for the root itself).
  mutating func add(
    _ repository: consuming Repository, folder: [UInt8], at prefix: [UInt8], state: State,
    submodule: (path: BundlePath, isCheckedOut: Bool)? = nil, depth: Int = 0
  ) throws(GitError) {
    let store = try ObjectStore(repository)
    stores.append(store)
    let position = stores.count - 1
    let git = GitFolder(store: store, folder: folder, state: state)
    let tracked = try git.tracked()
    let changes = try git.changes()
    var byPath: [[UInt8]: Set<Change.Kind>] = [:]
    for change in changes { byPath[change.path] = change.kinds }
    var attributes = try AttributeReader(git, tracked: tracked)
    let isOfCommit = if case .commit = state { true } else { false }

    func path(_ known: [UInt8]) -> BundlePath {
      let inside = folder.isEmpty ? known[...] : known[(folder.count + 1)...]
      return BundlePath(prefix.isEmpty ? Array(inside) : prefix + [0x2F] + inside)
    }

    let sparse = try git.sparse(changes)
    for file in tracked {
      let path = path(file.path)
      let isSparse = sparse.contains(file.path)
      let kinds = (byPath[file.path] ?? []).subtracting(isSparse ? [.deleted] : [])
      if file.isConflicted {
        uncommitted[path] = .staged
        leftOut.append(LeftOut(path: path, reason: .conflicted))
        continue
      }
      if file.mode == .submodule {
        try add(submodule: file, at: path, in: store, state: state, depth: depth)
        continue
      }
      // What is staged lies in the folder too; the commit has something else.
      let differs = isOfCommit ? kinds : kinds.subtracting([.staged])
      var candidate = Candidate(
        path: path, mode: file.mode,
        content: .object(
          repository: position, file.id,
          isOnDisk: differs.isEmpty && !isSparse && submodule?.isCheckedOut != false),
        standing: submodule.map { .submodule($0.path) } ?? .tracked)
      candidate.isExportIgnored = try attributes.isExportIgnored(file.path)
      let filter = try attributes.filter(of: file.path)
      candidate.isLargeFile = filter == "lfs"
      if kinds.contains(.staged) { uncommitted[path] = .staged }
      if kinds.contains(.deleted) {
        uncommitted[path] = .deleted
        if state == .workingTree {
          leftOut.append(LeftOut(path: path, reason: .deleted))
          continue
        }
      }
      if kinds.contains(.modified) || file.isAnnounced {
        if let filter, !file.isAnnounced {
          // Only the filter itself could tell whether the commit has the same.
          if filter == "lfs" { candidate.mayDiffer = true } else { unclear[path] = filter }
        } else {
          if uncommitted[path] == nil { uncommitted[path] = .modified }
          if state == .workingTree { candidate.content = .disk }
        }
      }
      if file.isAnnounced, state == .index {
        leftOut.append(LeftOut(path: path, reason: .untracked))
        continue
      }
      candidates.append(candidate)
    }
    let known = Set(tracked.map(\.path))
    for change in changes where !known.contains(change.path) {
      let path = path(change.path)
      if !change.kinds.isDisjoint(with: [.staged, .modified, .deleted]) {
        // Staged, and not in the commit; or in the commit, and not staged any more.
        uncommitted[path] = .staged
        if change.kinds.contains(.deleted) || !change.kinds.contains(.untracked) { continue }
      }
      leftOut.append(
        LeftOut(path: path, reason: change.kinds.contains(.ignored) ? .ignored : .untracked))
    }
  }

  private mutating func add(
    submodule file: TrackedFile, at path: BundlePath, in outer: ObjectStore, state: State,
    depth: Int
  ) throws(GitError) {
    guard depth < GitListing.depthLimit else {
      leftOut.append(LeftOut(path: path, reason: .submoduleMissing))
      return
    }
    guard let tree = outer.repository.workingTree else { return }
    let below = tree + "/" + String(decoding: file.path, as: UTF8.self)
    guard let repository = try Repository(at: below, library: outer.repository.library),
      repository.hasCommit
    else {
      leftOut.append(LeftOut(path: path, reason: .submoduleMissing))
      return
    }
    let isCheckedOut = try repository.headCommit() == file.id
    if !isCheckedOut { uncommitted[path] = .submodule }
    let own: State
    switch state {
    case .commit: own = .commit(file.id.text)
    case .index, .workingTree:
      own = state == .index ? .commit(file.id.text) : .workingTree
      if outer.repository.committedID(at: file.path) != file.id { uncommitted[path] = .staged }
    }
    do {
      try add(
        repository, folder: [], at: path.bytes, state: own,
        submodule: (path, isCheckedOut || own == .workingTree), depth: depth + 1)
    } catch GitError.missing {
      // The commit was never fetched.
      leftOut.append(LeftOut(path: path, reason: .submoduleMissing))
    }
  }
}

/// One folder of one repository in one state.
struct GitFolder {
  let store: ObjectStore
  let folder: [UInt8]
  let state: GitListing.State

  func tracked() throws(GitError) -> [TrackedFile] {
    switch state {
    case .commit(let name): try store.repository.files(of: name, in: folder)
    case .index, .workingTree: try store.repository.indexFiles(in: folder)
    }
  }

  func changes() throws(GitError) -> [Change] {
    try store.repository.changes(in: folder)
  }

  /// Files that a sparse checkout leaves out of the working tree: to libgit2 they are deleted.
  func sparse(_ changes: [Change]) throws(GitError) -> Set<[UInt8]> {
    guard changes.contains(where: { $0.kinds.contains(.deleted) }) else { return [] }
    return Set(try store.repository.indexFiles(in: folder).filter(\.isSparse).map(\.path))
  }
}

/// Asks for attributes, unless there are none at all.
struct AttributeReader {
  private let store: ObjectStore
  private let source: Repository.AttributeSource
  private let isNeeded: Bool
  private var ignoredFolders: [[UInt8]: Bool] = [:]

  init(_ git: GitFolder, tracked: [TrackedFile]) throws(GitError) {
    store = git.store
    source =
      switch git.state {
      case .commit(let name): .commit(try git.store.repository.commit(of: name))
      case .index: .index
      case .workingTree: .workingTree
      }
    let name = Array(".gitattributes".utf8)
    isNeeded =
      git.store.repository.hasAttributes(above: git.folder)
      || tracked.contains { $0.path == name || $0.path.suffix(name.count + 1) == [0x2F] + name }
  }

  /// Whether the file, or a folder that it lies in, is not to be exported.
  mutating func isExportIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
    guard isNeeded else { return false }
    for index in path.indices where path[index] == 0x2F {
      let folder = Array(path[...index])
      let isIgnored: Bool
      if let known = ignoredFolders[folder] {
        isIgnored = known
      } else {
        isIgnored = try attribute("export-ignore", folder) == .set
        ignoredFolders[folder] = isIgnored
      }
      if isIgnored { return true }
    }
    return try attribute("export-ignore", path) == .set
  }

  /// The filter between git and the disk that only the git program can run; `nil` without one.
  func filter(of path: [UInt8]) throws(GitError) -> String? {
    guard isNeeded else { return nil }
    if case .value(let name) = try attribute("filter", path) { return name }
    if case .value(let name) = try attribute("working-tree-encoding", path) { return name }
    return nil
  }

  private func attribute(_ name: String, _ path: [UInt8]) throws(GitError) -> Attribute {
    try store.repository.attribute(name, of: path, by: source)
  }
}
