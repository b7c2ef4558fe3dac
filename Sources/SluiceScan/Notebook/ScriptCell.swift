/// One cell of a script, as jupytext would make it.
struct ScriptCell: Hashable {
  var options: CellOptions
  /// The lines of its text, marker excluded.
  var lines: Range<Int>
  /// How its text stands in the file.
  var form: Form
  /// The line that `options.problem` is about.
  var problemLine: Int?
  /// The language that the mark of a fence names; `nil` for every other cell.
  var codeLanguage: String?
  /// Text between code, in a form that needs no mark.
  var isProse = false
  /// A line of the script opens the cell.
  var hasMarker = false
  /// A line of the script ends the cell.
  var isClosed = false

  /// What jupytext makes of the cell.
  var kind: ScriptScan.Cell.Kind {
    if options.isRaw { return .raw }
    if options.isText || isProse { return .markdown }
    return options.isActive(in: "ipynb") ? .code : .raw
  }

  enum Form: Hashable {
    case verbatim
    /// Every line has a comment mark that is no part of the text.
    case commented
    /// The same with `#'`.
    case spun
  }
}
