import Glibc
import Synchronization

/// What of the disk may be read for a project: the repository that it lies in, its own root where it
/// lies in none, and what the user allows besides. A path counts by what its links lead to, and git's
/// own folder stays closed. Several threads may ask.
package final class Fence: Sendable {
  /// Absolute paths of folders and single files, links resolved.
  package let places: [String]
  /// The folder around a project without a repository, absolute: what lies in the folders beside the
  /// project can be read, where a path leads there openly.
  private let surroundings: String?
  /// By folder, as it was asked for.
  private let folders = Mutex<[String: Bool]>([:])
  private let refusals = Mutex<Set<String>>([])
  /// Learns where paths lead.
  private let log: DiskLog?

  package convenience init(_ places: [String], log: DiskLog? = nil) {
    self.init(places, surroundings: nil, log)
  }

  private init(_ places: [String], surroundings: String?, _ log: DiskLog?) {
    self.places = places
    self.surroundings = surroundings
    self.log = log
  }

  /// Around the project of `place`; `allowed` are absolute paths.
  package convenience init(
    of place: ProjectPlace, allowing allowed: [String] = [], log: DiskLog? = nil
  ) {
    // The folder that Ploomber runs in may hold the values, and lie elsewhere.
    let values = place.environmentPaths.map { Path.joined(place.root, $0) }
    let repository = repositoryRoot(of: place.root, log)
    // A pattern of scripts is named by the user.
    var scripts: [String] = []
    if case .sources(_, let files) = place.entryPoint {
      scripts = files.map { Path.joined(place.root, $0) }
    }
    self.init(
      [repository ?? place.root] + values + scripts + allowed.compactMap { realPath($0, log) },
      surroundings: repository == nil ? Path.directory(of: place.root) : nil, log)
  }

  /// The folder that holds everything of the project in the absolute `folder`: its repository's top, or
  /// itself.
  package static func border(around folder: String, log: DiskLog? = nil) -> String {
    repositoryRoot(of: folder, log) ?? folder
  }

  /// With more files; a link in the place of one does not count.
  func admitting(_ files: [String]) -> Fence {
    Fence(places + files, surroundings: surroundings, log)
  }

  /// The absolute paths that somebody wanted to read and could not, sorted.
  package var refused: [String] { refusals.withLock { $0.sorted() } }

  /// Whether what the absolute `path` leads to lies inside. What is not there does: nobody reads it.
  package func admits(_ path: String) -> Bool { realPath(path, log).map(isInside) ?? true }

  /// Whether a file that is written at the absolute `path` comes to lie inside: it takes the place of
  /// what a link leads to, or of a link to nowhere.
  package func admits(writing path: String) -> Bool {
    var at = Path.normalized(path)
    while at != "/" {
      if let real = realPath(at, log) { return isInside(real) }
      at = Path.directory(of: at)
    }
    return isInside(at)
  }

  /// As `admits(_:)`, for a folder; each is looked at once.
  func admits(folder: String) -> Bool {
    if let known = folders.withLock({ $0[folder] }) { return known }
    let isAdmitted = admits(folder)
    folders.withLock { $0[folder] = isAdmitted }
    return isAdmitted
  }

  /// Opens a file for reading, without waiting for a pipe; -1 where that fails, as `open` has it. Throws
  /// where it lies outside.
  func open(_ path: String, _ flags: Int32) throws(ProjectFolder.ReadError) -> Int32 {
    if admits(folder: Path.directory(of: path)) {
      let descriptor = Glibc.open(path, flags | O_NOFOLLOW)
      guard descriptor < 0, errno == ELOOP else { return descriptor }
    }
    // A link, or a file that is allowed by itself.
    guard let real = realPath(path, log) else { return -1 }
    guard isInside(real) || isBeside(path, real) else {
      refusals.withLock { _ = $0.insert(Path.normalized(path)) }
      throw .outside
    }
    return Glibc.open(real, flags | O_NOFOLLOW)
  }

  /// Whether the path leads, without any link, into a folder beside the project that is not hidden.
  private func isBeside(_ path: String, _ real: String) -> Bool {
    guard let surroundings, surroundings != "/", Path.normalized(path) == real,
      real.hasPrefix(surroundings + "/")
    else { return false }
    let way = real.dropFirst(surroundings.count + 1).split(separator: "/")
    return way.count > 1 && !way.contains { $0.hasPrefix(".") }
  }

  private func isInside(_ real: String) -> Bool {
    places.contains { place in
      guard real != place else { return true }
      let below = place == "/" ? place : place + "/"
      return real.hasPrefix(below)
        && !real.dropFirst(below.count).split(separator: "/").contains(".git")
    }
  }
}

/// The nearest folder that has a `.git`, `folder` itself or one above it; `nil` outside of
/// repositories. Takes and gives absolute paths; libgit2 is not asked. `log`, if any, learns what is.
package func repositoryRoot(of folder: String, _ log: DiskLog? = nil) -> String? {
  let disk = ProjectFolder.disk(root: "/", log: log)
  var at = folder
  while true {
    if disk.kind(of: Path.joined(at, ".git")) != .missing { return at }
    if at == "/" || at.isEmpty { return nil }
    at = Path.directory(of: at)
  }
}
