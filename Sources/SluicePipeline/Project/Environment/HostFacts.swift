/// What an analysis may know of the machine and the moment it runs in, for the placeholders that stand
/// for them. A plain value, filled by whoever may look.
package struct HostFacts: Sendable {
  /// The login name; `nil` where it is not known.
  package var user: String?
  /// The local time, as Python's `datetime.now().isoformat()` writes it; the same for a whole run.
  package var now: String?
  /// What `~` stands for.
  package var home: String?
  /// The environment variables; `nil` where they are not known.
  package var variables: [String: String]?
  /// What git's `HEAD` is in a folder, given as an absolute path. Asked only if a placeholder needs it.
  package var head: @Sendable (String) -> Head

  /// What `HEAD` is.
  package enum Head: Hashable, Sendable {
    /// git cannot be asked.
    case unknown
    /// No repository, or none with a commit.
    case none
    /// The branch, `nil` where none is checked out, and what
    /// `git describe --tags --always --dirty=-dirty` says.
    case commit(branch: String?, description: String)
  }

  /// Nothing is known: what depends on the machine is decided where the pipeline runs.
  package static let unknown = HostFacts(user: nil, now: nil, home: nil, variables: nil) { _ in
    .unknown
  }

  package init(
    user: String?, now: String?, home: String?, variables: [String: String]?,
    head: @escaping @Sendable (String) -> Head
  ) {
    self.user = user
    self.now = now
    self.home = home
    self.variables = variables
    self.head = head
  }
}

/// What a value depends on that is another one where the pods run.
package enum HostValue: Int, Hashable, Sendable, Comparable, CaseIterable {
  case now, user, git, variable

  package static func < (left: HostValue, right: HostValue) -> Bool {
    left.rawValue < right.rawValue
  }
}
