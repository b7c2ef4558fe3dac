import SluiceCore
import SluiceScan

/// What the tasks' code says: what rules about code look at.
package struct ProjectCode: Sendable {
  /// Of the tasks' files, and of the modules that hold clients and hooks, by their position in the
  /// `SourceStore`.
  private var files: [Int: ReadFile] = [:]
  /// The files among them that hold functions, clients and hooks, ascending; those with syntax errors are
  /// left out.
  private(set) var modules: [Int] = []

  package init() {}

  /// Takes what `tasks` name, and the specification beside them, out of all files that were read. Of
  /// modules that are nothing else the library keeps nothing.
  init(of tasks: [ReadTask], _ functions: [FunctionLookup], in library: inout SourceLibrary) {
    var wanted: [Int: Set<Int>] = [:]
    func want(_ lookup: FunctionLookup) {
      guard case .found(let file, let function) = lookup else { return }
      wanted[file, default: []].insert(function.nameRange.bytes.lowerBound)
    }
    for task in tasks {
      switch task.source {
      case .function(let lookup): want(lookup)
      case .script(let file, _), .template(let file, _):
        // Of a file that is a module too, what it was first counts.
        if wanted[file] == nil { files[file] = library.scripts[file] }
      case .failed, .notRead: continue
      }
    }
    for function in functions { want(function) }
    // Modules are packed; to unpack one takes longer than all else here. Part by part, so that they are
    // not there in both forms.
    var order = wanted.keys.sorted()[...]
    while !order.isEmpty {
      let part = order.prefix(ProjectCode.partSize)
      order = order.dropFirst(part.count)
      for (file, code) in zip(part, ProjectCode.code(of: part, wanted, in: library)) {
        guard let code else { continue }
        if code.module?.isSound == true { modules.append(file) }
        files[file] = ReadFile(files[file], module: code)
      }
      library.forget(part)
    }
  }

  private static let partSize = 1024

  private static func code(
    of files: ArraySlice<Int>, _ names: [Int: Set<Int>], in library: SourceLibrary
  ) -> [FileCode?] {
    Array(files).concurrentMap(width: files.count < 8 ? 1 : processorCount) { file in
      library.moduleCode(file)?.keeping(names[file] ?? [])
    }
  }

  /// What a module imports that is nothing else; `nil` for other files.
  func moduleImports(_ file: Int) -> [PythonImport]? {
    guard let read = files[file], read.key.path.isEmpty else { return nil }
    return read.code.imports
  }

  /// A Python notebook or script.
  func script(_ file: Int) -> ScriptCode? { files[file]?.code.script }

  /// A module that holds functions, clients or hooks, if it has no syntax errors.
  func module(_ file: Int) -> ModuleCode? {
    guard let module = files[file]?.code.module, module.isSound else { return nil }
    return module
  }

  /// What the file's code imports, in the order of its cells. With a syntax error in it nobody knows what
  /// a module imports.
  func imports(_ file: Int) -> [PythonImport] {
    guard let code = files[file]?.code, code.module?.isSound ?? true else { return [] }
    return code.imports
  }

  /// The texts in the file's code that name files, by offset.
  func paths(_ file: Int) -> [PythonPathLiteral] { files[file]?.code.paths ?? [] }

  /// Whether the file's code may change the folder that it runs in: paths in it are not known.
  func moves(_ file: Int) -> Bool { files[file]?.code.moves ?? false }
}

extension ProjectCode {
  /// The code cells of a script with their trees, made once more: for the words and the mends of
  /// findings that need more than is kept.
  func cells(of file: Int, in store: SourceStore) -> [ScriptCodeCell] {
    guard let read = files[file], store.files.indices.contains(file) else { return [] }
    let bytes = store.files[file].bytes
    guard case .script(let scan) = read.key.scan(bytes, file: file) else { return [] }
    return scriptCode(scan, bytes, file: file)
  }

  /// The tree of a module, for the same.
  func tree(ofModule file: Int, in store: SourceStore) -> PythonTree {
    parsePython(Fragment(verbatim: store.files[file].bytes), file: file, mode: .module)
  }
}
