extension EnvironmentReader {
  /// Ploomber's own keys for a file whose folder is `here`, an absolute path, in their order; those
  /// without a value are left out.
  func standardValues(
    here: String?, asksGit: Bool
  ) -> [(key: StandardKey, value: PlaceholderValues.Value)] {
    // Without a placeholder that asks for it, git is not asked.
    let head = asksGit ? here.map { host.head($0) } ?? .none : .unknown
    return StandardKey.allCases.compactMap { key in
      value(of: key, here: here, head: head).map { (key, $0) }
    }
  }

  private func value(
    of key: StandardKey, here: String?, head: HostFacts.Head
  ) -> PlaceholderValues.Value? {
    switch key {
    case .user: decided(host.user)
    case .now: decided(host.now)
    case .cwd: .known(.string(place.workingDirectory))
    case .root: root(here).map { .known(.string($0)) }
    case .here: here.map { .known(.string($0)) }
    case .git:
      switch head {
      case .unknown: here == nil ? nil : .decidedLater
      case .none: nil
      case .commit(let branch, let description): .known(.string(branch ?? description))
      }
    case .gitHash:
      switch head {
      case .unknown: here == nil ? nil : .decidedLater
      case .none: nil
      case .commit(_, let description): .known(.string(description))
      }
    }
  }

  private func decided(_ text: String?) -> PlaceholderValues.Value {
    text.map { .known(.string($0)) } ?? .decidedLater
  }

  /// The root as it is seen from a folder; an imported file may lie in another project.
  private func root(_ here: String?) -> String? {
    guard let here, here != place.here, case .disk(_, let log, _) = folder else {
      return place.rootValue
    }
    return (try? RootSearch(log: log).root(from: here, name: "pipeline.yaml"))?.root
  }
}
