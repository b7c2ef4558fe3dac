import SluiceCore
package import SluiceScan

/// The Python code of the tasks, parsed: what rules about code look at. Other languages' is not here.
package struct ProjectCode: Sendable {
  /// The code cells of notebooks and scripts, by the file's position in the `SourceStore`.
  package var cells: [Int: [ScriptCodeCell]] = [:]
  /// The modules that hold tasks' functions, in the same way; those with syntax errors are left out.
  package var modules: [Int: PythonTree] = [:]

  /// The texts in that code that name files, by offset.
  package var paths: [Int: [PythonPathLiteral]] = [:]
  /// Files whose code may change the folder that it runs in: paths in it are not known.
  package var movingFiles: Set<Int> = []

  package init() {}

  /// Takes what `tasks` name out of all files that were read.
  init(of tasks: [ReadTask], in library: SourceLibrary) {
    for task in tasks {
      guard let file = task.source.file, paths[file] == nil else { continue }
      let code: FileCode?
      switch task.source {
      case .script:
        code = library.scripts[file]
        cells[file] = code?.cells ?? []
      case .function(.found):
        code = library.modules[file]
        if let tree = code?.module, tree.diagnostics.isEmpty { modules[file] = tree }
      case .function, .template, .failed, .notRead: continue
      }
      paths[file] = code?.paths ?? []
      if code?.moves == true { movingFiles.insert(file) }
    }
  }
}

/// What one file's Python code says; made where the file is read, for many at once.
struct FileCode: Sendable {
  /// A module is one cell.
  let cells: [ScriptCodeCell]
  let paths: [PythonPathLiteral]
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
    let change = ByteSearch(Array("chdir".utf8))
    moves = cells.contains { cell in
      !cell.blankedWords.isDisjoint(with: ["cd", "pushd"])
        || change.offset(in: cell.tree.fragment.text) != nil
          && !pythonWords(among: ["chdir"], in: cell.tree).isEmpty
    }
  }
}
