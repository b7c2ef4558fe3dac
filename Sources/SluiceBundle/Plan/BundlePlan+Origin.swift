import SluicePipeline

extension BundlePlan {
  /// Lists the folder and decides of each file. Reads names, sizes, and of contents what is small.
  package init(_ request: BundleRequest) throws(BundleError) {
    let disk = try DiskFolder(request.root)
    guard isInRepository(request.root) else {
      guard request.origin == nil || request.origin == .worktree else { throw .noRepository }
      var walk = FolderWalk(disk)
      try walk.add([])
      let candidates = walk.files.compactMap { Candidate($0.path, $0.entry, standing: .found) }
      var sorting = BundleSorting(request, .folder, disk: disk, leftOut: walk.leftOut)
      try sorting.take(candidates)
      self = try sorting.plan()
      isDirty = true
      return
    }
    let place = try RepositoryPlace(request.root)
    let isFree = request.allowsDirty && place.facts == nil
    let origin = request.origin ?? (isFree ? .worktree : .head)
    guard place.facts != nil || origin != .head else { throw .noCommit }
    var (git, sorting) = try place.sorted(request, origin, disk)
    let isChanged = !git.uncommitted.isEmpty || !sorting.changed.isEmpty
    if request.origin == nil, request.allowsDirty, isChanged {
      (git, sorting) = try place.sorted(request, .worktree, disk)
    }
    self = try sorting.plan()
    commit = place.facts
    record(git, changed: sorting.changed, request.rules, isUnborn: place.facts == nil)
  }

  /// Keeps what git says of changes for those files that go in, or would if they were there.
  private mutating func record(
    _ git: GitListing, changed: [BundlePath], _ rules: BundleRules, isUnborn: Bool
  ) {
    let out = Set(
      list.leftOut.filter { left in
        switch left.reason {
        case .excluded, .exportIgnored, .written: true
        case .untracked, .ignored, .tooLarge, .linkOutside, .submoduleMissing, .contentMissing,
          .deleted, .notAFile, .conflicted, .product, .cache:
          false
        }
      }.map(\.path))
    let inside = Set(list.files.map(\.path))
    let all = git.uncommitted.merging(changed.map { ($0, .modified) }) { first, _ in first }
    uncommitted =
      all.filter { path, _ in
        let isExcluded =
          rules.exclude.contains { $0.matches(path) }
          && rules.including(path) == nil
        return !out.contains(path) && !isExcluded
      }.map { (path: $0.key, how: $0.value) }.sorted { $0.path < $1.path }
    unclear = git.unclear.filter { inside.contains($0.key) }
      .map { (path: $0.key, filter: $0.value) }.sorted { $0.path < $1.path }
    let differs: Bool
    switch list.origin {
    case .head: differs = false
    case .index: differs = uncommitted.contains { $0.how == .staged }
    case .worktree: differs = !uncommitted.isEmpty
    case .folder: differs = true
    }
    isDirty =
      isUnborn || differs
      || zip(list.files, contents).contains { file, content in
        if case .included = file.reason { return content == .disk }
        return false
      }
  }
}

/// A project's place in its repository.
private struct RepositoryPlace {
  let facts: BundlePlan.CommitFacts?
  private let root: String
  /// The root, relative to the working tree; empty where they are one.
  private let folder: String

  init(_ root: String) throws(BundleError) {
    self.root = root
    do throws(GitError) {
      let repository = try Repository(containing: root)
      let relative = Path.relative(root, to: repository.workingTree ?? root)
      folder = relative == "." ? "" : relative
      facts = try BundlePlan.CommitFacts(repository, folder: folder)
    } catch {
      throw .git(error)
    }
  }

  /// What the repository has, and what of it goes in.
  func sorted(
    _ request: BundleRequest, _ origin: BundleOrigin, _ disk: DiskFolder
  ) throws(BundleError) -> (GitListing, BundleSorting) {
    let git = try listing(origin)
    var sorting = BundleSorting(
      request, origin, disk: disk, stores: git.stores, leftOut: git.leftOut)
    try sorting.take(git.candidates)
    try sorting.takeIncluded()
    return (git, sorting)
  }

  private func listing(_ origin: BundleOrigin) throws(BundleError) -> GitListing {
    let state: GitListing.State =
      switch origin {
      case .head: .commit("HEAD")
      case .index: .index
      case .worktree, .folder: .workingTree
      }
    do throws(GitError) {
      var listing = GitListing()
      try listing.add(
        try Repository(containing: root), folder: Array(folder.utf8), at: [], state: state)
      return listing
    } catch {
      throw .git(error)
    }
  }
}

extension BundlePlan.CommitFacts {
  /// `nil` before the first commit.
  fileprivate init?(_ repository: borrowing Repository, folder: String) throws(GitError) {
    guard repository.hasCommit else { return nil }
    let commit = try repository.headCommit()
    id = commit.text
    describe = try repository.steadyDescription()
    branch = repository.branchName
    remote = repository.remoteURL
    isPushed = try repository.isPushed(commit)
    self.folder = folder
  }
}
