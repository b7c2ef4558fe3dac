/// What two states a user wants compared, as git's own words have it.
package struct RevisionRange: Hashable, Sendable {
  /// The earlier state: a branch, a tag, digits of a commit, `HEAD~2`.
  package var base: String
  /// The later one; `nil` is the working tree.
  package var head: String?
  /// Not `base` itself is compared, but the last commit that it shares with the later state: what others
  /// did on `base` since then is nobody's change here.
  package var isSinceFork: Bool

  /// `REV` and `REV...` are since the fork, up to the working tree; `REV..` is from `REV` itself;
  /// `REV..REV` compares two commits, and `REV...REV` a commit with where it left another. An empty name
  /// is `HEAD`.
  package init(_ text: String) {
    let dots = text.firstRange(of: "...") ?? text.firstRange(of: "..")
    guard let dots else {
      self.init(base: text, head: nil, isSinceFork: true)
      return
    }
    let before = String(text[..<dots.lowerBound])
    let behind = String(text[dots.upperBound...])
    self.init(
      base: before.isEmpty ? "HEAD" : before, head: behind.isEmpty ? nil : behind,
      isSinceFork: text[dots].count == 3)
  }

  package init(base: String, head: String?, isSinceFork: Bool) {
    self.base = base
    self.head = head
    self.isSinceFork = isSinceFork
  }
}

/// Why two states cannot be compared.
package enum RevisionError: Error, Hashable, Sendable {
  case git(GitError)
  /// The folder is in no repository.
  case noRepository
  /// The repository has no commit yet.
  case noCommit
  /// No commit has the name; `near` is one that has nearly that.
  case unknown(String, near: String?, isShallow: Bool)
  /// The two have no commit in common, as far as this clone knows.
  case noFork(String, isShallow: Bool)
}
