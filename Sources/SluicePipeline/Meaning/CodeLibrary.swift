import SluiceCore
import SluiceScan

/// The modules of a project as far as tasks lead to them, each taken apart once, and the ways from a
/// name in one to what it stands for in another.
struct CodeLibrary {
  /// One unit of one module.
  struct UnitKey: Hashable {
    var module: String
    var index: Int
  }

  /// What a name stands for.
  enum Target: Hashable {
    case unit(UnitKey)
    /// All of a module.
    case module(String)
    /// Something that is not part of the project, in words.
    case outside(String)
  }

  let folder: ProjectFolder
  let locator: ModuleLocator
  /// By path; of notebooks' code by another text.
  private var modules: [String: Module?] = [:]
  private var answers: [Question: ModuleLocator.Lookup] = [:]
  private var states: [UnitKey: Set<Target>] = [:]
  private var all: [String]?
  /// By the name of a module or a package the folders that hold one.
  private var homes: [String: [String]]?
  /// Paths that tasks make, relative to the root.
  let products: Set<String>
  var knownLoadings: [String: [Loading]] = [:]
  var knownNames: [NamedQuestion: Named] = [:]

  /// A word, and the folder of the module that says it.
  struct NamedQuestion: Hashable {
    var word: ProjectWord
    var folder: String
  }

  private struct Question: Hashable {
    var parts: [String]
    var folder: String
    var isRelative: Bool
  }

  init(folder: ProjectFolder, place: ProjectPlace, products: Set<String>) {
    self.folder = folder
    self.products = products
    locator = ModuleLocator(folder: folder, place: place)
  }

  /// The module of a file; `nil` where it cannot be read.
  mutating func module(_ path: String) -> Module? {
    if let known = modules[path] { return known }
    let module = (try? folder.bytes(at: path)).map { bytes in
      Module(
        SourceFile(path: path, bytes: bytes),
        pythonOutline(of: parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)))
    }
    modules[path] = .some(module)
    return module
  }

  /// The file that holds a module, or the code of a notebook.
  func file(of path: String) -> String { (modules[path] ?? nil)?.file.path ?? path }

  /// Keeps the code of a notebook under `key`.
  mutating func keep(_ module: Module, as key: String) { modules[key] = .some(module) }

  mutating func unit(_ key: UnitKey) -> PythonUnit? {
    guard let units = module(key.module)?.outline.units, units.indices.contains(key.index) else {
      return nil
    }
    return units[key.index]
  }

  /// The file of the module that a dotted path begins with, and the name in it; `nil` if it is none of the
  /// project.
  func module(of path: String) -> (path: String, name: String)? {
    var parts = path.split(separator: ".").map(String.init)
    guard parts.count > 1, let name = parts.popLast(), case .found(let file) = locator.lookup(parts)
    else { return nil }
    return (file, name)
  }

  // MARK: From names to units

  /// A name that is being followed, so that circles end.
  struct Visit: Hashable {
    var module: String
    var use: PythonUse
  }

  /// What a name stands for in a module; nothing where nobody binds it.
  mutating func targets(of use: PythonUse, in path: String) -> [Target] {
    var visited: Set<Visit> = []
    return targets(of: use, in: path, &visited)
  }

  /// What an import in `importer` brings, of which `path` is read.
  mutating func targets(
    of found: PythonImport, reading path: [String], from importer: String
  ) -> [Target] {
    var visited: Set<Visit> = []
    return follow(found, path[...], from: importer, &visited)
  }

  private mutating func targets(
    of use: PythonUse, in path: String, _ visited: inout Set<Visit>
  ) -> [Target] {
    guard visited.count < 256, visited.insert(Visit(module: path, use: use)).inserted,
      let module = module(path)
    else { return [] }
    let isBound = module.binds(use.name)
    var found: [Target] = []
    for way in module.ways(to: use.name) {
      switch way {
      case .unit(let index): found.append(.unit(UnitKey(module: path, index: index)))
      case .plain(let plain): found += follow(plain, use.path[...], from: path, &visited)
      case .star(let star):
        guard case .found(let target) = lookup(star, from: path) else {
          if found.isEmpty, !isBound { found.append(.outside("* of " + star.module)) }
          continue
        }
        let starred = targets(of: use, in: target, &visited)
        guard !starred.isEmpty else {
          // `__all__` of a package may name modules in it.
          if Path.name(of: target) == "__init__.py",
            self.module(target)?.units["__all__"] != nil
          {
            let module = PythonImport(
              module: star.module, level: star.level, name: use.name, range: star.range)
            found += follow(module, use.path[...], from: path, &visited).filter(isInside)
          }
          continue
        }
        found += starred
        found += (self.module(target)?.units["__all__"] ?? []).map {
          .unit(UnitKey(module: target, index: $0))
        }
      }
    }
    return found
  }

  private func isInside(_ target: Target) -> Bool {
    if case .outside = target { false } else { true }
  }

  private mutating func follow(
    _ found: PythonImport, _ rest: ArraySlice<String>, from importer: String,
    _ visited: inout Set<Visit>
  ) -> [Target] {
    let parts = found.module.split(separator: ".").map(String.init)
    guard let name = found.name, name != "*" else {
      let known = found.alias == nil ? Array(parts.prefix(1)) : parts
      return walk(known, rest, found.level, from: importer, &visited)
    }
    switch lookup(parts, found.level, from: importer) {
    case .found(let path):
      let inside = targets(
        of: PythonUse(name: name, path: Array(rest)), in: path, &visited)
      if !inside.isEmpty { return inside }
      if case .missing = lookup(parts + [name], found.level, from: importer) {
        return [.module(path)]
      }
      return walk(parts + [name], rest, found.level, from: importer, &visited)
    case .namespace: return walk(parts + [name], rest, found.level, from: importer, &visited)
    case .missing: return [.outside(found.module + "." + name)]
    }
  }

  /// Goes from package to module along `rest`, then to a name in it.
  private mutating func walk(
    _ known: [String], _ rest: ArraySlice<String>, _ level: Int, from importer: String,
    _ visited: inout Set<Visit>
  ) -> [Target] {
    var parts = known
    var rest = rest
    while true {
      let here = lookup(parts, level, from: importer)
      if case .missing = here { return [.outside(parts.joined(separator: "."))] }
      if let next = rest.first {
        var isBound = false
        if case .found(let path) = here { isBound = module(path)?.binds(next) ?? false }
        if !isBound {
          switch lookup(parts + [next], level, from: importer) {
          case .found, .namespace:
            parts.append(next)
            rest = rest.dropFirst()
            continue
          case .missing: break
          }
        }
      }
      guard case .found(let path) = here else { return [] }
      guard let next = rest.first else { return [.module(path)] }
      let inside = targets(
        of: PythonUse(name: next, path: Array(rest.dropFirst())), in: path, &visited)
      return inside.isEmpty ? [.module(path)] : inside
    }
  }

  // MARK: From imports to files

  /// The files that an import loads, those of the packages on the way included.
  mutating func files(loadedBy found: PythonImport, from importer: String) -> [String] {
    var parts = found.module.split(separator: ".").map(String.init)
    if let name = found.name, name != "*" { parts.append(name) }
    var files: [String] = []
    let first = found.level > 0 ? 0 : 1
    for count in first..<max(first, parts.count + 1) {
      if case .found(let path) = lookup(Array(parts[..<count]), found.level, from: importer) {
        files.append(path)
      }
    }
    return files
  }

  private mutating func lookup(
    _ found: PythonImport, from importer: String
  ) -> ModuleLocator.Lookup {
    lookup(found.module.split(separator: ".").map(String.init), found.level, from: importer)
  }

  /// As an import finds a module; else beside the file that imports it, which code may put on the path.
  private mutating func lookup(
    _ parts: [String], _ level: Int, from importer: String
  ) -> ModuleLocator.Lookup {
    var base = Path.directory(of: file(of: importer))
    if level > 1 {
      let up = Array(repeating: "..", count: min(level, 64) - 1).joined(separator: "/")
      base = Path.joined(base, up)
    }
    let question = Question(parts: parts, folder: base, isRelative: level > 0)
    if let known = answers[question] { return known }
    var lookup: ModuleLocator.Lookup
    if level > 0 {
      lookup = locator.lookup(parts, in: base)
    } else if let first = parts.first, !loadedStandardModules.contains(first) {
      lookup = locator.lookup(parts)
      if case .missing = lookup { lookup = locator.lookup(parts, in: base) }
      if case .missing(part: 0, _) = lookup, !isPythonStandardModule(first),
        let other = folders(of: first).first
      {
        lookup = locator.lookup(parts, in: other)
      }
    } else {
      lookup = .missing(part: 0, siblings: [])
    }
    answers[question] = lookup
    return lookup
  }

  // MARK: What code reaches

  /// What a call of the unit may change that outlives the call, whatever it calls itself.
  mutating func changes(by key: UnitKey) -> Set<Target> {
    if let known = states[key] { return known }
    var seen: Set<UnitKey> = [key]
    var open = [key]
    var changed: Set<Target> = []
    while let next = open.popLast() {
      guard let unit = unit(next) else { continue }
      for use in unit.changes {
        let found = targets(of: use, in: next.module)
        changed.formUnion(found.isEmpty ? [.outside(use.name)] : found)
      }
      for use in unit.uses where unit.kind != .effect {
        for case .unit(let target) in targets(of: use, in: next.module)
        where seen.insert(target).inserted { open.append(target) }
      }
    }
    states[key] = changed
    return changed
  }

  /// Every Python file of the project, from the root downwards, for code that loads modules by names that
  /// it makes: the first 500.
  mutating func allModules() -> [String] {
    if let all { return all }
    var found: [String] = []
    var open = [(path: ".", depth: 0)]
    var next = 0
    while next < open.count, found.count < 500 {
      let (path, depth) = open[next]
      next += 1
      for name in folder.names(in: path) {
        let full = Path.joined(path, name)
        if name.hasSuffix(".py") {
          found.append(full)
        } else if depth < 8, !name.contains("."), !CodeLibrary.foreignFolders.contains(name),
          folder.kind(of: full) == .directory
        {
          open.append((full, depth + 1))
        }
      }
    }
    all = found
    return found
  }

  /// Where installed packages lie, and what is made.
  private static let foreignFolders: Set<String> = [
    "node_modules", "venv", "env", "site-packages", "__pycache__", "build", "dist",
  ]

  /// The folders anywhere in the project that hold a module of the name: code may put them on the path.
  private mutating func folders(of module: String) -> [String] {
    if let homes { return homes[module] ?? [] }
    var found: [String: [String]] = [:]
    for path in allModules() {
      let isPackage = Path.name(of: path) == "__init__.py"
      let place = isPackage ? Path.directory(of: path) : path
      found[Path.stem(of: place), default: []].append(Path.directory(of: place))
    }
    homes = found
    return found[module] ?? []
  }
}
