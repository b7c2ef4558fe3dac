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
  private var answers: [Question: ModuleLocator.Lookup] = [:]
  /// Modules whose own imports are to be followed.
  private var open: [Int] = []
  /// A project with more modules is followed no further.
  private static let limit = Limit.importedModules.value
  /// Whether there are more.
  private(set) var isCut = false

  /// Of what is among `modules`, by the file's position, nothing is read again.
  init(
    of tasks: [ReadTask], _ code: ProjectCode, _ store: SourceStore, _ modules: [Int: FileCode],
    _ locator: ModuleLocator
  ) {
    folder = locator.folder
    self.locator = locator
    var known: Set<Int> = []
    for task in tasks {
      guard let file = task.source.file, known.insert(file).inserted else { continue }
      let path = store.files[file].path
      for use in code.imports[file] ?? [] { follow(use, in: path, from: nil) }
    }
    var next = 0
    while next < open.count {
      let batch = open[next...].map { $0 }
      next = open.count
      let paths = batch.map { found[$0].path }
      let folder = folder
      let read = paths.concurrentMap(width: paths.count < 8 ? 1 : processorCount) { path in
        if let file = store.position(of: path), let known = modules[file] { return known.imports }
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
    let isSure = use.guards.isDisjoint(with: [.tried, .fallback, .conditional])
    let parts = use.module.split(separator: ".").map(String.init)
    var lookups: [ModuleLocator.Lookup] = []
    if use.level > 0 {
      let up = Array(repeating: "..", count: use.level - 1).joined(separator: "/")
      let package = Path.joined(Path.directory(of: importer), up)
      guard !package.hasPrefix("..") else { return }
      for count in 0...parts.count {
        lookups.append(locator.lookup(Array(parts[..<count]), in: package))
      }
      if let name = use.name { lookups.append(locator.lookup(parts + [name], in: package)) }
    } else {
      guard let first = parts.first, !loadedStandardModules.contains(first) else { return }
      for count in parts.indices { lookups.append(lookup(Array(parts[...count]), importer)) }
      if let name = use.name { lookups.append(lookup(parts + [name], importer)) }
    }
    for case .found(let path) in lookups where path != importer {
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

  /// As an import finds it; else beside the file that imports it, which code may put on the path.
  private mutating func lookup(_ parts: [String], _ importer: String) -> ModuleLocator.Lookup {
    let question = Question(parts: parts, folder: Path.directory(of: importer))
    if let known = answers[question] { return known }
    var lookup = locator.lookup(parts)
    if case .missing = lookup { lookup = locator.lookup(parts, in: question.folder) }
    answers[question] = lookup
    return lookup
  }

  /// Many files of a folder import the same modules.
  private struct Question: Hashable {
    var parts: [String]
    var folder: String
  }
}
