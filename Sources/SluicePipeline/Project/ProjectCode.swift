import SluiceCore
import SluiceScan

/// What the tasks' code says: what rules about code look at.
package struct ProjectCode: Sendable {
  /// Python notebooks and scripts, by the file's position in the `SourceStore`.
  var scripts: [Int: ScriptCode] = [:]
  /// The modules that hold tasks' functions, clients and hooks, in the same way; those with syntax
  /// errors are left out.
  var modules: [Int: ModuleCode] = [:]
  /// What that code imports, in the order of its cells.
  var imports: [Int: [PythonImport]] = [:]
  /// The texts in that code that name files, by offset.
  var paths: [Int: [PythonPathLiteral]] = [:]
  /// Files whose code may change the folder that it runs in: paths in it are not known.
  var movingFiles: Set<Int> = []
  /// As what the scripts were read.
  private var keys: [Int: SourceLibrary.Key] = [:]

  package init() {}

  /// Takes what `tasks` name, and the specification beside them, out of all files that were read.
  init(of tasks: [ReadTask], _ functions: [FunctionLookup], in library: SourceLibrary) {
    var wanted: [Int: Set<Int>] = [:]
    func want(_ lookup: FunctionLookup) {
      guard case .found(let file, let function) = lookup else { return }
      wanted[file, default: []].insert(function.nameRange.bytes.lowerBound)
    }
    for function in functions { want(function) }
    for task in tasks {
      if case .function(let lookup) = task.source { want(lookup) }
    }
    for task in tasks {
      guard let file = task.source.file, paths[file] == nil else { continue }
      let code: FileCode?
      switch task.source {
      case .script:
        code = library.scripts[file]
        scripts[file] = code?.script
        keys[file] = library.keys[file]
      case .function(.found):
        code = library.moduleCode(file)
        keep(code?.module, at: file, wanted)
      case .template: code = library.scripts[file]
      case .function, .failed, .notRead: continue
      }
      paths[file] = code?.paths ?? []
      // With a syntax error in it nobody knows what a module imports.
      if code?.module?.isSound ?? true { imports[file] = code?.imports ?? [] }
      if code?.moves == true { movingFiles.insert(file) }
    }
    for file in wanted.keys where modules[file] == nil {
      keep(library.moduleCode(file)?.module, at: file, wanted)
    }
  }

  /// Of a module the functions that somebody names.
  private mutating func keep(_ module: ModuleCode?, at file: Int, _ wanted: [Int: Set<Int>]) {
    guard let module, module.isSound else { return }
    modules[file] = module.keeping(wanted[file] ?? [])
  }
}

extension ProjectCode {
  /// The code cells of a script with their trees, made once more: for the words and the mends of
  /// findings that need more than is kept.
  func cells(of file: Int, in store: SourceStore) -> [ScriptCodeCell] {
    guard let key = keys[file], store.files.indices.contains(file) else { return [] }
    let bytes = store.files[file].bytes
    guard case .script(let scan) = key.scan(bytes, file: file) else { return [] }
    return scriptCode(scan, bytes, file: file)
  }

  /// The tree of a module, for the same.
  func tree(ofModule file: Int, in store: SourceStore) -> PythonTree {
    parsePython(Fragment(verbatim: store.files[file].bytes), file: file, mode: .module)
  }
}
