package import SluicePipeline

extension RepositoryFacts {
  /// What git knows of `paths`, relative to the absolute, real path `root`. `nil` where no folder
  /// above has a `.git`, found without libgit2, or where the repository has no commit yet or no
  /// working tree. A file outside the working tree is nobody's here. `log`, if any, learns what the
  /// answer depends on.
  package static func facts(
    of paths: [String], in root: String, log: DiskLog? = nil
  ) throws(GitError) -> Self? {
    guard repositoryRoot(of: root, log) != nil else { return nil }
    log?.noteGit(of: root)
    let repository = try Repository(containing: root)
    log?.noteIgnoreFile(namedIn: repository)
    guard repository.hasCommit, let workingTree = repository.workingTree else { return nil }
    var inside: [(path: String, known: String)] = []
    for path in paths {
      let known = Path.relative(Path.joined(root, path), to: workingTree)
      if !known.hasPrefix("/") { inside.append((path, known)) }
    }
    let untracked = Set(try repository.untracked(inside.map(\.known)))
    try repository.checkIgnoreFiles(above: untracked, log)
    var facts = RepositoryFacts(untracked: [], ignored: [])
    for (path, known) in inside {
      if !untracked.contains(known) {
        facts.tracked.insert(path)
        continue
      }
      // Some rules are about folders alone.
      log?.note(Path.joined(workingTree, known), .kind)
      if try repository.ignores(known) {
        facts.ignored.insert(path)
      } else {
        facts.untracked.insert(path)
      }
    }
    return facts
  }
}

/// Whether the absolute path or a folder above it has a `.git`.
func isInRepository(_ folder: String) -> Bool { repositoryRoot(of: folder) != nil }
