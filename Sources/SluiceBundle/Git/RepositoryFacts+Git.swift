package import SluicePipeline

extension RepositoryFacts {
  /// What git knows of `paths`, relative to the absolute, real path `root`. `nil` where no folder
  /// above has a `.git`, found without libgit2, or where the repository has no commit yet or no
  /// working tree. A file outside the working tree is nobody's here.
  package static func facts(of paths: [String], in root: String) throws(GitError) -> Self? {
    guard isInRepository(root) else { return nil }
    let repository = try Repository(containing: root)
    guard repository.hasCommit, let workingTree = repository.workingTree else { return nil }
    var inside: [(path: String, known: String)] = []
    for path in paths {
      let known = Path.relative(Path.joined(root, path), to: workingTree)
      if !known.hasPrefix("/") { inside.append((path, known)) }
    }
    let untracked = Set(try repository.untracked(inside.map(\.known)))
    try repository.checkIgnoreFiles(above: untracked)
    var facts = RepositoryFacts(untracked: [], ignored: [])
    for (path, known) in inside {
      if !untracked.contains(known) {
        facts.tracked.insert(path)
      } else if try repository.ignores(known) {
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
