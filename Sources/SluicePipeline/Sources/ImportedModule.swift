package import SluiceCore
import SluiceScan

/// A module of the project that tasks' code imports, by itself or through other modules.
package struct ImportedModule: Hashable, Sendable {
  /// The module's file, relative to the root.
  package var path: String
  /// The file that imports it.
  package var importer: String
  /// The import in a task's own code that leads to it.
  package var range: SourceRange
  /// No import on the way stands in a `try` or below a condition.
  package var isCertain: Bool
}

/// Follows the imports of tasks' code to files of the project, without importing anything.
struct ImportedModules {
  private(set) var found: [ImportedModule] = []
  private let folder: ProjectFolder
  private let locator: ModuleLocator
  private var positions: [String: Int] = [:]
  private var answers: [Question: [String]] = [:]
  /// Modules whose own imports are to be followed.
  private var open: [Int] = []
  /// A project with more modules is followed no further.
  private static let limit = Limit.importedModules.value
  /// Whether there are more.
  private(set) var isCut = false

  /// Of the modules that `library` has nothing is read again.
  init(
    of tasks: [ReadTask], _ code: ProjectCode, _ store: SourceStore, _ library: SourceLibrary,
    _ locator: ModuleLocator
  ) {
    folder = locator.folder
    self.locator = locator
    var known: Set<Int> = []
    for task in tasks {
      guard let file = task.source.file, known.insert(file).inserted else { continue }
      let path = store.files[file].path
      for use in code.imports(file) { follow(use, in: path, from: nil) }
    }
    var next = 0
    while next < open.count {
      let batch = open[next...].map { $0 }
      next = open.count
      let paths = batch.map { found[$0].path }
      let folder = folder
      let read = paths.concurrentMap(width: paths.count < 8 ? 1 : processorCount) { path in
        if let file = store.position(of: path),
          let known = code.moduleImports(file) ?? library.moduleCode(file)?.imports
        {
          return known
        }
        return (try? folder.bytes(at: path)).map { bytes in
          pythonImports(in: parsePython(Fragment(verbatim: bytes), file: 0, mode: .module))
        } ?? []
      }
      for (position, imports) in zip(batch, read) {
        for use in imports { follow(use, in: found[position].path, from: position) }
      }
    }
  }

  private mutating func follow(_ use: PythonImport, in importer: String, from: Int?) {
    guard !use.guards.contains(.typeChecking) else { return }
    let isSure = use.guards.isDisjoint(with: .unsure)
    for path in files(of: use, in: Path.directory(of: importer)) where path != importer {
      let isCertain = isSure && (from.map { found[$0].isCertain } ?? true)
      if let known = positions[path] {
        // Its own imports are as certain as it is, and are looked at again.
        guard isCertain, !found[known].isCertain else { continue }
        found[known] = ImportedModule(
          path: path, importer: importer, range: from.map { found[$0].range } ?? use.range,
          isCertain: true)
        open.append(known)
        continue
      }
      guard found.count < ImportedModules.limit else {
        isCut = true
        return
      }
      positions[path] = found.count
      open.append(found.count)
      found.append(
        ImportedModule(
          path: path, importer: importer, range: from.map { found[$0].range } ?? use.range,
          isCertain: isCertain))
    }
  }

  /// The files of what is imported in a file of `folder`, the packages around it first.
  private mutating func files(of use: PythonImport, in folder: String) -> [String] {
    let question = Question(module: use.module, level: use.level, name: use.name, folder: folder)
    if let known = answers[question] { return known }
    var lookups: [ModuleLocator.Lookup] = []
    let parts = use.module.split(separator: ".").map(String.init)
    if use.level > 0 {
      let up = Array(repeating: "..", count: use.level - 1).joined(separator: "/")
      let package = Path.joined(folder, up)
      if !package.hasPrefix("..") {
        for count in 0...parts.count {
          lookups.append(locator.lookup(Array(parts[..<count]), in: package))
        }
        if let name = use.name { lookups.append(locator.lookup(parts + [name], in: package)) }
      }
    } else if let first = parts.first, !loadedStandardModules.contains(first) {
      for count in parts.indices {
        lookups += lookup(Array(parts[...count]), in: folder).map { [$0] } ?? []
      }
      if let name = use.name { lookups += lookup(parts + [name], in: folder).map { [$0] } ?? [] }
    }
    let files = lookups.compactMap { if case .found(let path) = $0 { path } else { nil } }
    answers[question] = files
    return files
  }

  /// As an import finds it; else in the folder of the file that imports it, which code may put on the
  /// path.
  private func lookup(_ parts: [String], in folder: String) -> ModuleLocator.Lookup? {
    let lookup = locator.lookup(parts, searching: locator.bases)
    switch lookup {
    case .found, .namespace: return lookup
    case .missing, nil: return locator.lookup(parts, searching: [folder])
    }
  }

  /// Many files of a folder import the same modules.
  private struct Question: Hashable {
    var module: String
    var level: Int
    var name: String?
    var folder: String
  }
}
