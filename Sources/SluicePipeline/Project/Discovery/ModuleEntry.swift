import SluiceCore

/// Entry points that Ploomber imports: `package::file` and the dotted path of a function. They are
/// looked for where an import would look in the project, and nothing is imported.
struct ModuleEntry {
  /// Absolute path of the folder that Ploomber is run in.
  let start: String
  private let locator: ModuleLocator
  private let log: DiskLog?

  /// `log`, if any, learns what is asked of the disk.
  init(start: String, log: DiskLog? = nil) {
    self.start = start
    self.log = log
    var bases = ["."]
    // An installed project has its packages in `src/`.
    if let setup = RootSearch(log: log).nearest("setup.py", from: start) {
      bases += [Path.joined(setup.folder, "src"), setup.folder]
    }
    locator = ModuleLocator(folder: .disk(root: start, log: log), bases: bases)
  }

  /// The absolute path of the file that `package::file` names.
  func path(of entry: String) throws(DiscoveryError) -> String {
    guard let mark = entry.firstRange(of: "::") else {
      throw .moduleEntry(entry, problem: "it has no '::'")
    }
    let module = String(entry[..<mark.lowerBound])
    let file = String(entry[mark.upperBound...])
    guard !module.isEmpty, !file.isEmpty, !file.contains("::") else {
      throw .moduleEntry(entry, problem: "write `package::pipeline.yaml`")
    }
    guard !file.contains("/") else {
      throw .moduleEntry(
        entry,
        problem: "Python takes a bare file name behind '::'; "
          + "write `\(module.replacing("/", with: "."))`, with a dot for each folder, before it")
    }
    let folder: String
    switch locator.lookup(parts(module)) {
    case .found(let path) where Path.name(of: path) == "__init__.py":
      folder = Path.directory(of: path)
    case .namespace(let path): folder = path
    case .found(let path):
      throw .moduleEntry(entry, problem: "'\(path)' is a module, not a package")
    case .missing(let part, let siblings):
      throw .moduleEntry(entry, problem: missing(parts(module), part, siblings))
    }
    let path = Path.joined(start, Path.joined(folder, file))
    guard ProjectFolder.disk(root: "/", log: log).kind(of: path) == .file else {
      throw .moduleEntry(entry, problem: "there is no file '\(Path.joined(folder, file))'")
    }
    return path
  }

  /// What is wrong with the dotted path of a function; `nil` where the function is there.
  func problem(of path: String) -> String? {
    var finder = FunctionFinder(
      library: SourceLibrary(folder: locator.folder, store: SourceStore()), locator: locator)
    switch finder.function(at: path) {
    case .found, .outside, .notADefinition: return nil
    case .moduleMissing(let part, let siblings): return missing(parts(path), part, siblings)
    case .unreadable(let path, _): return "'\(path)' cannot be read"
    case .functionMissing(let file, let names):
      let name = parts(path).last ?? ""
      let help = nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
      return "'\(file)' does not define '\(name)'\(help)"
    }
  }

  private func missing(_ parts: [String], _ part: Int, _ siblings: [String]) -> String {
    let name = parts.indices.contains(part) ? parts[part] : parts.joined(separator: ".")
    let help = nearest(to: name, among: siblings).map { "; did you mean '\($0)'?" } ?? ""
    return part == 0
      ? "there is no module '\(name)' in the project, and installed ones are not looked at\(help)"
      : "the package '\(parts[..<part].joined(separator: "."))' has no module '\(name)'\(help)"
  }

  private func parts(_ path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }
}
