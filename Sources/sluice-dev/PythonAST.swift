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
    let tree = parsePython(
      Fragment(verbatim: bytes), file: 0, mode: .module, grammar: .python311)
    if let refusal = refusal(of: tree, LineTable(bytes)) {
      print("error \(refusal)")
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

/// The line and the words of a file that CPython 3.11 refuses; the line is the one that CPython names.
private func refusal(of tree: PythonTree, _ lines: LineTable) -> String? {
  func line(_ textOffset: Int) -> Int {
    // The end of the text belongs to its last line.
    let offset = max(0, min(textOffset, tree.fragment.text.count - 1))
    return lines.line(at: tree.fragment.fileRange(offset..<offset).lowerBound) + 1
  }
  if let encoding = tree.diagnostics.first, encoding.kind.code == "SL205" {
    return "\(lines.line(at: encoding.range.bytes.lowerBound) + 1) \(encoding.message)"
  }
  guard let failure = tree.firstFailure else { return nil }
  let check = PythonTokenCheck(tree)
  let token = line(failure.token)
  let isIndent = failure.message == "unexpected indent"
  // The tokenizer is asked for the rest of the file, and its errors are preferred.
  if let offset = check.failure, !isIndent,
    !check.isOfLines || offset <= max(failure.token, failure.range.lowerBound)
  {
    return "\(line(offset)) \(failure.message) (a token)"
  }
  if let open = check.openBracket, token > line(open), !isIndent {
    return "\(line(open)) never closed, and \(failure.message)"
  }
  if let operand = failure.operand { return "\(line(operand)) \(failure.message)" }
  let isAtToken =
    failure.range.isEmpty || failure.message.hasSuffix("was never closed")
    || failure.message.hasPrefix("expected an ")
    || failure.message.hasPrefix("positional argument follows")
  return "\(isAtToken ? token : line(failure.range.lowerBound)) \(failure.message)"
}
