import Glibc
import SluiceCore
import SluiceReport
import SluiceScan

/// Prints what the scanners make of each file, one JSON object per line, for comparison with
/// Ploomber, jupytext and Jinja. The extension chooses the scanner.
func scanOutline(_ paths: [String]) {
  for path in paths {
    guard let bytes = fileBytes(path), let language = language(of: path) else {
      print(JSONValue.object(["path": .string(path), "error": .string("unreadable")]).compact)
      continue
    }
    print(JSONValue.object(outline(of: bytes, path: path, language: language)).compact)
  }
}

private func outline(of bytes: [UInt8], path: String, language: Language) -> [JSONValue.Member] {
  var members: [JSONValue.Member] = [.init("path", .string(path))]
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
    members.append(.init("variables", .array(template.variables.map(JSONValue.string))))
  case .script(let script):
    upstream = script.upstream
    diagnostics = script.diagnostics
    cells = script.cells
    let parts = script.parts.enumerated().map { number, part in
      let text = cells.isEmpty ? Array(bytes[part.range.bytes]) : cells[number].text
      return JSONValue.object([
        .init("kind", .string(part.kind.rawValue)),
        .init("tags", .array(part.tags.map(JSONValue.string))),
        .init("text", .string(String(decoding: text, as: UTF8.self))),
      ])
    }
    members.append(.init("cells", .array(parts)))
    members.append(.init("language", .string(word(script.language))))
    if let cell = script.parametersCell {
      let whole = cells.first { $0.segments.first?.fileStart == cell.range.bytes.lowerBound }
      let text = whole?.text ?? (cells.isEmpty ? Array(bytes[cell.range.bytes]) : [])
      members.append(.init("parameters", .string(String(decoding: text, as: UTF8.self))))
      members.append(.init("isLast", .bool(cell.isLast)))
      members.append(.init("hasUpstream", .bool(cell.upstreamRange != nil)))
    }
  }
  let file = SourceFile(path: path, bytes: bytes, cells: cells)
  let references = upstream.map { reference in
    JSONValue.object([form(reference)] + place(reference.range, file))
  }
  let findings = diagnostics.map { finding in
    JSONValue.object(
      [.init("code", .string(finding.kind.code))] + place(finding.range, file)
        + [.init("message", .string(finding.message))])
  }
  members.append(.init("upstream", .array(references)))
  members.append(.init("findings", .array(findings)))
  return members
}

private func place(_ range: SourceRange, _ file: SourceFile) -> [JSONValue.Member] {
  let start = file.place(of: range.bytes).start
  return [.init("line", .int(start.line)), .init("column", .int(start.column))]
}

private func form(_ reference: UpstreamReference) -> JSONValue.Member {
  switch reference {
  case .task(let name, _): .init("task", .string(name.text))
  case .wildcard(let pattern, _): .init("task", .string(pattern))
  case .dynamic(let form, _): .init("dynamic", .string("\(form)"))
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
  case "R": return .rScript
  case "Rmd", "rmd": return .rMarkdown
  case "md": return .markdown
  case "ipynb": return .notebook
  case "sql": return .sql
  // In a folder of its name a shell script is meant as a notebook.
  case "sh": return path.contains("/sh/") ? .otherScript("sh") : .shell
  case let other:
    return JupytextExtension(String(other)) == .hashScript ? .otherScript(String(other)) : nil
  }
}
