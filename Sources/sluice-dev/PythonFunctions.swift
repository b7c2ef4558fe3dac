import SluiceCore
import SluicePipeline
import SluiceScan

/// For each folder with a `pipeline.yaml`, and each of its tasks, one line: the dotted path, and where
/// the function is (`path:line` of its first decorator, or of `def`) or why there is none.
func printPythonFunctions(_ folders: [String]) {
  for folder in folders {
    let place = ProjectPlace(
      root: folder, entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    guard let analysis = try? Analyzer(folder: .disk(root: folder), place: place).analysis() else {
      print("unreadable")
      continue
    }
    for task in analysis.tasks {
      guard case .function(let path) = task.spec.source, case .function(let lookup) = task.source
      else { continue }
      print("\(path) \(words(lookup, analysis.sources))")
    }
  }
}

private func words(_ lookup: FunctionLookup, _ sources: SourceStore) -> String {
  switch lookup {
  case .found(let file, let function):
    let line = sources.place(of: function.range).start.line
    return "\(sources.files[file].path):\(line)"
  case .moduleMissing: return "no module"
  case .unreadable: return "unreadable"
  case .functionMissing: return "no function"
  case .outside: return "outside"
  case .notADefinition: return "no definition"
  }
}
