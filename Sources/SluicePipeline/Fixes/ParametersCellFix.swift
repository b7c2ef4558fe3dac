import SluiceCore
import SluiceScan

/// The mend of a script or notebook without a cell tagged `parameters`: such a cell in front of the
/// others, as Ploomber would add it. `nil` where that would not give the same cells and one more.
func parametersCellFix(_ scan: ScriptScan, file: Int, in store: SourceStore) -> Fix? {
  guard scan.language == .python, let first = scan.parts.first else { return nil }
  let source = store.files[file]
  // A byte order mark has to stay in front of everything.
  guard !source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return nil }
  let insertion =
    source.path.hasSuffix(".ipynb")
    ? notebookCell(source.bytes) : scriptCell(source.bytes, before: first.range.bytes.lowerBound)
  guard let (offset, text) = insertion else { return nil }
  var bytes = source.bytes
  bytes.insert(contentsOf: text.utf8, at: offset)
  guard let language = Language(notebook: source.path),
    case .script(let after) = SluiceScan.scan(bytes, file: file, language: language),
    let cell = after.parametersCell, !cell.isLast, after.upstream.isEmpty,
    after.parts.count == scan.parts.count + 1, after.diagnostics.count == scan.diagnostics.count
  else { return nil }
  return Fix(
    title: "add the cell that Ploomber would add",
    changes: [.replace(SourceRange(file: file, bytes: offset..<offset), with: text)], isSafe: true)
}

extension Language {
  fileprivate init?(notebook path: String) {
    guard let language = TaskClass.notebookRunner.language(ofFile: path) else { return nil }
    self = language
  }
}

/// Where the cell goes into a script, and its text in the script's own form.
private func scriptCell(_ bytes: [UInt8], before code: Int) -> (Int, String)? {
  let lines = LineTable(bytes)
  func isMarker(_ line: Int) -> Bool {
    let text = bytes[lines.starts[line]...].prefix(4)
    return text.starts(with: "# %%".utf8) || text.starts(with: "#%%".utf8)
  }
  let first = lines.line(at: min(code, max(0, bytes.count - 1)))
  guard lines.starts.indices.contains(where: isMarker) else {
    return (lines.starts[first], "# + tags=[\"parameters\"]\nupstream = None\n# -\n\n")
  }
  let cell = "# %% tags=[\"parameters\"]\nupstream = None\n\n"
  if first > 0, isMarker(first - 1) { return (lines.starts[first - 1], cell) }
  return (lines.starts[first], cell + "# %%\n")
}

/// Where the cell goes into a notebook, and its JSON, indented as the others are.
private func notebookCell(_ bytes: [UInt8]) -> (Int, String)? {
  guard let root = try? JSONParser.parse(bytes), let cells = root["cells"]?.items,
    let first = cells.first
  else { return nil }
  var start = first.range.lowerBound
  while start > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start - 1]) { start -= 1 }
  let indent = String(decoding: bytes[start..<first.range.lowerBound], as: UTF8.self)
  let inner = indent.contains("\n") ? indent + " " : " "
  let id =
    cells.contains { $0["id"] != nil }
    ? ["\"id\": \"\(freeID(cells, bytes))\""] : []
  let members =
    ["\"cell_type\": \"code\"", "\"execution_count\": null"] + id + [
      "\"metadata\": {\"tags\": [\"parameters\"]}", "\"outputs\": []",
      "\"source\": [\"upstream = None\"]",
    ]
  let end = indent.contains("\n") ? indent : ""
  let opening = indent.contains("\n") ? inner : ""
  let text = "{" + opening + members.joined(separator: "," + inner) + end + "}," + indent
  return (first.range.lowerBound, text)
}

/// An identifier that no cell has.
private func freeID(_ cells: [JSONNode], _ bytes: [UInt8]) -> String {
  let taken = Set(cells.compactMap { $0["id"]?.string(in: bytes) })
  let candidates = ["parameters"] + (1...(taken.count + 1)).map { "parameters-\($0)" }
  return candidates.first { !taken.contains($0) } ?? "parameters"
}
