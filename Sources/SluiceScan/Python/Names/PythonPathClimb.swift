/// The way from a literal outwards to the call that reads or writes the file.
struct PythonPathClimb {
  /// What the path is so far: the literal, `Path(literal)`, `Path(literal) / name`.
  var node: Int
  private(set) var isPart = false
  /// Whether something on the way takes paths only.
  private(set) var isPath = false
  private(set) var use: (use: PythonPathLiteral.Use, function: String)?

  init(node: Int) { self.node = node }

  /// Goes at most 16 steps: each literal then costs the same, however deep it stands. `parents` holds
  /// the node around each node of the tree.
  mutating func climb(_ tree: PythonTree, _ parents: [UInt32]) {
    var steps = 0
    while steps < 16, step(tree, parents) { steps += 1 }
  }

  /// One step out; `false` where the way ends.
  private mutating func step(_ tree: PythonTree, _ parents: [UInt32]) -> Bool {
    guard use == nil else { return false }
    let owner = Int(parents[node])
    switch tree.nodes[owner].kind {
    case .binaryOperation:
      guard tree.nodes[owner].detail == PythonOperator.divide.rawValue else { return false }
      isPart = true
      isPath = isPath || node != tree.child(0, of: owner)
      node = owner
      return true
    case .attribute: return method(owner, tree, parents)
    case .call:
      guard tree.child(0, of: owner) != node else { return false }
      return argument(of: owner, position: node, keyword: nil, tree)
    case .keyword:
      guard tree.nodes[owner].detail == 0 else { return false }
      return argument(of: Int(parents[owner]), position: nil, keyword: owner, tree)
    default: return false
    }
  }

  private func position(of node: Int, in call: Int, _ tree: PythonTree) -> Int? {
    // Only the first arguments matter, however many there are.
    for position in 0..<min(3, max(0, tree.childCount(of: call) - 1)) {
      let child = tree.child(position + 1, of: call)
      if child == node { return position }
      if tree.nodes[child].kind == .starred { return nil }
    }
    return nil
  }

  /// `path.read_text()`, `path.parent`
  private mutating func method(
    _ attribute: Int, _ tree: PythonTree, _ parents: [UInt32]
  ) -> Bool {
    guard isPath else { return false }
    let call = Int(parents[attribute])
    guard tree.nodes[call].kind == .call, tree.child(0, of: call) == attribute else {
      node = attribute
      return true
    }
    let name = tree.name(of: attribute)
    switch name {
    case "open": use = (mode(of: call, at: 0, tree), name)
    case "read_text", "read_bytes", "iterdir", "glob", "rglob": use = (.read, name)
    case "write_text", "write_bytes", "touch", "mkdir", "unlink": use = (.written, name)
    case "resolve", "absolute", "expanduser", "with_suffix", "with_name", "as_posix", "joinpath":
      node = call
      isPart = isPart || name == "joinpath"
      return true
    default: break
    }
    return false
  }

  /// The path is an argument of a call: the value of the node `keyword`, or else the node `argument`.
  private mutating func argument(
    of call: Int, position argument: Int?, keyword: Int?, _ tree: PythonTree
  ) -> Bool {
    let callee = tree.child(0, of: call)
    let value = tree.nodes[callee]
    guard tree.nodes[call].kind == .call, PythonPathClimb.mayTake(callee, tree) else {
      return false
    }
    let name = tree.name(of: callee)
    var owner = ""
    let position = argument.flatMap { self.position(of: $0, in: call, tree) }
    let keyword = keyword.map { tree.name(of: $0) }
    if value.kind == .attribute { owner = lastWord(of: tree.child(0, of: callee), tree) }
    if pathMakers.contains(name), keyword == nil {
      isPath = true
      isPart = isPart || name == "joinpath" || tree.childCount(of: call) > 2
      node = call
      return true
    }
    // `os.path.join` and `fspath`, not the `join` and `str` of everything.
    if name == "join", owner == "path" || owner == "osp" {
      isPath = true
      isPart = true
      node = call
      return true
    }
    if name == "str" || name == "fspath", position == 0 {
      node = call
      return true
    }
    guard let form = pythonFileFunctions[name], form.owners.isEmpty || form.owners.contains(owner)
    else { return false }
    let isIt = keyword.map { pathKeywords.contains($0) } ?? form.positions.contains(position ?? -1)
    guard isIt else { return false }
    switch form.effect {
    case .reads: use = (.read, name)
    case .writes: use = (.written, name)
    case .mode: use = (mode(of: call, at: 1, tree), name)
    case .copies: use = (position == 0 || keyword == "src" ? .read : .written, name)
    }
    return false
  }

  /// Whether the callee may be one of those that are known: nearly none is.
  static func mayTake(_ callee: Int, _ tree: PythonTree) -> Bool {
    let value = tree.nodes[callee]
    switch value.kind {
    case .name: return pythonPathFilter.mayHold(value.range, in: tree)
    case .attribute:
      let name = Int(value.payload)..<Int(max(value.payload, value.end))
      return pythonPathFilter.mayHold(name, in: tree)
    default: return false
    }
  }

  /// `np` of `np`, `path` of `os.path`; `?` of everything that is no name.
  private func lastWord(of node: Int, _ tree: PythonTree) -> String {
    let value = tree.nodes[node]
    switch value.kind {
    case .name, .attribute: return tree.name(of: node)
    default: return "?"
    }
  }

  /// What the mode of an `open` says, which is its argument at `position`, or `mode=`.
  private func mode(
    of call: Int, at position: Int, _ tree: PythonTree
  ) -> PythonPathLiteral.Use {
    for (index, link) in tree.children(of: call).dropFirst().enumerated() {
      let argument = Int(link)
      var value = argument
      if tree.nodes[argument].kind == .keyword {
        guard tree.name(of: argument) == "mode" else { continue }
        value = tree.child(0, of: argument)
      } else if index != position {
        continue
      }
      guard let mode = tree.stringValue(of: value) else { return .unknown }
      return mode.utf8.contains { $0 == 0x77 || $0 == 0x61 || $0 == 0x78 || $0 == 0x2B }
        ? .written : .read
    }
    return .read
  }
}

/// What makes a path of texts.
private let pathMakers: Set<String> = [
  "Path", "PurePath", "PosixPath", "PurePosixPath", "WindowsPath", "abspath", "expanduser",
  "realpath", "joinpath",
]

/// Parameters that take a path, of any function in the table.
private let pathKeywords: Set<String> = [
  "path", "filepath", "filepath_or_buffer", "path_or_buf", "path_or_buffer", "file", "filename",
  "fname", "excel_writer", "source", "io", "buf", "src", "dst", "name", "f", "file_path",
]

/// A function that reads or writes the file one of its arguments names.
struct PythonFileFunction {
  enum Effect { case reads, writes, mode, copies }
  var effect: Effect
  var positions: ClosedRange<Int> = 0...0
  /// The last word before the function's own; empty for any.
  var owners: Set<String> = []
}

/// The words that `PythonPathClimb` knows a call by.
private let pythonPathFilter = PythonNameFilter(
  pathMakers.union(pythonFileFunctions.keys).union(["join", "str", "fspath"]))

/// By the function's last word.
private let pythonFileFunctions: [String: PythonFileFunction] = {
  var functions: [String: PythonFileFunction] = [
    "open": PythonFileFunction(
      effect: .mode,
      owners: ["", "io", "gzip", "bz2", "lzma", "codecs", "tarfile", "zipfile", "fs"]),
    "ZipFile": PythonFileFunction(effect: .mode),
    "File": PythonFileFunction(effect: .mode, owners: ["h5py"]),
    "load": PythonFileFunction(
      effect: .reads, owners: ["np", "numpy", "joblib", "torch", "cloudpickle"]),
    "glob": PythonFileFunction(effect: .reads, owners: ["", "glob"]),
    "walk": PythonFileFunction(effect: .reads, owners: ["os"]),
    "save": PythonFileFunction(effect: .writes, owners: ["np", "numpy"]),
    "dump": PythonFileFunction(effect: .writes, positions: 1...1, owners: ["joblib"]),
    "copy": PythonFileFunction(effect: .copies, positions: 0...1, owners: ["shutil"]),
    "move": PythonFileFunction(effect: .copies, positions: 0...1, owners: ["shutil"]),
    "rename": PythonFileFunction(effect: .copies, positions: 0...1, owners: ["os"]),
    "replace": PythonFileFunction(effect: .copies, positions: 0...1, owners: ["os"]),
    "remove": PythonFileFunction(effect: .writes, owners: ["os"]),
    "mkdir": PythonFileFunction(effect: .writes, owners: ["os"]),
  ]
  for name in ["copyfile", "copy2", "copytree"] {
    functions[name] = PythonFileFunction(effect: .copies, positions: 0...1)
  }
  for name in readers { functions[name] = PythonFileFunction(effect: .reads) }
  for name in writers { functions[name] = PythonFileFunction(effect: .writes) }
  return functions
}()

private let readers = [
  "fromfile", "genfromtxt", "iglob", "imread", "listdir", "load_model", "loadmat", "loadtxt",
  "open_dataset", "open_zarr", "read_avro", "read_csv", "read_excel", "read_feather", "read_file",
  "read_fwf", "read_hdf", "read_html", "read_ipc", "read_json", "read_ndjson", "read_orc",
  "read_parquet", "read_pickle", "read_sas", "read_spss", "read_stata", "read_table", "read_xml",
  "scan_csv", "scan_ipc", "scan_ndjson", "scan_parquet", "scandir",
]

private let writers = [
  "ExcelWriter", "imsave", "imwrite", "makedirs", "save_model", "savefig", "savemat", "savetxt",
  "savez", "savez_compressed", "sink_csv", "sink_ipc", "sink_parquet", "to_csv", "to_excel",
  "to_feather", "to_file", "to_hdf", "to_html", "to_json", "to_latex", "to_markdown", "to_netcdf",
  "to_orc", "to_parquet", "to_pickle", "to_stata", "to_xml", "to_zarr", "tofile", "write_avro",
  "write_csv", "write_excel", "write_html", "write_image", "write_ipc", "write_json",
  "write_ndjson", "write_parquet",
]
