import CLibGit2
import SluicePipeline

extension Repository {
  /// The branch that is checked out, as `git symbolic-ref --short HEAD` writes it; `nil` without one.
  func branch() -> String? {
    guard let target = symbolicTarget(of: "HEAD") else { return nil }
    let prefix = "refs/heads/"
    guard target.hasPrefix(prefix) else {
      return target.hasPrefix("refs/") ? String(target.dropFirst("refs/".count)) : target
    }
    let name = String(target.dropFirst(prefix.count))
    // A name that could mean another reference too keeps `heads/` before it.
    let others = ["", "refs/", "refs/tags/", "refs/remotes/"].map { $0 + name }
    let isAmbiguous = (others + ["refs/remotes/\(name)/HEAD"]).contains { exists($0) }
    return isAmbiguous ? "heads/" + name : name
  }

  /// What `git describe --tags --always --dirty=-dirty` says of `HEAD` and the working tree.
  func description() throws(GitError) -> String {
    var object: OpaquePointer?
    guard library.functions.revparse_single(&object, handle, "HEAD") == 0, let object else {
      throw library.failure("find HEAD")
    }
    defer { library.functions.object_free(object) }
    return try name(of: object, digits: abbreviation())
      + (try isDirty(against: object) ? "-dirty" : "")
  }

  /// What `git describe --tags --always --abbrev=12` says of `HEAD`: as many digits in every clone.
  func steadyDescription() throws(GitError) -> String {
    var object: OpaquePointer?
    guard library.functions.revparse_single(&object, handle, "HEAD") == 0, let object else {
      throw library.failure("find HEAD")
    }
    defer { library.functions.object_free(object) }
    return try name(of: object, digits: 12)
  }

  private func name(of commit: OpaquePointer, digits: Int) throws(GitError) -> String {
    var options = git_describe_options()
    _ = library.functions.describe_options_init(&options, UInt32(GIT_DESCRIBE_OPTIONS_VERSION))
    options.describe_strategy = GIT_DESCRIBE_TAGS.rawValue
    options.show_commit_oid_as_fallback = 1
    var found: OpaquePointer?
    guard library.functions.describe_commit(&found, commit, &options) == 0, let found else {
      // Where history is cut off, libgit2 misses the commits behind that; git sees no tag there either.
      if isShallow, let id = library.functions.object_id(commit) {
        return String(ObjectID(id).text.prefix(digits))
      }
      throw library.failure("describe HEAD")
    }
    defer { library.functions.describe_result_free(found) }
    var format = git_describe_format_options()
    _ = library.functions.describe_format_options_init(
      &format, UInt32(GIT_DESCRIBE_FORMAT_OPTIONS_VERSION))
    format.abbreviated_size = UInt32(digits)
    var buffer = git_buf()
    guard library.functions.describe_format(&buffer, found, &format) == 0 else {
      throw library.failure("describe HEAD")
    }
    defer { library.functions.buf_dispose(&buffer) }
    return buffer.ptr.map { String(cString: $0) } ?? ""
  }

  /// Whether a tracked file differs from `commit`, in the index or in the working tree. Files that
  /// are not tracked do not count.
  private func isDirty(against commit: OpaquePointer) throws(GitError) -> Bool {
    guard workingTree != nil else { return false }
    try checkIgnoreFiles()
    var tree: OpaquePointer?
    guard library.functions.commit_tree(&tree, commit) == 0, let tree else {
      throw library.failure("read HEAD")
    }
    defer { library.functions.tree_free(tree) }
    var options = git_diff_options()
    _ = library.functions.diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    var diff: OpaquePointer?
    guard
      library.functions.diff_tree_to_workdir_with_index(&diff, handle, tree, &options) == 0,
      let diff
    else { throw library.failure("compare the working tree with HEAD") }
    defer { library.functions.diff_free(diff) }
    return library.functions.diff_num_deltas(diff) > 0
  }

  /// How many digits of a commit git writes at least: `core.abbrev`, else so many that they are
  /// likely to be enough for the objects that packs hold.
  private func abbreviation() -> Int {
    switch configured("core.abbrev") {
    case "no", "off", "false": return 40
    case .some(let text):
      if let digits = Int(text) { return min(max(digits, 4), 40) }
    case nil: break
    }
    let count = packedObjects()
    var bits = 0
    while bits < 62, count >> (bits + 1) > 0 { bits += 1 }
    return max(7, (bits + 2) / 2)
  }

  /// The number of objects in all packs, which stands in their indexes.
  private func packedObjects() -> Int {
    guard let folder = library.functions.repository_commondir(handle) else { return 0 }
    let disk = ProjectFolder.disk(root: "/")
    let packs = Path.joined(String(cString: folder), "objects/pack")
    var count = 0
    for name in disk.names(in: packs) where name.hasSuffix(".pack") {
      // `PACK`, the version, then the number of objects, each in four bytes.
      guard let header = try? disk.prefix(of: Path.joined(packs, name), count: 12),
        header.count == 12
      else { continue }
      count += header[8...].reduce(0) { $0 << 8 | Int($1) }
    }
    return count
  }

  /// What the settings of the repository and of the user say for `key`; `nil` where they say nothing.
  func configured(_ key: String) -> String? {
    var configuration: OpaquePointer?
    guard library.functions.repository_config_snapshot(&configuration, handle) == 0,
      let configuration
    else { return nil }
    defer { library.functions.config_free(configuration) }
    var text: UnsafePointer<CChar>?
    guard library.functions.config_get_string(&text, configuration, key) == 0, let text else {
      return nil
    }
    return String(cString: text)
  }

  private func symbolicTarget(of name: String) -> String? {
    var reference: OpaquePointer?
    guard library.functions.reference_lookup(&reference, handle, name) == 0, let reference else {
      return nil
    }
    defer { library.functions.reference_free(reference) }
    return library.functions.reference_symbolic_target(reference).map { String(cString: $0) }
  }

  private func exists(_ name: String) -> Bool {
    var reference: OpaquePointer?
    guard library.functions.reference_lookup(&reference, handle, name) == 0, let reference else {
      return false
    }
    library.functions.reference_free(reference)
    return true
  }
}
