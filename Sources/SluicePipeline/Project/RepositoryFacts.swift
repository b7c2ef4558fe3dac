/// What git knows of the files that were read: a plain value, filled by whoever reads git.
package struct RepositoryFacts: Hashable, Sendable {
  /// Paths relative to the project's root that are not tracked, though nothing ignores them. Empty
  /// while the repository has no commit.
  package var untracked: Set<String>
  /// Paths that an ignore rule hides, and that are not tracked.
  package var ignored: Set<String>

  /// Paths that git tracks: of those that were asked for, all that are neither of the others.
  package var tracked: Set<String>

  package init(untracked: Set<String>, ignored: Set<String>, tracked: Set<String> = []) {
    self.untracked = untracked
    self.ignored = ignored
    self.tracked = tracked
  }
}
