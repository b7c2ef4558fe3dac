import CLibGit2
import SluicePipeline

/// An open repository with exactly one owner, closed when that owner's scope ends. Not `Sendable`:
/// libgit2 allows one thread at a time per repository.
struct Repository: ~Copyable {
  let library: Library
  let handle: OpaquePointer

  /// Opens the repository that contains `path`, however far up.
  init(containing path: String) throws(GitError) {
    (library, handle) = try Repository.opened(containing: path)
  }

  /// Opens the repository whose working tree is `path` itself; `nil` if there is none.
  init?(at path: String, library: Library) throws(GitError) {
    var handle: OpaquePointer?
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    guard library.functions.repository_open_ext(&handle, path, flags, nil) == 0, let handle else {
      return nil
    }
    try library.checkIndex(of: handle)
    self.library = library
    self.handle = handle
  }

  private static func opened(
    containing path: String
  ) throws(GitError) -> (Library, OpaquePointer) {
    let library = try Library()
    var handle: OpaquePointer?
    let code = library.functions.repository_open_ext(&handle, path, 0, nil)
    if code == 0, let handle {
      try library.checkIndex(of: handle)
      return (library, handle)
    }
    let failure = library.failure("open")
    // Where the user trusts no folder at all, libgit2 1.5 fails over the missing key instead.
    guard case .failed(let operation, let reason) = failure,
      code == GIT_EOWNER.rawValue || reason.contains("'safe.directory'")
    else { throw failure }
    throw .failed(
      operation: operation,
      reason: "the repository belongs to another user; whoever trusts it says "
        + "`git config --global --add safe.directory FOLDER`")
  }

  deinit { library.functions.repository_free(handle) }

  /// The working tree's absolute path without a `/` at its end; `nil` in a bare repository.
  var workingTree: String? {
    guard let path = library.functions.repository_workdir(handle) else { return nil }
    let text = String(cString: path)
    return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// Whether there is a commit.
  var hasCommit: Bool { library.functions.repository_head_unborn(handle) == 0 }

  /// The commit that is checked out.
  func headCommit() throws(GitError) -> ObjectID { try commit(of: "HEAD") }

  /// The commit that `name` names: `HEAD`, or 40 digits.
  func commit(of name: String) throws(GitError) -> ObjectID {
    var object: OpaquePointer?
    guard library.functions.revparse_single(&object, handle, name) == 0, let object,
      let id = library.functions.object_id(object)
    else { throw .missing(name) }
    defer { library.functions.object_free(object) }
    return ObjectID(id)
  }

  /// The folder that all working trees of the repository share, without a `/` at its end.
  var commonFolder: String? {
    library.functions.repository_commondir(handle).map { Path.normalized(String(cString: $0)) }
  }

  /// Whether attributes may come from above `folder` (relative to the working tree), or from outside of
  /// the working tree.
  func hasAttributes(above folder: [UInt8]) -> Bool {
    var places = [workingTree.map { Path.joined($0, ".gitattributes") }]
    places.append(commonFolder.map { Path.joined($0, "info/attributes") })
    places += BundlePath(folder).folders.map { folder in
      workingTree.map { Path.joined($0, folder.text + "/.gitattributes") }
    }
    let disk = ProjectFolder.disk(root: "/")
    return places.contains { $0.map { disk.kind(of: $0) != .missing } ?? false }
  }

  /// Of `paths`, relative to the working tree, those that the index does not hold, in their order.
  func untracked(_ paths: [String]) throws(GitError) -> [String] {
    var index: OpaquePointer?
    guard library.functions.repository_index(&index, handle) == 0, let index else {
      throw library.failure("read the index")
    }
    defer { library.functions.index_free(index) }
    return paths.filter { library.functions.index_get_bypath(index, $0, 0) == nil }
  }

  /// Whether an ignore rule hides `path`, relative to the working tree.
  func ignores(_ path: String) throws(GitError) -> Bool {
    var ignored: Int32 = 0
    guard library.functions.ignore_path_is_ignored(&ignored, handle, path) == 0 else {
      throw library.failure("read the ignore rules")
    }
    return ignored != 0
  }
}
