import CLibGit2

/// How a path of the working tree differs from the commit, as libgit2's status has it.
struct Change: Hashable {
  enum Kind: Hashable {
    /// The index differs from the commit; the working tree may differ again.
    case staged
    /// The working tree differs from the index.
    case modified
    /// Tracked, and gone from the working tree.
    case deleted
    /// Neither tracked nor ignored.
    case untracked
    /// An ignore rule hides it.
    case ignored
  }

  /// Relative to the working tree; a folder that is not looked into ends in `/`.
  var path: [UInt8]
  var kinds: Set<Kind>
}

extension Repository {
  /// What differs in or below `folder` (empty for all), by path. Files that are not tracked are all
  /// named, those of ignored folders by the folder. Nothing is said of submodules.
  func changes(in folder: [UInt8]) throws(GitError) -> [Change] {
    try checkIgnoreFiles()
    var options = git_status_options()
    _ = library.functions.status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION))
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
    let flags = [
      GIT_STATUS_OPT_INCLUDE_UNTRACKED, GIT_STATUS_OPT_INCLUDE_IGNORED,
      GIT_STATUS_OPT_EXCLUDE_SUBMODULES, GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS,
      GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH, GIT_STATUS_OPT_SORT_CASE_SENSITIVELY,
    ]
    options.flags = flags.reduce(0) { $0 | $1.rawValue }
    var list: OpaquePointer?
    let status = folder.withCString { path in
      var paths: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: path)]
      return paths.withUnsafeMutableBufferPointer { paths in
        if !folder.isEmpty {
          options.pathspec = git_strarray(strings: paths.baseAddress, count: paths.count)
        }
        return library.functions.status_list_new(&list, handle, &options)
      }
    }
    guard status == 0, let list else { throw library.failure("compare the working tree") }
    defer { library.functions.status_list_free(list) }
    var changes: [Change] = []
    for position in 0..<library.functions.status_list_entrycount(list) {
      guard let entry = library.functions.status_byindex(list, position)?.pointee else { continue }
      let deltas = [entry.index_to_workdir, entry.head_to_index].compactMap { $0?.pointee }
      let names = deltas.flatMap { [$0.new_file.path, $0.old_file.path] }
      guard let path = names.compactMap({ $0 }).first else { continue }
      changes.append(Change(path: bytes(of: path), kinds: kinds(entry.status)))
    }
    return changes.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  private func kinds(_ status: git_status_t) -> Set<Change.Kind> {
    let flags: [(git_status_t, Change.Kind)] = [
      (GIT_STATUS_INDEX_NEW, .staged), (GIT_STATUS_INDEX_MODIFIED, .staged),
      (GIT_STATUS_INDEX_DELETED, .staged), (GIT_STATUS_INDEX_TYPECHANGE, .staged),
      (GIT_STATUS_WT_NEW, .untracked), (GIT_STATUS_WT_MODIFIED, .modified),
      (GIT_STATUS_WT_TYPECHANGE, .modified), (GIT_STATUS_WT_UNREADABLE, .modified),
      (GIT_STATUS_WT_DELETED, .deleted), (GIT_STATUS_IGNORED, .ignored),
      (GIT_STATUS_CONFLICTED, .staged),
    ]
    return Set(flags.filter { status.rawValue & $0.0.rawValue != 0 }.map(\.1))
  }
}
