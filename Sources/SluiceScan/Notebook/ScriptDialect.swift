/// What jupytext knows of a kind of script: its extension, and the language that it takes the code for.
struct ScriptDialect: Hashable {
  /// Without its dot.
  var fileExtension: String
  /// jupytext's word: `python`, `R`, `julia`.
  var language: String

  static let python = ScriptDialect(fileExtension: "py", language: "python")

  init(fileExtension: String, language: String) {
    self.fileExtension = fileExtension
    self.language = language
  }

  /// `nil` for an extension whose comments do not begin with `#`, or that jupytext does not know.
  init?(fileExtension: String) {
    guard let language = hashLanguages[fileExtension] else { return nil }
    self.fileExtension = fileExtension
    self.language = language
  }

  /// Strings and magic commands are looked for by the rules of Python.
  var isPython: Bool { language == "python" }
  /// Strings are not looked for at all.
  var isR: Bool { language == "R" }
  /// `.py`, whatever language its header names.
  var isPythonFile: Bool { fileExtension == "py" }
  var isRFile: Bool { fileExtension == "R" || fileExtension == "r" }
}

/// How jupytext takes a file, by its extension (no dot, case counts).
package enum JupytextExtension: Hashable, Sendable {
  /// A script whose comments begin with `#`.
  case hashScript
  /// A script with comments of another kind, which is not read here.
  case otherScript
  /// `md`, `markdown`
  case markdown
  /// MyST or Quarto, which is not read here.
  case foreignMarkdown
  /// jupytext refuses it.
  case unknown

  package init(_ fileExtension: String) {
    if hashLanguages[fileExtension] != nil {
      self = .hashScript
    } else if otherExtensions.contains(fileExtension) {
      self = .otherScript
    } else {
      switch fileExtension {
      case "md", "markdown": self = .markdown
      case "myst", "mystnb", "mnb", "qmd": self = .foreignMarkdown
      default: self = .unknown
      }
    }
  }
}

private let hashLanguages: [String: String] = [
  "py": "python", "coco": "coconut", "R": "R", "r": "R", "jl": "julia", "sh": "bash",
  "ps1": "powershell", "robot": "robotframework", "resource": "robotframework", "sos": "sos",
  "sage": "sage", "tcl": "tcl", "gp": "gnuplot", "xsh": "xonsh",
]

private let otherExtensions: Set<String> = [
  "cpp", "ss", "clj", "scm", "q", "m", "wolfram", "pro", "js", "ts", "scala", "rs", "cs", "fsx",
  "fs", "java", "groovy", "ml", "hs", "mac", "do", "sas", "jenner", "lgt", "logtalk", "lua", "go",
]
