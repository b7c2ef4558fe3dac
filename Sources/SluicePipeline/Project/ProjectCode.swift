package import SluiceCore
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

  /// Parses what `tasks` name, each file once.
  init(of tasks: [ReadTask], in store: SourceStore) {
    var jobs: [(file: Int, scan: ScriptScan?)] = []
    var known: Set<Int> = []
    for task in tasks {
      switch task.source {
      case .script(let file, let scan):
        if known.insert(file).inserted { jobs.append((file, scan)) }
      case .function(.found(let file, _)):
        if known.insert(file).inserted { jobs.append((file, nil)) }
      case .function, .template, .failed, .notRead: break
      }
    }
    let parsed = jobs.concurrentMap(width: jobs.count < 8 ? 1 : processorCount) { job in
      FileCode(job.scan, store.files[job.file].bytes, file: job.file)
    }
    for (job, code) in zip(jobs, parsed) {
      let found = code.cells
      paths[job.file] = code.paths
      if code.moves { movingFiles.insert(job.file) }
      if job.scan != nil {
        cells[job.file] = found
      } else if let tree = found.first?.tree, tree.diagnostics.isEmpty {
        modules[job.file] = tree
      }
    }
  }
}

/// What one file's code says; made for many files at once.
private struct FileCode: Sendable {
  var cells: [ScriptCodeCell]
  var paths: [PythonPathLiteral]
  var moves: Bool

  /// The code of the script, or of the module where `scan` is `nil`.
  init(_ scan: ScriptScan?, _ bytes: [UInt8], file: Int) {
    if let scan {
      cells = scriptCode(scan, bytes, file: file)
    } else {
      let tree = parsePython(Fragment(verbatim: bytes), file: file, mode: .module)
      cells = [ScriptCodeCell(tree: tree, isParameters: false)]
    }
    paths = cells.flatMap { pythonPathLiterals(in: $0.tree) }
    moves = cells.contains { cell in
      !cell.blankedWords.isDisjoint(with: ["cd", "pushd"])
        || pythonWords(in: cell.tree).contains { $0.name == "chdir" }
    }
  }
}
