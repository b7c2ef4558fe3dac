import SluiceCore
import SluiceScan

/// `fuzz-python SEED COUNT FILE…`: parses and scans COUNT edits of the files, and stops at the first
/// tree that breaks a rule. One seed gives the same edits everywhere; with a fault the input is printed.
func fuzzPython(_ arguments: [String]) {
  guard arguments.count > 2, let seed = UInt64(arguments[0]), let count = Int(arguments[1]) else {
    return print("usage: sluice-dev fuzz-python SEED COUNT FILE…")
  }
  let files = arguments.dropFirst(2).compactMap { fileBytes($0) }.filter { !$0.isEmpty }
  guard !files.isEmpty else { return print("fuzz-python: nothing to read") }
  var editor = PythonEditor(seed: seed)
  var bytes = 0
  for round in 0..<max(0, count) {
    let input = editor.edited(files[editor.below(files.count)], with: files)
    bytes += input.count
    if let fault = pythonFault(in: input) {
      print("fault \(fault) in round \(round): \(input.map { String($0) }.joined(separator: " "))")
      return
    }
  }
  print("\(count) inputs, \(bytes) bytes, no fault")
}

/// What is wrong with the trees and scans of a text; `nil` for nothing. Traps are faults, too.
func pythonFault(in input: [UInt8]) -> String? {
  for (mode, grammar) in [
    (PythonMode.module, PythonGrammar.any), (.notebook, .any), (.module, .python311),
  ] {
    let tree = parsePython(Fragment(verbatim: input), file: 0, mode: mode, grammar: grammar)
    if let fault = tree.fault { return fault }
    for finding in tree.diagnostics where finding.range.bytes.upperBound > input.count {
      return "finding behind the file"
    }
    if grammar == .python311 { _ = PythonTokenCheck(tree) }
    _ = scanPythonModule(tree)
    _ = pythonCodeErrors(in: tree, isNotebook: mode == .notebook)
    _ = undefinedNames(in: tree)
    _ = pythonPathLiterals(in: tree)
    _ = scanParametersCell(in: tree, textRange: 0..<tree.fragment.text.count, file: 0)
  }
  return nil
}

/// Makes broken texts out of whole ones.
struct PythonEditor {
  private var state: UInt64
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", "'", "\"", "\"\"\"", "'''", "\\", "\n", "\r", "\n  ", "\t", " ",
    ":",
    ",", "=", ":=", "*", "**", "@", ".", "#", "f\"", "f'{", "}'", "{", "!r", "%", "!", "?", ";",
    "0x",
    "1_", "1e", "\u{0}", "\u{C}", "\u{E9}", "\u{FEFF}", "match ", "case ", "type ", "lambda ",
    "async ", "await ", "yield ", "except*", "def f(", "class A[", "upstream", "# coding: cp1252\n",
    "if a:\n", "else:\n", "try:\n", "\\N{", "\\x", "rb'", "t'", "%%", "\u{1D4CA}",
  ].map { Array($0.utf8) }

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number from 0 up to `limit`, which is positive.
  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  /// A piece of `file` after up to six edits.
  mutating func edited(_ file: [UInt8], with files: [[UInt8]]) -> [UInt8] {
    let start = below(file.count)
    var bytes = Array(file[start..<min(file.count, start + 1 + below(1500))])
    for _ in 0...below(6) {
      let place = below(bytes.count + 1)
      let end = min(bytes.count, place + below(40))
      switch below(6) {
      case 0: bytes.replaceSubrange(place..<end, with: [])
      case 1:
        bytes.insert(contentsOf: PythonEditor.pieces[below(PythonEditor.pieces.count)], at: place)
      case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: below(bytes.count + 1))
      case 3: bytes.insert(UInt8(truncatingIfNeeded: below(256)), at: place)
      case 4:
        let piece = PythonEditor.pieces[below(PythonEditor.pieces.count)]
        for _ in 0..<below(300) { bytes.insert(contentsOf: piece, at: place) }
      default:
        let other = files[below(files.count)]
        let from = below(other.count)
        bytes.insert(contentsOf: other[from..<min(other.count, from + below(60))], at: place)
      }
    }
    return bytes
  }
}
