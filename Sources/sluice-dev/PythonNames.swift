import SluiceCore
import SluiceScan

/// For each file one line: `offset kind name; …` of the names that nothing binds, or `error`.
func printPythonNames(_ paths: [String]) {
  for path in paths {
    guard let bytes = fileBytes(path) else {
      print("unreadable")
      continue
    }
    let tree = parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
    guard tree.diagnostics.isEmpty else {
      print("error")
      continue
    }
    var options = PythonNameOptions()
    options.isPackage = path.hasSuffix("/__init__.py")
    let uses = undefinedNames(in: tree, options).map { use in
      "\(use.range.bytes.lowerBound) \(use.kind) \(use.name)"
    }
    print(uses.joined(separator: "; "))
  }
}
