/// Where the tasks of a project are declared.
package enum EntryPoint: Hashable, Sendable {
  /// A specification in YAML: its path relative to the root.
  case specification(String)
  /// A folder or a pattern of scripts, as Ploomber is given it from the root, and the files that it
  /// stands for: relative to the root, sorted, each a task. There is no YAML, and no `env.yaml`.
  case sources(String, files: [String])

  /// What `--entry-point` is given in the root.
  package var text: String {
    switch self {
    case .specification(let path), .sources(let path, _): path
    }
  }

  /// The suffixes of the files that are tasks in a folder or a pattern.
  static let suffixes = [".py", ".R", ".Rmd", ".r", ".ipynb"]
}
