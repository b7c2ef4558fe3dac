import SluiceCore
import SluiceScan

extension SpecReader {
  /// A notebook or script whose suffix no scanner reads: jupytext refuses it, or knows more than we do.
  mutating func reportSuffix(_ suffix: String, _ declaration: TaskDeclaration) {
    let range = declaration.source.range
    switch JupytextExtension(String(suffix.dropFirst())) {
    // Without any suffix jupytext looks at the text.
    case .unknown where !suffix.isEmpty:
      let known = [".py", ".R", ".r", ".Rmd", ".ipynb", ".md", ".jl", ".sh"]
      report(
        .unknownClass, range,
        "a \(declaration.taskClass == .scriptRunner ? "script" : "notebook") cannot have the suffix '\(suffix)'",
        help: (known.first { $0.lowercased() == suffix.lowercased() }
          ?? nearest(to: suffix, among: known)).map { "did you mean '\($0)'?" }
          ?? "jupytext reads \(known.joined(separator: ", ")) and the scripts of other languages",
        task: declaration.taskName)
    case .unknown, .otherScript, .foreignMarkdown, .hashScript, .markdown:
      noteNotUnderstood("a source with the suffix '\(suffix)'", range)
    }
  }
}
