import Glibc

/// Finds a project's root on the disk as Ploomber 0.23.3 does, for a specification's file name: six
/// folders upward, counting the first.
struct RootSearch: Sendable {
  /// Reads the disk by absolute paths.
  private let disk: ProjectFolder
  private let log: DiskLog?
  static let levels = 6

  /// `log`, if any, learns what is asked of the disk.
  init(log: DiskLog? = nil) {
    disk = .disk(root: "/", log: log)
    self.log = log
  }

  /// What was found.
  struct Found: Hashable, Sendable {
    var root: String
    var remarks: [ProjectPlace.Remark]
  }

  /// The root for `name`, upward from the absolute `folder`. Throws what Ploomber refuses.
  func root(
    from folder: String, name: String, isInner: Bool = true
  ) throws(DiscoveryError) -> Found {
    let setup = nearest("setup.py", from: folder)
    let spec = nearest(name, from: folder)
    for found in [setup, spec] {
      if let found, found.path != found.named { try refuse(found.named, behind: found.named) }
    }
    if spec?.folder == "/" { throw .inFileSystemRoot(name) }
    let isInSource = spec.map { Path.name(of: Path.directory(of: $0.folder)) == "src" } ?? false
    var found: Found
    if let spec, !isInSource, setup.map({ spec.level < $0.level }) ?? true {
      found = Found(root: spec.folder, remarks: [])
    } else if let setup {
      found = try package(in: setup.folder, name: name)
    } else if let spec {
      throw .packageWithoutSetup(Path.joined(spec.folder, name))
    } else {
      let misnamed = name == "pipeline.yaml" ? nearest("pipeline.yml", from: folder)?.path : nil
      throw .nothingFound(name: name, start: folder, misnamed: misnamed)
    }
    if isInner,
      let outer = try? root(from: Path.directory(of: found.root), name: name, isInner: false)
    {
      found.remarks.append(.nested(outer: outer.root))
    }
    return found
  }

  private func package(in root: String, name: String) throws(DiscoveryError) -> Found {
    let inside = packageEntries(in: root, name: name)
    let beside = exists(Path.joined(root, name))
    guard let first = inside.first else {
      guard beside else { throw .packageWithoutEntry(root: root, name: name) }
      return Found(root: root, remarks: [])
    }
    if beside { throw .twoEntries(Path.joined(root, first), Path.joined(root, name)) }
    return Found(root: root, remarks: inside.count > 1 ? [.severalPackages(inside)] : [])
  }

  /// The specification in a root that was found: in a package `src/*/name`, else `name`.
  func entry(in root: String, name: String) -> String {
    let inside = exists(Path.joined(root, "setup.py")) ? packageEntries(in: root, name: name) : []
    return Path.joined(root, inside.first ?? name)
  }

  /// `src/*/name` below `root`, relative to it, in the order of their paths.
  private func packageEntries(in root: String, name: String) -> [String] {
    disk.names(in: Path.joined(root, "src"))
      .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".egg-info") }
      .map { "src/\($0)/\(name)" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .filter { exists(Path.joined(root, $0)) }
  }

  /// The first `name` upward from `folder`, links resolved, and how many folders up it was found.
  func nearest(_ name: String, from folder: String) -> Nearest? {
    var at = folder
    for level in 0..<RootSearch.levels {
      let named = Path.joined(at, name)
      if let path = realPath(named, log) { return Nearest(named: named, path: path, level: level) }
      at = Path.directory(of: at)
    }
    return nil
  }

  /// A file on the way upward.
  struct Nearest {
    /// Its absolute path as it was looked for, and what that leads to.
    var named: String
    var path: String
    /// So many folders up.
    var level: Int
    /// The folder of what it leads to.
    var folder: String { Path.directory(of: path) }
  }

  /// Throws where the absolute `path`, which nobody has named but the file `named` beside it, leads out of
  /// the project; without a repository the folder around is not out, where no link leads there.
  func refuse(_ path: String, behind named: String) throws(DiscoveryError) {
    guard let real = realPath(path, log), real != named else { return }
    let folder = Path.directory(of: named)
    let around = Path.directory(of: folder)
    let isOpen =
      repositoryRoot(of: folder, log) == nil && Path.normalized(path) == real && around != "/"
    let border = isOpen ? around : Fence.border(around: folder, log: log)
    guard !Fence([border], log: log).admits(real) else { return }
    throw .leadsOutside(named, to: real)
  }

  func exists(_ path: String) -> Bool { disk.kind(of: path) != .missing }
}

/// The absolute path with its links resolved; `nil` where nothing is. `log`, if any, learns of it.
func realPath(_ path: String, _ log: DiskLog? = nil) -> String? {
  let real = realpath(path, nil)
  defer { free(real) }
  let answer = real.map { String(cString: $0) }
  log?.note(path, leadsTo: answer)
  return answer
}
