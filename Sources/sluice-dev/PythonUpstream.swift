import SluiceCore
import SluiceScan

/// For each file, what its functions refer to, one line: `function key key; function; …`, with
/// the keys as Python writes strings. With `--cell` the file is a parameters cell: `absent`, `none`,
/// `computed`, `invalid`, or `names` and the keys.
func printPythonUpstream(_ arguments: [String]) {
  let isCell = arguments.contains("--cell")
  for path in arguments where path != "--cell" {
    guard let bytes = fileBytes(path) else {
      print("unreadable")
      continue
    }
    print(isCell ? cellLine(bytes) : moduleLine(bytes))
  }
}

private func cellLine(_ bytes: [UInt8]) -> String {
  let scan = scanPythonCell(Fragment(verbatim: bytes), file: 0)
  switch scan.status {
  case .absent: return "absent"
  case .none: return "none"
  case .names: return "names" + keys(scan.upstream)
  case .computed: return "computed"
  case .invalid: return "invalid " + scan.diagnostics.map(\.message).joined(separator: "; ")
  }
}

private func moduleLine(_ bytes: [UInt8]) -> String {
  let functions = scanPythonModule(bytes, file: 0).functions
  return functions.map { $0.name + keys($0.upstream) }.joined(separator: "; ")
}

/// Sorted, each once; what hides its key is left out.
private func keys(_ references: [UpstreamReference]) -> String {
  let texts = references.compactMap { reference -> String? in
    switch reference {
    case .task(let name, _): name.text
    case .wildcard(let pattern, _): pattern
    case .dynamic: nil
    }
  }
  let written = Set(texts).map { pythonString($0.unicodeScalars.map(\.value)) }.sorted()
  return written.map { " " + $0 }.joined()
}
