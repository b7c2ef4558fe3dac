extension PipelineGraph {
  /// The paths of all file products that lie in the root, relative to it, sorted, each once.
  package var productPaths: [String] {
    var paths: Set<String> = []
    for task in tasks {
      for case .file(let path) in task.products.all
      where !path.hasPrefix("/") && path != ".." && !path.hasPrefix("../") && path != "." {
        paths.insert(path)
      }
    }
    return paths.sorted()
  }
}
