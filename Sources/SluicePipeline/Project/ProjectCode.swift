import SluiceCore
package import SluiceScan

/// The Python code of the tasks, parsed: what rules about code look at. Of other languages only the
/// paths that they name.
package struct ProjectCode: Sendable {
  /// The code cells of notebooks and scripts, by the file's position in the `SourceStore`.
  package var cells: [Int: [ScriptCodeCell]] = [:]
  /// The modules that hold tasks' functions, clients and hooks, in the same way; those with syntax
  /// errors are left out.
  package var modules: [Int: PythonTree] = [:]

  /// What that code imports, in the order of its cells.
  var imports: [Int: [PythonImport]] = [:]
  /// The texts in that code that name files, by offset.
  package var paths: [Int: [PythonPathLiteral]] = [:]
  /// Files whose code may change the folder that it runs in: paths in it are not known.
  package var movingFiles: Set<Int> = []

  package init() {}

  /// Takes what `tasks` name, and the specification beside them, out of all files that were read.
  init(of tasks: [ReadTask], _ functions: [FunctionLookup], in library: SourceLibrary) {
    for case .found(let file, _) in functions {
      if let tree = library.modules[file]?.module, tree.diagnostics.isEmpty { modules[file] = tree }
    }
    for task in tasks {
      guard let file = task.source.file, paths[file] == nil else { continue }
      let code: FileCode?
      switch task.source {
      case .script(_, let scan) where scan.language == .r:
        keep(rPathLiterals(scan, library.store.files[file].bytes, file: file), of: file)
        continue
      case .script:
        code = library.scripts[file]
        cells[file] = code?.cells ?? []
      case .function(.found):
        code = library.modules[file]
        if let tree = code?.module, tree.diagnostics.isEmpty { modules[file] = tree }
      case .template:
        let isShell = task.spec.taskClass == .shellScript
        keep(
          templatePaths(library.store.files[file].bytes, isShell: isShell, file: file), of: file)
        continue
      case .function, .failed, .notRead: continue
      }
      paths[file] = code?.paths ?? []
      // With a syntax error in it nobody knows what a module imports.
      if code?.module?.diagnostics.isEmpty ?? true { imports[file] = code?.imports ?? [] }
      if code?.moves == true { movingFiles.insert(file) }
    }
  }
}

extension ProjectCode {
  private mutating func keep(
    _ found: (literals: [PythonPathLiteral], moves: Bool), of file: Int
  ) {
    paths[file] = found.literals
    if found.moves { movingFiles.insert(file) }
  }
}

/// What one file's Python code says; made where the file is read, for many at once.
struct FileCode: Sendable {
  /// A module is one cell.
  let cells: [ScriptCodeCell]
  let paths: [PythonPathLiteral]
  let imports: [PythonImport]
  let moves: Bool
  /// The whole file's tree; `nil` for a script.
  let module: PythonTree?

  init(module tree: PythonTree) {
    self.init([ScriptCodeCell(tree: tree, isParameters: false)], module: tree)
  }

  /// `bytes` is the file.
  init(_ scan: ScriptScan, _ bytes: [UInt8], file: Int) {
    self.init(scriptCode(scan, bytes, file: file), module: nil)
  }

  private init(_ cells: [ScriptCodeCell], module: PythonTree?) {
    self.module = module
    self.cells = cells
    paths = cells.flatMap { pythonPathLiterals(in: $0.tree) }
    imports = cells.flatMap { pythonImports(in: $0.tree) }
    let change = ByteSearch(Array("chdir".utf8))
    moves = cells.contains { cell in
      !cell.blankedWords.isDisjoint(with: ["cd", "pushd"])
        || change.offset(in: cell.tree.fragment.text) != nil
          && !pythonWords(among: ["chdir"], in: cell.tree).isEmpty
    }
  }
}
