import SluiceReport
import SluiceScan

/// For each pair of files whether their texts count as one code: `same` or `different`.
func compareNormalForms(_ arguments: [String]) {
  let paths = Array(arguments.dropFirst())
  for index in stride(from: 0, to: paths.count - 1, by: 2) {
    let first = fileBytes(paths[index]) ?? []
    let second = fileBytes(paths[index + 1]) ?? []
    let isSame =
      switch arguments.first {
      case "python": isSameCode(first, second, PythonNormalForm.init)
      case "sql": isSameCode(first, second, SQLNormalForm.init)
      default: first == second
      }
    print(isSame ? "same" : "different")
  }
}

private func isSameCode<Form: Hashable>(
  _ first: [UInt8], _ second: [UInt8], _ form: ([UInt8]) -> Form?
) -> Bool {
  if first == second { return true }
  guard let one = form(first), let other = form(second) else { return false }
  return one == other
}

/// For each file its cells' texts, joined by newlines as Ploomber keeps them, between quotes.
func printCells(_ paths: [String]) {
  for path in paths {
    let suffix = path.split(separator: ".").last.map(String.init) ?? ""
    let language: Language =
      switch suffix {
      case "py": .pythonScript
      case "R": .rScript
      case "r", "jl": .otherScript(suffix)
      case "Rmd": .rMarkdown
      case "md": .markdown
      default: .notebook
      }
    let cells = cellSources(fileBytes(path) ?? [], language: language)
    let text = cells.map { String(decoding: Array($0.joined(separator: [0x0A])), as: UTF8.self) }
    print(text.map { JSONValue.string($0).compact } ?? "null")
  }
}

/// For each file what its statements make: `schema.name table, name view`.
func printCreatedRelations(_ paths: [String]) {
  for path in paths {
    let made = SQLScript(fileBytes(path) ?? []).created.map { created in
      let name = created.name.parts.map { part in
        switch part {
        case .name(let text): text
        case .placeholder(let text): "{{\(text)}}"
        }
      }
      return name.joined(separator: ".") + (created.kind == .view ? " view" : " table")
    }
    print(made.joined(separator: ", "))
  }
}
