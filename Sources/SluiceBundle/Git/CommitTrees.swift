import CLibGit2
import SluicePipeline

/// The trees of a commit, and of the submodules in it that are checked out. Used by one thread at a time.
struct CommitTrees {
  /// A file, by the repository that has it.
  struct Entry: Hashable {
    var store: Int
    var id: ObjectID
  }

  /// What lies at a path.
  enum Found: Hashable {
    case file(Entry)
    case folder(Entry)
    case missing
    /// A link leads out of the repository: the absolute path, or one from the working tree upwards.
    case outside(String)
  }

  /// One name of a tree.
  struct Child: Hashable {
    var mode: Mode
    var id: ObjectID
  }

  enum Mode: Hashable { case file, link, submodule, folder }

  private var stores: [ObjectStore]
  private let root: Entry
  private var trees: [Entry: [String: Child]] = [:]
  /// The trees of submodules, by their place; `nil` where a submodule is not checked out.
  private var submodules: [String: Entry?] = [:]
  /// As many links as Linux follows.
  private static let linkLimit = 40

  init(_ commit: ObjectID, _ store: ObjectStore) throws(GitError) {
    stores = [store]
    root = Entry(store: 0, id: try store.repository.treeID(of: commit))
  }

  /// What lies at a path relative to the working tree, links followed.
  mutating func found(_ path: String) -> Found {
    var rest = Path.normalized(path).split(separator: "/").map(String.init)
    if rest == ["."] { rest = [] }
    var at = root
    var way: [String] = []
    var links = 0
    var index = 0
    while index < rest.count {
      let name = rest[index]
      index += 1
      guard let child = entries(of: at)[name] else { return .missing }
      switch child.mode {
      case .folder: at = Entry(store: at.store, id: child.id)
      case .file:
        let entry = Entry(store: at.store, id: child.id)
        return index == rest.count ? .file(entry) : .missing
      case .submodule:
        let place = (way + [name]).joined(separator: "/")
        guard let tree = submodule(at: place, child.id) else { return .missing }
        at = tree
      case .link:
        links += 1
        guard links <= CommitTrees.linkLimit,
          let target = bytes(of: Entry(store: at.store, id: child.id))
        else { return .missing }
        let folder = way.isEmpty ? "." : way.joined(separator: "/")
        let full = Path.joined(folder, String(decoding: target, as: UTF8.self))
        let next = ([full] + rest[index...]).joined(separator: "/")
        if full.hasPrefix("/") || full == ".." || full.hasPrefix("../") { return .outside(next) }
        rest = Path.normalized(next).split(separator: "/").map(String.init)
        (at, way, index) = (root, [], 0)
        continue
      }
      way.append(name)
    }
    return .folder(at)
  }

  /// The names in a folder.
  mutating func entries(of folder: Entry) -> [String: Child] {
    if let known = trees[folder] { return known }
    let read = stores[folder.store].repository.children(of: folder.id)
    trees[folder] = read
    return read
  }

  func size(of entry: Entry) -> Int? { stores[entry.store].size(of: entry.id) }

  /// A file's content; `nil` where the object is not here.
  func bytes(of entry: Entry) -> [UInt8]? { try? stores[entry.store].bytes(of: entry.id) }

  /// Whether git keeps no history of a path, relative to the working tree, and of what lies below it.
  func isIgnored(_ path: String) -> Bool {
    let store = stores[0]
    guard (try? store.repository.checkIgnoreFiles(above: [path + "/"])) != nil else { return false }
    return (try? store.repository.ignores(path)) == true
      || (try? store.repository.ignores(path + "/")) == true
  }

  private mutating func submodule(at path: String, _ commit: ObjectID) -> Entry? {
    if let known = submodules[path] { return known }
    var tree: Entry?
    let outer = stores[0].repository.workingTree
    if let outer,
      let repository = try? Repository(
        at: Path.joined(outer, path), library: stores[0].repository.library),
      let store = try? ObjectStore(repository), let id = try? store.repository.treeID(of: commit)
    {
      stores.append(store)
      tree = Entry(store: stores.count - 1, id: id)
    }
    submodules[path] = .some(tree)
    return tree
  }
}

extension Repository {
  /// The tree of a commit.
  func treeID(of commit: ObjectID) throws(GitError) -> ObjectID {
    let (_, tree) = try tree(of: commit.text)
    defer { library.functions.tree_free(tree) }
    guard let id = library.functions.tree_id(tree) else { throw library.failure("read a tree") }
    return ObjectID(id)
  }

  /// The names in a tree; empty where the object is not here. Names that would lead elsewhere are left out.
  func children(of tree: ObjectID) -> [String: CommitTrees.Child] {
    var handle: OpaquePointer?
    var value = tree.value
    guard library.functions.tree_lookup(&handle, self.handle, &value) == 0, let handle else {
      return [:]
    }
    defer { library.functions.tree_free(handle) }
    var children: [String: CommitTrees.Child] = [:]
    for position in 0..<library.functions.tree_entrycount(handle) {
      guard let entry = library.functions.tree_entry_byindex(handle, position),
        let text = library.functions.tree_entry_name(entry),
        let id = library.functions.tree_entry_id(entry)
      else { continue }
      let name = bytes(of: text)
      guard isSoundPart(name) else { continue }
      let mode: CommitTrees.Mode
      switch TrackedFile.Mode(UInt32(library.functions.tree_entry_filemode_raw(entry).rawValue)) {
      case .file, .executable: mode = .file
      case .link: mode = .link
      case .submodule: mode = .submodule
      case nil: mode = .folder
      }
      children[String(decoding: name, as: UTF8.self)] = CommitTrees.Child(
        mode: mode, id: ObjectID(id))
    }
    return children
  }
}
