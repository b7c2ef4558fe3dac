import SluiceCore
import SluiceScan

/// For each file, one line: what `ast.dump(ast.parse(source), include_attributes=True)` of CPython
/// 3.11 prints, or `error LINE`.
func printPythonAST(_ arguments: [String]) {
  let hasAttributes = !arguments.contains("--no-attributes")
  for path in arguments where path != "--no-attributes" {
    guard let bytes = fileBytes(path) else {
      print("unreadable")
      continue
    }
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
    if let first = tree.diagnostics.first {
      print("error \(LineTable(bytes).line(at: first.range.bytes.lowerBound) + 1) \(first.message)")
      continue
    }
    var dump = PythonDump(tree: tree, hasAttributes: hasAttributes)
    dump.print(tree.root)
    if let unknown = dump.unknown {
      print("error \(LineTable(bytes).line(at: unknown) + 1) newer than Python 3.11")
    } else {
      print(String(decoding: dump.output, as: UTF8.self))
    }
  }
}
