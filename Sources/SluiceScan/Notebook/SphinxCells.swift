/// The text of a Sphinx gallery script as one cell: its cells have no tags, and so no parameters.
func sphinxCells(_ lines: ScriptLines, from start: Int) -> [ScriptCell] {
  guard start < lines.count else { return [] }
  return [
    ScriptCell(options: CellOptions(marker: []), lines: start..<lines.count, form: .verbatim)
  ]
}
