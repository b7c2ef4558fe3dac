import CLibGit2
import SluiceCore

extension Repository {
  /// The tree of the commit that `name` names (`HEAD`, or 40 digits), and the commit itself.
  func tree(of name: String) throws(GitError) -> (commit: ObjectID, tree: OpaquePointer) {
    var object: OpaquePointer?
    guard library.functions.revparse_single(&object, handle, name) == 0, let object else {
      throw .missing(name)
    }
    defer { library.functions.object_free(object) }
    var tree: OpaquePointer?
    guard let id = library.functions.object_id(object),
      library.functions.commit_tree(&tree, object) == 0, let tree
    else { throw library.failure("read the tree of \(name)") }
    return (ObjectID(id), tree)
  }

  /// Every file, link and submodule of the commit that `name` names, in or below `folder` (relative to
  /// the working tree; empty for all), by path. Names that would lead elsewhere when they are unpacked
  /// are refused.
  func files(
    of name: String, in folder: [UInt8], limit: Int = Limit.bundleFiles.value
  ) throws(GitError) -> [TrackedFile] {
    let (_, root) = try tree(of: name)
    var open: [(tree: OpaquePointer, path: [UInt8])] = []
    defer { for (tree, _) in open { library.functions.tree_free(tree) } }
    if folder.isEmpty {
      open.append((root, []))
    } else {
      defer { library.functions.tree_free(root) }
      // A folder of which the commit has nothing.
      guard let tree = subtree(of: root, at: folder) else { return [] }
      open.append((tree, folder))
    }
    var files: [TrackedFile] = []
    var entries = 0
    while let (tree, path) = open.popLast() {
      defer { library.functions.tree_free(tree) }
      guard path.count <= Repository.pathLimit else { throw .hostileName(path) }
      for position in 0..<library.functions.tree_entrycount(tree) {
        guard let entry = library.functions.tree_entry_byindex(tree, position),
          let text = library.functions.tree_entry_name(entry),
          let id = library.functions.tree_entry_id(entry)
        else { throw library.failure("read a tree") }
        let name = bytes(of: text)
        let full = path.isEmpty ? name : path + [0x2F] + name
        guard isSoundPart(name) else { throw .hostileName(full) }
        entries += 1
        guard entries <= limit else { throw .tooManyEntries(limit: limit) }
        let mode = UInt32(library.functions.tree_entry_filemode_raw(entry).rawValue)
        if let mode = TrackedFile.Mode(mode) {
          files.append(TrackedFile(path: full, mode: mode, id: ObjectID(id)))
          continue
        }
        var below: OpaquePointer?
        guard library.functions.tree_lookup(&below, handle, id) == 0, let below else {
          throw library.failure("read a tree")
        }
        open.append((below, full))
      }
    }
    return files.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// What `HEAD` has at the path; `nil` if nothing.
  func committedID(at path: [UInt8]) -> ObjectID? {
    guard let (_, root) = try? tree(of: "HEAD") else { return nil }
    defer { library.functions.tree_free(root) }
    var entry: OpaquePointer?
    guard path.withCString({ library.functions.tree_entry_bypath(&entry, root, $0) == 0 }),
      let entry
    else { return nil }
    defer { library.functions.tree_entry_free(entry) }
    return library.functions.tree_entry_id(entry).map(ObjectID.init)
  }

  private func subtree(of root: OpaquePointer, at path: [UInt8]) -> OpaquePointer? {
    var entry: OpaquePointer?
    let isFound = path.withCString { library.functions.tree_entry_bypath(&entry, root, $0) == 0 }
    guard isFound, let entry else { return nil }
    defer { library.functions.tree_entry_free(entry) }
    var tree: OpaquePointer?
    guard let id = library.functions.tree_entry_id(entry),
      library.functions.tree_lookup(&tree, handle, id) == 0
    else { return nil }
    return tree
  }

  /// Every entry of the index in or below `folder`, by path; what a merge has left in conflict is one
  /// entry.
  func indexFiles(in folder: [UInt8]) throws(GitError) -> [TrackedFile] {
    var index: OpaquePointer?
    guard library.functions.repository_index(&index, handle) == 0, let index else {
      throw library.failure("read the index")
    }
    defer { library.functions.index_free(index) }
    var files: [TrackedFile] = []
    for position in 0..<library.functions.index_entrycount(index) {
      guard let entry = library.functions.index_get_byindex(index, position)?.pointee,
        let path = entry.path.map({ bytes(of: $0) })
      else { throw library.failure("read the index") }
      guard folder.isEmpty || isBelow(path, folder) else { continue }
      guard path.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy(isSoundPart)
      else { throw .hostileName(path) }
      guard let mode = TrackedFile.Mode(entry.mode) else { continue }
      let flags = UInt32(entry.flags_extended)
      let isConflicted = entry.flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK) != 0
      if isConflicted, files.last?.path == path { continue }
      let id = withUnsafePointer(to: entry.id) { ObjectID($0) }
      files.append(
        TrackedFile(
          path: path, mode: mode, id: id,
          isAnnounced: flags & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
          isSparse: flags & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
          isConflicted: isConflicted))
    }
    return files.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// Linux takes no longer path; a tree that holds itself has no other end.
  private static var pathLimit: Int { 4096 }
}

/// Whether `path` lies below `folder`.
func isBelow(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
  path.count > folder.count && path[folder.count] == 0x2F && path.starts(with: folder)
}

/// Whether a part of a path stays where it is unpacked, and out of git's own folder. Git makes no other
/// trees; a broken or forged repository may.
func isSoundPart(_ part: some Collection<UInt8>) -> Bool {
  guard !part.isEmpty, !part.contains(0x2F) else { return false }
  let text = String(decoding: part, as: UTF8.self)
  return text != "." && text != ".." && text.lowercased() != ".git"
}
