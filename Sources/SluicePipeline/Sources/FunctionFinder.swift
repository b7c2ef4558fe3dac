package import SluiceCore
package import SluiceScan

/// Where a dotted path ends.
package indirect enum FunctionLookup: Hashable, Sendable {
  /// A `def`, found in the module or through the imports that lead to it.
  case found(file: Int, ModuleScan.Function)
  /// The dotted path's part at `part` (from 0) is no module of the project.
  case moduleMissing(part: Int, siblings: [String])
  /// The module exists and could not be read.
  case unreadable(path: String, ProjectFolder.ReadError)
  /// The module at `path` does not define the name; `names` are the functions that it has.
  case functionMissing(path: String, names: [String])
  /// The name comes from a module that is not part of the project.
  case outside(SourceRange)
  /// The name is bound to something else than a `def`: a class, a lambda, a value.
  case notADefinition(SourceRange)
}

/// Follows dotted paths to functions, through re-exports, reading modules as they are needed.
struct FunctionFinder {
  var library: SourceLibrary
  let locator: ModuleLocator
  /// Trees of modules that were needed once more, by their position in the store: whoever follows what
  /// a function hands on goes through them.
  private var trees: [Int: PythonTree] = [:]
  /// Where the modules are that dotted paths name.
  private var places: [String: ModuleLocator.Lookup] = [:]
  /// An import chain longer than this is taken for a circle.
  private static let chainLimit = Limit.reexports.value

  init(library: SourceLibrary, locator: ModuleLocator) {
    self.library = library
    self.locator = locator
  }

  /// The files of the modules that `paths` name, and of the packages around them, whose code an import
  /// runs: read together, before each is followed.
  func moduleKeys(of paths: [String]) -> [SourceLibrary.Key] {
    var files: [String] = []
    var known: Set<ArraySlice<String>> = []
    var seen: Set<String> = []
    for path in paths {
      guard let (path, _) = FunctionFinder.split(path), seen.insert(path).inserted else { continue }
      let module = FunctionFinder.parts(path)
      for count in module.indices.map({ $0 + 1 }) where known.insert(module[..<count]).inserted {
        if case .found(let file) = locator.lookup(Array(module[..<count])) { files.append(file) }
      }
    }
    return files.map { SourceLibrary.Key(path: $0, language: .pythonModule) }
  }

  mutating func function(at path: String) -> FunctionLookup {
    guard let (module, name) = FunctionFinder.split(path) else {
      return .moduleMissing(part: 0, siblings: [])
    }
    let lookup = places[module] ?? locator.lookup(FunctionFinder.parts(module))
    places[module] = lookup
    switch lookup {
    case .found(let file):
      var visited: Set<Visit> = []
      return function(named: name, in: file, links: 0, &visited)
    case .namespace(let folder): return .functionMissing(path: folder, names: [])
    case .missing(let part, let siblings): return .moduleMissing(part: part, siblings: siblings)
    }
  }

  /// A name that was looked for in a module.
  private struct Visit: Hashable {
    var path: String
    var name: String
  }

  /// `visited` keeps star imports that lead back, or meet again, from being followed more than once.
  private mutating func function(
    named name: String, in path: String, links: Int, _ visited: inout Set<Visit>
  ) -> FunctionLookup {
    visited.insert(Visit(path: path, name: name))
    let key = SourceLibrary.Key(path: path, language: .pythonModule)
    library.read([key])
    guard let (file, scan) = library.module(key) else {
      guard case .failed(let error) = library.entry(key) else {
        return .functionMissing(path: path, names: [])
      }
      return .unreadable(path: path, error)
    }
    // A star import takes the place of what stands before it.
    let bound = scan.bindings[name].map { binding in
      switch binding {
      case .function(let position):
        scan.functions.indices.contains(position)
          ? scan.functions[position].nameRange.bytes.lowerBound : 0
      case .imported, .alias, .value: binding.range?.bytes.lowerBound ?? 0
      }
    }
    let stars = scan.starImports.filter { $0.range.bytes.lowerBound > bound ?? -1 }
    if let found = starred(name, stars, in: path, links: links, &visited) { return found }
    if let tried = scan.tried[name],
      case .imported(let module, let level, let original?, _) = tried,
      links < FunctionFinder.chainLimit,
      let target = self.path(ofModule: module, level: level, seenFrom: path)
    {
      let lookup = function(named: original, in: target, links: links + 1, &visited)
      if case .found = lookup { return lookup }
    }
    switch scan.bindings[name] {
    case .function(let position) where scan.functions.indices.contains(position):
      return .found(file: file, scan.functions[position])
    case .value(let range): return .notADefinition(range)
    case .alias(let module, let level, let original, let range):
      // It may be the attribute of a class, or made where the program runs.
      guard links < FunctionFinder.chainLimit,
        let target = self.path(ofModule: module, level: level, seenFrom: path)
      else { return .notADefinition(range) }
      let lookup = function(named: original, in: target, links: links + 1, &visited)
      if case .found = lookup { return lookup }
      return .notADefinition(range)
    case .imported(let module, let level, let original, let range):
      guard let original, links < FunctionFinder.chainLimit else { return .notADefinition(range) }
      guard let target = self.path(ofModule: module, level: level, seenFrom: path) else {
        return isBroken(module, level: level, seenFrom: path)
          ? .functionMissing(path: path, names: scan.functions.map(\.name)) : .outside(range)
      }
      let lookup = function(named: original, in: target, links: links + 1, &visited)
      if case .found = lookup { return lookup }
      // In a circle an import gets what the module had before.
      let before = scan.functions.last { $0.name == name }
      return before.map { .found(file: file, $0) } ?? lookup
    case .function, nil: break
    }
    return .functionMissing(path: path, names: scan.functions.map(\.name))
  }

  /// The function that the last of the star imports brings that has it.
  private mutating func starred(
    _ name: String, _ stars: [ModuleScan.StarImport], in path: String, links: Int,
    _ visited: inout Set<Visit>
  ) -> FunctionLookup? {
    for star in stars.reversed() where links < FunctionFinder.chainLimit {
      guard let target = self.path(ofModule: star.module, level: star.level, seenFrom: path),
        !visited.contains(Visit(path: target, name: name)),
        exports(target).has(name)
      else { continue }
      let lookup = function(named: name, in: target, links: links + 1, &visited)
      if case .found = lookup { return lookup }
    }
    return nil
  }

  private mutating func exports(_ path: String) -> ModuleScan.Exports {
    let key = SourceLibrary.Key(path: path, language: .pythonModule)
    library.read([key])
    return library.module(key)?.scan.exports ?? .computed
  }

  /// The file of an imported module; the packages around it are read too, as an import runs them.
  private mutating func path(ofModule module: String, level: Int, seenFrom path: String) -> String?
  {
    guard case .found(let file) = lookup(ofModule: module, level: level, seenFrom: path) else {
      return nil
    }
    var package = Path.directory(of: file)
    var keys: [SourceLibrary.Key] = []
    while package != ".", keys.count < FunctionFinder.chainLimit {
      let path = Path.joined(package, "__init__.py")
      guard locator.folder.kind(of: path) == .file else { break }
      keys.append(.init(path: path, language: .pythonModule))
      package = Path.directory(of: package)
    }
    library.read(keys)
    return file
  }

  private func lookup(
    ofModule module: String, level: Int, seenFrom path: String
  ) -> ModuleLocator.Lookup {
    let parts = module.split(separator: ".").map(String.init)
    guard level > 0 else { return locator.lookup(parts) }
    guard level <= locator.packageDepth(of: path) else { return .missing(part: 0, siblings: []) }
    var package = Path.directory(of: path)
    for _ in 1..<min(max(level, 1), 64) { package = Path.joined(package, "..") }
    return locator.lookup(parts, in: package)
  }

  /// Whether an import of a name asks for a module that should be the project's own, and is not there.
  private func isBroken(_ module: String, level: Int, seenFrom path: String) -> Bool {
    switch lookup(ofModule: module, level: level, seenFrom: path) {
    case .found, .namespace: false
    case .missing(let part, _): level > 0 || part > 0
    }
  }

  private static func split(_ path: String) -> (module: String, name: String)? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return (String(path[..<dot]), String(path[path.utf8.index(after: dot)...]))
  }

  private static func parts(_ module: String) -> [String] {
    module.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }
}

extension FunctionFinder: PythonModuleSource {
  /// The tree of a file that was read.
  mutating func tree(_ file: Int) -> PythonTree {
    if let known = trees[file] { return known }
    let bytes = library.store.files[file].bytes
    let tree = parsePython(Fragment(verbatim: bytes), file: file, mode: .module)
    trees[file] = tree
    return tree
  }

  mutating func module(_ name: PythonModuleName) -> PythonModuleAnswer {
    if name.level == 0, isPythonStandardModule(name.name) { return .outside }
    let importer = library.store.files[name.file].path
    switch lookup(ofModule: name.name, level: name.level, seenFrom: importer) {
    case .namespace: return .folder
    case .missing(let part, _): return part == 0 && name.level == 0 ? .outside : .unclear
    case .found:
      guard let path = path(ofModule: name.name, level: name.level, seenFrom: importer) else {
        return .unclear
      }
      let key = SourceLibrary.Key(path: path, language: .pythonModule)
      library.read([key])
      guard case .read(let file) = library.entry(key) else { return .unclear }
      return .tree(tree(file))
    }
  }
}
