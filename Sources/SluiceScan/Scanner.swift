import SluiceCore

/// What kind of text a source file is. The path's extension decides it, before the file is read.
package enum Language: Hashable, Sendable {
  /// A `.py` file that a dotted path names: a home of functions.
  case pythonModule
  /// A `.py` file that is a task itself; jupytext reads it as a notebook.
  case pythonScript
  /// `.R`, read as a notebook too.
  case rScript
  /// A script of another extension (no dot), read as a notebook: `r`, `jl`, `sh`.
  case otherScript(String)
  /// `.Rmd`: Markdown with fenced chunks.
  case rMarkdown
  /// `.md` or `.markdown`: Markdown with fenced code, a notebook of any language.
  case markdown
  /// `.ipynb`
  case notebook
  /// `.sql`, rendered by Jinja.
  case sql
  /// `.sh`, rendered by Jinja.
  case shell
}

/// What `bytes`, a file as it lies on disk, say as `language`. `file` is its position in the
/// `SourceStore`; every range of the answer carries it. `kernel` is the language of the kernel that
/// runs a notebook, where the task names one. Total, and linear in the file's size.
package func scan(
  _ bytes: [UInt8], file: Int, language: Language, kernel: ScriptScan.Language? = nil
) -> Scan {
  scanWithTrees(bytes, file: file, language: language, kernel: kernel).scan
}

/// The same, with the trees that were made of its Python code.
package func scanWithTrees(
  _ bytes: [UInt8], file: Int, language: Language, kernel: ScriptScan.Language? = nil
) -> (scan: Scan, trees: ScriptTrees) {
  var trees = ScriptTrees.none
  let scan: Scan
  switch language {
  case .pythonModule:
    let tree = parsePython(Fragment(verbatim: bytes), file: file, mode: .module)
    scan = .module(scanPythonModule(tree))
    trees = .whole(tree)
  case .pythonScript: scan = .script(scanScript(bytes, file: file, language: .python, &trees))
  case .rScript: scan = .script(scanScript(bytes, file: file, language: .r))
  case .otherScript(let fileExtension):
    scan = .script(scanScript(bytes, file: file, fileExtension: fileExtension, kernel: kernel))
  case .rMarkdown: scan = .script(scanMarkdownScript(bytes, file: file))
  case .markdown: scan = .script(scanMarkdownNotebook(bytes, file: file, kernel: kernel))
  case .notebook: scan = .script(scanNotebook(bytes, file: file, kernel: kernel, &trees))
  case .sql: scan = .template(scanSQL(bytes, file: file))
  case .shell: scan = .template(scanTemplate(bytes, file: file))
  }
  return (scan, trees)
}
