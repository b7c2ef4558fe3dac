import SluiceCore
import SluiceScan

/// For each file one line: `ok`, `syntax` if it does not parse, or `line message; …` of what the compiler
/// of CPython 3.11 would say, in its order. With `--any` what every version says, by offset.
func printPythonCodeErrors(_ arguments: [String]) {
  let takesAny = arguments.contains("--any")
  for path in arguments where path != "--any" {
    guard let bytes = fileBytes(path) else {
      print("unreadable")
      continue
    }
    let tree = parsePython(
      Fragment(verbatim: bytes), file: 0, mode: .module, grammar: takesAny ? .any : .python311)
    guard tree.diagnostics.isEmpty else {
      print("syntax")
      continue
    }
    let lines = LineTable(bytes)
    let errors = takesAny ? pythonCodeErrors(in: tree) : pythonCodeErrorsByStage(in: tree)
    let words = errors.map { error in
      "\(lines.line(at: error.range.bytes.lowerBound) + 1) \(error.message)"
    }
    print(words.isEmpty ? "ok" : words.joined(separator: "; "))
  }
}
