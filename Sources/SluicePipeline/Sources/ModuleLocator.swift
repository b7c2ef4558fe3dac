/// Finds the file of a Python module by its dotted name as an import would, without importing:
/// a package (`name/__init__.py`) before a module (`name.py`) before a folder without `__init__.py`.
struct ModuleLocator: Sendable {
  let folder: ProjectFolder
  /// Folders that imports search, in order, relative to the root.
  let bases: [String]

  enum Lookup: Hashable, Sendable {
    /// The module's file, relative to the root.
    case found(path: String)
    /// A folder without `__init__.py`: it exists, and defines nothing.
    case namespace(path: String)
    /// `parts[part]` is neither in the folders searched (`part` 0) nor in the package before it.
    /// `siblings` are the module names that are there.
    case missing(part: Int, siblings: [String])
  }

  init(folder: ProjectFolder, bases: [String]) {
    self.folder = folder
    self.bases = bases
  }

  init(folder: ProjectFolder, place: ProjectPlace) {
    var bases = [place.folder]
    if place.isPackage { bases.append("src") }
    if !bases.contains(".") { bases.append(".") }
    self.init(folder: folder, bases: bases)
  }

  func lookup(_ parts: [String]) -> Lookup {
    guard !parts.isEmpty else { return .missing(part: 0, siblings: []) }
    return lookup(parts, searching: bases)
      ?? .missing(part: 0, siblings: bases.flatMap(modules))
  }

  /// In the first of `folders` that has the first of `parts`; `nil` if none has.
  func lookup(_ parts: [String], searching folders: [String]) -> Lookup? {
    guard let first = parts.first else { return nil }
    return folders.first { resolve(first, in: $0) != nil }.map { lookup(parts, in: $0) }
  }

  /// The module that `parts` name, seen from inside `package` (a folder): a relative import.
  func lookup(_ parts: [String], in package: String) -> Lookup {
    var at = package
    guard !parts.isEmpty else { return file(ofPackage: package) }
    for (index, part) in parts.enumerated() {
      guard let step = resolve(part, in: at) else {
        return .missing(part: index, siblings: modules(at))
      }
      let isLast = index == parts.count - 1
      switch step {
      case .found(let path):
        if isLast { return step }
        // A plain module has no modules inside.
        guard Path.name(of: path) == "__init__.py" else {
          return .missing(part: index + 1, siblings: [])
        }
        at = Path.directory(of: path)
      case .namespace(let path):
        if isLast { return step }
        at = path
      case .missing: return step
      }
    }
    return .namespace(path: at)
  }

  /// How many packages lie around a file at most, seen from the folders that imports search: more dots
  /// than that lead out of the top-level package.
  func packageDepth(of path: String) -> Int {
    let folders = Path.directory(of: path).split(separator: "/").filter { $0 != "." }.count
    return bases.filter { $0 == "." || path.hasPrefix($0 + "/") }.map { base in
      folders - base.split(separator: "/").filter { $0 != "." }.count
    }.max() ?? 0
  }

  private func file(ofPackage package: String) -> Lookup {
    let path = Path.joined(package, "__init__.py")
    return folder.kind(of: path) == .file ? .found(path: path) : .namespace(path: package)
  }

  private func resolve(_ name: String, in base: String) -> Lookup? {
    guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else { return nil }
    let path = Path.joined(base, name)
    if folder.kind(of: path + "/__init__.py") == .file {
      return .found(path: path + "/__init__.py")
    }
    if folder.kind(of: path + ".py") == .file { return .found(path: path + ".py") }
    return folder.kind(of: path) == .directory ? .namespace(path: path) : nil
  }

  private func modules(_ base: String) -> [String] {
    folder.names(in: base).compactMap { name in
      if name.hasSuffix(".py"), name != "__init__.py" { return String(name.dropLast(3)) }
      guard !name.utf8.contains(UInt8(ascii: ".")) else { return nil }
      let isPackage = folder.kind(of: Path.joined(base, name) + "/__init__.py") == .file
      return isPackage ? name : nil
    }
  }
}
