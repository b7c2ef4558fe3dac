import CLibGit2

extension Repository {
  /// Whether history is cut off somewhere.
  var isShallow: Bool { library.functions.repository_is_shallow(handle) == 1 }

  /// The name of the branch that is checked out, without `refs/heads/`; `nil` if `HEAD` is detached.
  var branchName: String? { headReference.flatMap { withoutPrefix($0, "refs/heads/") } }

  /// `refs/heads/main`; `HEAD` where it is detached, `nil` without a commit.
  private var headReference: String? {
    var reference: OpaquePointer?
    guard library.functions.repository_head(&reference, handle) == 0, let reference else {
      return nil
    }
    defer { library.functions.reference_free(reference) }
    return library.functions.reference_name(reference).map { String(cString: $0) }
  }

  /// The URL of the remote that the branch follows, else of `origin`, else of the only remote; without
  /// user and password.
  var remoteURL: String? {
    var names = ["origin"]
    if let head = headReference, let upstream = upstreamRemote(of: head) {
      names.insert(upstream, at: 0)
    }
    let all = remoteNames
    if all.count == 1 { names += all }
    for name in names {
      if let url = remoteURL(named: name) { return withoutCredentials(url) }
    }
    return nil
  }

  /// Whether a remote's branch holds the commit, as far as this clone knows; `nil` where it knows of no
  /// remote's branch, or where history is cut off before an answer.
  func isPushed(_ commit: ObjectID) throws(GitError) -> Bool? {
    let branches = remoteBranches()
    guard !branches.isEmpty else { return nil }
    if branches.contains(commit) { return true }
    var target = commit.value
    for branch in branches {
      var tip = branch.value
      let answer = library.functions.graph_descendant_of(handle, &tip, &target)
      if answer == 1 { return true }
      if answer < 0 { return nil }
    }
    return isShallow ? nil : false
  }

  private func remoteBranches() -> [ObjectID] {
    var iterator: OpaquePointer?
    guard
      library.functions.reference_iterator_glob_new(&iterator, handle, "refs/remotes/*") == 0,
      let iterator
    else { return [] }
    defer { library.functions.reference_iterator_free(iterator) }
    var branches: [ObjectID] = []
    var reference: OpaquePointer?
    while library.functions.reference_next(&reference, iterator) == 0, let found = reference {
      // A symbolic one, as `origin/HEAD`, points at another of them.
      if let id = library.functions.reference_target(found) { branches.append(ObjectID(id)) }
      library.functions.reference_free(found)
    }
    return branches
  }

  private func upstreamRemote(of reference: String) -> String? {
    var buffer = git_buf()
    guard library.functions.branch_upstream_remote(&buffer, handle, reference) == 0 else {
      return nil
    }
    defer { library.functions.buf_dispose(&buffer) }
    return buffer.ptr.map { String(cString: $0) }
  }

  private var remoteNames: [String] {
    var names = git_strarray()
    guard library.functions.remote_list(&names, handle) == 0 else { return [] }
    defer { library.functions.strarray_dispose(&names) }
    return (0..<names.count).compactMap { names.strings[$0].map { String(cString: $0) } }
  }

  private func remoteURL(named name: String) -> String? {
    var remote: OpaquePointer?
    guard library.functions.remote_lookup(&remote, handle, name) == 0, let remote else {
      return nil
    }
    defer { library.functions.remote_free(remote) }
    return library.functions.remote_url(remote).map { String(cString: $0) }
  }
}

private func withoutPrefix(_ text: String, _ prefix: String) -> String? {
  text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
}

/// `https://user:token@host/path` without what stands before the `@`. An SSH user is no secret, and the
/// address does not work without it.
func withoutCredentials(_ url: String) -> String {
  guard let scheme = url.firstRange(of: "://") else { return url }
  let rest = url[scheme.upperBound...]
  let host = rest.prefix { $0 != "/" }
  guard let mark = host.lastIndex(of: "@") else { return url }
  let user = host[..<mark]
  let behind = rest[rest.index(after: mark)...]
  let kept = url.hasPrefix("ssh://") ? user.prefix { $0 != ":" } + "@" : ""
  return url[..<scheme.upperBound] + kept + behind
}
