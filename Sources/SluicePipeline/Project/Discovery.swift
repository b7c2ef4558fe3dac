/// Which project a command speaks of.
package struct ProjectPlace: Hashable, Sendable {
  /// Absolute path of the project's root: `pipeline.yaml`'s folder, or `setup.py`'s in a package.
  package var root: String
  /// The entry point, relative to `root`.
  package var entry: String
  /// The folder that gives the project its name.
  package var name: String { Path.name(of: root) }
  /// Whether Ploomber finds the same entry point in `root` with no flag and no variable set.
  package var isDefaultEntry: Bool
  /// `root` holds a `setup.py`.
  package var isPackage: Bool

  package init(root: String, entry: String, isDefaultEntry: Bool, isPackage: Bool) {
    self.root = root
    self.entry = entry
    self.isDefaultEntry = isDefaultEntry
    self.isPackage = isPackage
  }
}

/// Why no project was found: the question is wrong, not the project.
package enum DiscoveryError: Error, Hashable, Sendable {
  /// No `name` from `start` upward. `misnamed` is a `pipeline.yml` on the way, as an absolute path.
  case nothingFound(name: String, start: String, misnamed: String?)
  case entryMissing(String)
  /// A directory or a pattern of scripts as entry point, or a function that makes the pipeline.
  case entryNotUnderstood(String)
  /// `setup.cfg` names an entry point that does not exist.
  case configuredEntryMissing(entry: String, configuration: String)
  /// `ENTRY_POINT` holds a directory part.
  case variableNotAName(String)
  /// `pipeline.yaml` stands beside `setup.py` and in `src/*/` too.
  case twoEntries(String, String)
  /// `src/NAME/pipeline.yaml` without a `setup.py` in the root.
  case packageWithoutSetup(String)
  /// There is a `setup.py`, but neither it nor `src/*/` has a pipeline beside it.
  case packageWithoutEntry(root: String, name: String)
}

/// Finds the project as Ploomber 0.23.3 does: the entry point that was asked for, else `setup.cfg`,
/// else `name` (`ENTRY_POINT` or `pipeline.yaml`) upward from `start`, six folders counting `start`.
package struct Discovery: Sendable {
  /// Absolute, normalized.
  package var start: String
  /// What `-e` named.
  package var entry: String?
  /// The environment variable `ENTRY_POINT`.
  package var variable: String?
  /// Reads the disk by absolute paths.
  private let disk = ProjectFolder.disk(root: "/")
  private static let levels = 6

  package init(start: String, entry: String? = nil, variable: String? = nil) {
    self.start = start
    self.entry = entry
    self.variable = variable
  }

  /// The project; throws where Ploomber would find none, or refuse to choose.
  package func place() throws(DiscoveryError) -> ProjectPlace {
    if let entry { return try explicit(entry, isDefault: false) }
    if let (file, entry) = configuredEntry() {
      let path = Path.joined(Path.directory(of: file), entry)
      guard disk.kind(of: path) != .missing else {
        throw .configuredEntryMissing(entry: entry, configuration: file)
      }
      return try explicit(path, isDefault: true)
    }
    let name = variable ?? "pipeline.yaml"
    guard !name.contains("/") else { throw .variableNotAName(name) }
    let root = try root(from: start, name: name)
    return try place(in: root, name: name)
  }

  private func explicit(_ entry: String, isDefault: Bool) throws(DiscoveryError) -> ProjectPlace {
    let path = Path.joined(start, entry)
    switch disk.kind(of: path) {
    case .missing:
      let isFile = entry.hasSuffix(".yaml") || entry.hasSuffix(".yml") || entry.contains("/")
      let isPatternOrFunction = entry.contains("*") || entry.contains("::") || !isFile
      throw isPatternOrFunction ? .entryNotUnderstood(entry) : .entryMissing(entry)
    case .directory, .other: throw .entryNotUnderstood(entry)
    case .file: break
    }
    let name = Path.name(of: path)
    let root = try root(from: Path.directory(of: path), name: name)
    var place = ProjectPlace(
      root: root, entry: Path.way(from: root, to: path), isDefaultEntry: isDefault,
      isPackage: hasSetup(root))
    if !isDefault, name == "pipeline.yaml", configuredEntry(from: root) == nil,
      let found = try? self.place(in: root, name: name)
    {
      place.isDefaultEntry = found.entry == place.entry
    }
    return place
  }

  private func place(in root: String, name: String) throws(DiscoveryError) -> ProjectPlace {
    let isDefault = name == "pipeline.yaml"
    guard hasSetup(root) else {
      return ProjectPlace(root: root, entry: name, isDefaultEntry: isDefault, isPackage: false)
    }
    let inside = packageEntry(root, name)
    if let inside, disk.kind(of: root + "/" + name) == .file {
      throw .twoEntries(root + "/" + inside, root + "/" + name)
    }
    return ProjectPlace(
      root: root, entry: inside ?? name, isDefaultEntry: isDefault, isPackage: true)
  }

  /// The root for `name`, upward from `folder`.
  private func root(from folder: String, name: String) throws(DiscoveryError) -> String {
    var setup: (level: Int, folder: String)?
    var spec: (level: Int, folder: String)?
    var misnamed: String?
    var at = folder
    for level in 0..<Discovery.levels {
      if setup == nil, hasSetup(at) { setup = (level, at) }
      if spec == nil, disk.kind(of: Path.joined(at, name)) == .file { spec = (level, at) }
      if misnamed == nil, name == "pipeline.yaml",
        disk.kind(of: Path.joined(at, "pipeline.yml")) == .file
      {
        misnamed = Path.joined(at, "pipeline.yml")
      }
      if at == "/" { break }
      at = Path.directory(of: at)
    }
    guard let spec else {
      guard let setup else {
        throw .nothingFound(name: name, start: folder, misnamed: misnamed)
      }
      guard packageEntry(setup.folder, name) != nil else {
        throw .packageWithoutEntry(root: setup.folder, name: name)
      }
      return setup.folder
    }
    let isInSource = Path.name(of: Path.directory(of: spec.folder)) == "src"
    guard let setup else {
      if isInSource { throw .packageWithoutSetup(Path.joined(spec.folder, name)) }
      return spec.folder
    }
    return spec.level < setup.level && !isInSource ? spec.folder : setup.folder
  }

  private func hasSetup(_ folder: String) -> Bool {
    disk.kind(of: Path.joined(folder, "setup.py")) == .file
  }

  /// `src/*/name` below `root`, relative to it; the first in alphabetical order.
  private func packageEntry(_ root: String, _ name: String) -> String? {
    for package in disk.names(in: root + "/src") where !package.hasSuffix(".egg-info") {
      let path = "src/\(package)/\(name)"
      if disk.kind(of: root + "/" + path) == .file { return path }
    }
    return nil
  }

  /// The nearest `setup.cfg` upward and its `[ploomber] entry-point`.
  private func configuredEntry(from folder: String? = nil) -> (file: String, entry: String)? {
    var at = folder ?? start
    for _ in 0..<Discovery.levels {
      let file = Path.joined(at, "setup.cfg")
      if disk.kind(of: file) == .file {
        guard let bytes = try? disk.bytes(at: file) else { return nil }
        return entryPoint(inConfiguration: bytes).map { (file, $0) }
      }
      if at == "/" { break }
      at = Path.directory(of: at)
    }
    return nil
  }
}

/// The value of `entry-point` in section `[ploomber]`, as Python's `configparser` reads it; later
/// ones win, comments begin a line with `#` or `;`.
func entryPoint(inConfiguration bytes: [UInt8]) -> String? {
  var isOurs = false
  var value: String?
  // An indented line goes on with the value above it, if there is one that begins further left.
  var indent: Int?
  for written in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
    let line = written.drop { $0.isWhitespace }
    guard let first = line.first, first != "#", first != ";" else { continue }
    let depth = written.count - line.count
    if let indent, depth > indent { continue }
    indent = first == "[" ? nil : depth
    if first == "[" {
      isOurs = line.dropFirst().prefix { $0 != "]" } == "ploomber"
    } else if isOurs, let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) {
      let key = line[..<mark].filter { !$0.isWhitespace }.lowercased()
      let text = line[line.index(after: mark)...]
        .drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
      if key == "entry-point" { value = String(text) }
    }
  }
  return value.flatMap { $0.isEmpty ? nil : $0 }
}
