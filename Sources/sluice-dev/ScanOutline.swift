import Glibc
import SluiceCore
import SluiceScan

/// Prints what the scanners make of each file, one JSON object per line, for comparison with
/// Ploomber, jupytext and Jinja. The extension chooses the scanner.
func scanOutline(_ paths: [String]) {
  for path in paths {
    guard let bytes = fileBytes(path), let language = language(of: path) else {
      print("{\"path\":\(quoted(path)),\"error\":\"unreadable\"}")
      continue
    }
    print(outline(of: bytes, path: path, language: language))
  }
}

private func outline(of bytes: [UInt8], path: String, language: Language) -> String {
  var fields = ["\"path\":\(quoted(path))"]
  let upstream: [UpstreamReference]
  let diagnostics: [Diagnostic]
  var cells: [Fragment] = []
  switch scan(bytes, file: 0, language: language) {
  case .module(let module):
    upstream = module.functions.flatMap(\.upstream)
    diagnostics = module.diagnostics
  case .template(let template):
    upstream = template.upstream
    diagnostics = template.diagnostics
    fields.append("\"variables\":\(list(template.variables.map(quoted)))")
  case .script(let script):
    upstream = script.upstream
    diagnostics = script.diagnostics
    cells = script.cells
    fields.append("\"language\":\(quoted(word(script.language)))")
    if let cell = script.parametersCell {
      let whole = cells.first { $0.segments.first?.fileStart == cell.range.bytes.lowerBound }
      let text = String(
        decoding: whole?.text ?? (cells.isEmpty ? Array(bytes[cell.range.bytes]) : []),
        as: UTF8.self)
      fields.append("\"parameters\":\(quoted(text))")
      fields.append("\"isLast\":\(cell.isLast)")
      fields.append("\"hasUpstream\":\(cell.upstreamRange != nil)")
    }
  }
  let file = SourceFile(path: path, bytes: bytes, cells: cells)
  let references = upstream.map { reference in
    let place = file.place(of: reference.range.bytes)
    return "{\(form(reference)),\"line\":\(place.start.line),\"column\":\(place.start.column)}"
  }
  fields.append("\"upstream\":\(list(references))")
  let findings = diagnostics.map { finding in
    let place = file.place(of: finding.range.bytes)
    return "{\"code\":\(quoted(finding.kind.code)),\"line\":\(place.start.line),"
      + "\"column\":\(place.start.column),\"message\":\(quoted(finding.message))}"
  }
  fields.append("\"findings\":\(list(findings))")
  return "{" + fields.joined(separator: ",") + "}"
}

private func form(_ reference: UpstreamReference) -> String {
  switch reference {
  case .task(let name, _): "\"task\":\(quoted(name.text))"
  case .wildcard(let pattern, _): "\"task\":\(quoted(pattern))"
  case .dynamic(let form, _): "\"dynamic\":\(quoted("\(form)"))"
  }
}

private func word(_ language: ScriptScan.Language) -> String {
  switch language {
  case .python: "python"
  case .r: "r"
  case .other(let name): name
  case .unknown: "unknown"
  }
}

private func language(of path: String) -> Language? {
  guard let dot = path.lastIndex(of: ".") else { return nil }
  switch path[path.index(after: dot)...] {
  case "py": return .pythonScript
  case "R", "r": return .rScript
  case "Rmd", "rmd": return .rMarkdown
  case "md": return .markdown
  case "ipynb": return .notebook
  case "sql": return .sql
  case "sh": return .shell
  default: return nil
  }
}

private func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

/// The text as a JSON string.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
