package import SluiceCore
package import SluiceScan

/// The Python code of the tasks, parsed: what rules about code look at. Other languages' is not here.
package struct ProjectCode: Sendable {
  /// The code cells of notebooks and scripts, by the file's position in the `SourceStore`.
  package var cells: [Int: [ScriptCodeCell]] = [:]
  /// The modules that hold tasks' functions, in the same way; those with syntax errors are left out.
  package var modules: [Int: PythonTree] = [:]

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
      if job.scan != nil {
        cells[job.file] = found
      } else if let tree = found.first?.tree, tree.diagnostics.isEmpty {
        modules[job.file] = tree
      }
    }
  }
}
