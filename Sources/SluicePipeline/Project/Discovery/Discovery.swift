/// Finds the project as Ploomber 0.23.3 does: the entry point that was asked for, else `setup.cfg`,
/// else `name` (`ENTRY_POINT` or `pipeline.yaml`) upward from `start`, six folders counting `start`.
package struct Discovery: Sendable {
  /// Absolute, links resolved: the folder that Ploomber would be run in.
  package var start: String
  /// What `-e` named.
  package var entry: String?
  /// The environment variable `ENTRY_POINT`.
  package var variable: String?
  /// The environment variable `PLOOMBER_ENV_FILENAME`.
  package var environmentVariable: String?
  /// Reads the disk by absolute paths.
  private let disk: ProjectFolder
  private let search: RootSearch
  private let log: DiskLog?

  /// `log`, if any, learns what is asked of the disk.
  package init(
    start: String, entry: String? = nil, variable: String? = nil,
    environmentVariable: String? = nil, log: DiskLog? = nil
  ) {
    disk = .disk(root: "/", log: log)
    search = RootSearch(log: log)
    self.log = log
    self.start = start
    self.entry = entry
    self.variable = variable
    self.environmentVariable = environmentVariable
  }

  /// The project; throws where Ploomber would find none, or refuse to choose.
  package func place() throws(DiscoveryError) -> ProjectPlace {
    if let entry { return try place(of: entry) }
    if let variable, kind(of: variable) == .function { return try place(of: variable) }
    let name = variable ?? "pipeline.yaml"
    // Ploomber refuses the variable even where `setup.cfg` comes before it.
    guard isBareName(name) else {
      throw .variableNotAName("ENTRY_POINT", value: name)
    }
    if let configured = try configuredEntry() { return try place(of: configured) }
    let found = try search.root(from: start, name: name)
    return try place(of: search.entry(in: found.root, name: name))
  }

  /// Who decides on the entry point, where there is a project.
  package enum Decision: Hashable, Sendable {
    /// `-e`.
    case flag
    /// `ENTRY_POINT`.
    case variable
    /// A `setup.cfg`, by its absolute path.
    case file(String)
    /// The name `pipeline.yaml` upward from the folder.
    case search
  }

  /// Follows the order of `place()`.
  package func decision() -> Decision {
    if entry != nil { return .flag }
    if (try? configuredEntry()) != nil, let file = search.nearest("setup.cfg", from: start) {
      return .file(file.path)
    }
    return variable == nil ? .search : .variable
  }

  /// What Ploomber takes an entry point for.
  private enum Kind: Hashable { case pattern, module, folder, file, function, unclear, missingFile }

  private func kind(of entry: String) -> Kind {
    if entry.utf8.contains(UInt8(ascii: "*")) { return .pattern }
    if entry.contains("::") { return .module }
    switch disk.kind(of: Path.joined(start, entry)) {
    case .directory: return .folder
    case .file, .other: return .file
    case .missing: break
    }
    let suffix = Path.suffix(of: entry)
    if suffix == ".yaml" || suffix == ".yml" { return .missingFile }
    return entry.contains(".") ? .function : .unclear
  }

  private func place(of entry: String) throws(DiscoveryError) -> ProjectPlace {
    switch kind(of: entry) {
    case .pattern:
      let files = SourcePattern(base: start, log: log).files(matching: entry)
      let foreign = files.filter { !EntryPoint.suffixes.contains(Path.suffix(of: $0)) }
      guard foreign.isEmpty else { throw .foreignSources(pattern: entry, files: foreign) }
      return sources(entry, files)
    case .folder: return sources(entry, SourcePattern(base: start, log: log).scripts(in: entry))
    case .module: return try specification(try ModuleEntry(start: start, log: log).path(of: entry))
    case .file: return try specification(entry)
    case .function:
      throw .factory(entry, problem: ModuleEntry(start: start, log: log).problem(of: entry))
    case .missingFile: throw .entryMissing(entry)
    case .unclear: throw .entryUnclear(entry)
    }
  }

  /// A project without a specification: its root is the folder that Ploomber runs in.
  private func sources(_ entry: String, _ files: [String]) -> ProjectPlace {
    func fromRoot(_ path: String) -> String { Path.relative(Path.joined(start, path), to: start) }
    return ProjectPlace(
      root: start, entryPoint: .sources(fromRoot(entry), files: files.map(fromRoot)),
      isDefaultEntry: false, isPackage: false, rootValue: rootValue(from: start))
  }

  private func specification(_ entry: String) throws(DiscoveryError) -> ProjectPlace {
    guard let path = realPath(Path.joined(start, entry), log), disk.kind(of: path) == .file else {
      throw .entryMissing(entry)
    }
    guard !Path.suffix(of: entry).isEmpty else { throw .entryWithoutSuffix(entry) }
    let folder = Path.directory(of: path)
    let found = try search.root(from: folder, name: Path.name(of: path))
    let isPackage = search.exists(Path.joined(found.root, "setup.py"))
    let place = ProjectPlace(
      root: found.root, entryPoint: .specification(Path.way(from: found.root, to: path)),
      isDefaultEntry: defaultEntry(in: found.root) == path, isPackage: isPackage,
      workingDirectory: start, rootValue: rootValue(from: folder),
      environmentName: environmentVariable, remarks: found.remarks)
    if let environmentVariable {
      guard isBareName(environmentVariable) else {
        throw .variableNotAName("PLOOMBER_ENV_FILENAME", value: environmentVariable)
      }
      guard place.environmentPaths.contains(where: { search.exists(Path.joined(place.root, $0)) })
      else {
        throw .environmentFileMissing(environmentVariable, folders: [start, folder])
      }
    }
    return place
  }

  private func rootValue(from folder: String) -> String? {
    (try? search.root(from: folder, name: "pipeline.yaml"))?.root
  }

  /// The entry point that Ploomber finds by itself where nothing but `root` is there: in a pod.
  private func defaultEntry(in root: String) -> String? {
    let configuration = Path.joined(root, "setup.cfg")
    if disk.kind(of: configuration) == .file {
      do throws(DiscoveryError) {
        if let entry = try configuredEntry(configuration) { return realPath(entry, log) }
      } catch {
        return nil
      }
    }
    guard let found = try? search.root(from: root, name: "pipeline.yaml"), found.root == root else {
      return nil
    }
    return realPath(search.entry(in: root, name: "pipeline.yaml"), log)
  }

  /// The absolute entry point that the nearest `setup.cfg` upward names.
  private func configuredEntry() throws(DiscoveryError) -> String? {
    guard let file = search.nearest("setup.cfg", from: start)?.path else { return nil }
    return try configuredEntry(file)
  }

  private func configuredEntry(_ file: String) throws(DiscoveryError) -> String? {
    // What cannot be read is passed over, as Python does.
    guard let bytes = try? disk.bytes(at: file) else { return nil }
    let entry: String?
    do throws(SetupConfiguration.Mistake) {
      entry = try SetupConfiguration(bytes).value(of: "entry-point", in: "ploomber")
    } catch {
      throw .configurationUnreadable(file, line: error.line, problem: error.words)
    }
    guard let entry, !entry.isEmpty else { return nil }
    let path = Path.joined(Path.directory(of: file), entry)
    guard disk.kind(of: path) == .file else {
      throw .configuredEntryMissing(entry: entry, configuration: file)
    }
    try search.refuse(path, behind: file)
    return path
  }

  /// Whether Python's `pathlib` sees one part at most in the text.
  private func isBareName(_ text: String) -> Bool {
    let parts = text.split(separator: "/").filter { $0 != "." }
    return parts.count + (text.hasPrefix("/") ? 1 : 0) <= 1
  }
}
