import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let inputNotInGit = DiagnosticKind(
    code: "SL258", name: "input-not-in-git", severity: .warning,
    explanation: """
      A task's code reads a file that lies in the project's folder on this machine, but that git does not
      have and no task makes. Whoever clones the repository does not get it, and neither does a pod that
      is set up from it.

      ```python
      frame = pd.read_csv('data/raw.csv')      # .gitignore hides data/
      ```

      Add the file to git, make it the product of a task that fetches it, or put it where the pods find
      it too.
      """)
}

extension Rule {
  static let inputNotInGit = Rule(kind: .inputNotInGit) { analysis, found in
    guard let repository = analysis.repository else { return }
    var products: [String] = []
    for task in analysis.tasks {
      for case .file(let path) in task.spec.products.all { products.append(path) }
    }
    let made = Set(products)
    var known: Set<SourceRange> = []
    for use in CodePath.all(of: analysis) where use.literal.use == .read {
      guard let path = use.path, analysis.facts.inputs.contains(path), !isMade(path, made),
        known.insert(use.literal.range).inserted
      else { continue }
      let isIgnored = repository.ignored.contains(path)
      guard isIgnored || repository.untracked.contains(path) else { continue }
      found.append(
        Diagnostic(
          kind: .inputNotInGit, range: use.literal.range,
          message: isIgnored ? "git ignores '\(path)'" : "git does not track '\(path)'",
          help: isIgnored
            ? "make it the product of a task, or take it out of .gitignore and add it"
            : "add it: `git add \(shellQuoted(path))`",
          task: analysis.tasks[use.task].spec.name))
    }
  }

  /// Whether the file, or a folder that it lies in, is a product.
  private static func isMade(_ path: String, _ products: Set<String>) -> Bool {
    var at = path
    while at != "." && at != "/" {
      if products.contains(at) { return true }
      at = Path.directory(of: at)
    }
    return false
  }
}
