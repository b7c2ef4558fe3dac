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
      let bytes = store.files[job.file].bytes
      guard let scan = job.scan else {
        return [
          ScriptCodeCell(
            tree: parsePython(Fragment(verbatim: bytes), file: job.file, mode: .module),
            isParameters: false)
        ]
      }
      return scriptCode(scan, bytes, file: job.file)
    }
    for (job, found) in zip(jobs, parsed) {
      paths[job.file] = found.flatMap { pythonPathLiterals(in: $0.tree) }
      let moves = found.contains { cell in
        !cell.blankedWords.isDisjoint(with: ["cd", "pushd"])
          || pythonWords(in: cell.tree).contains { $0.name == "chdir" }
      }
      if moves { movingFiles.insert(job.file) }
      if job.scan != nil {
        cells[job.file] = found
      } else if let tree = found.first?.tree, tree.diagnostics.isEmpty {
        modules[job.file] = tree
      }
    }
  }
}
