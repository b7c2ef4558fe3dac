package import SluiceCore

/// A text in a source that names a file or a folder: in Python, and in the other languages alike.
package struct PythonPathLiteral: Hashable, Sendable {
  /// What happens to the file.
  package enum Use: UInt8, Hashable, Sendable {
    case read, written
    /// Handed to something that is not known, or kept.
    case unknown
  }

  /// As Python would have it, escapes undone.
  package var text: String
  /// The literal with its quotes.
  package var range: SourceRange
  package var use: Use
  /// The last word of the call that reads or writes: `read_csv`; `nil` if the use is unknown.
  package var function: String?
  /// Whether the text is joined with others to make the path: `Path('data') / 'raw.csv'`.
  package var isPart: Bool

  package init(
    text: String, range: SourceRange, use: Use, function: String? = nil, isPart: Bool = false
  ) {
    self.text = text
    self.range = range
    self.use = use
    self.function = function
    self.isPart = isPart
  }
}

/// The texts of a source that name files, by offset: every plain literal that a known function takes
/// as its path, itself or through a variable that nothing else binds, and every other that looks like
/// one. Texts with fields and byte strings do not count. Linear in the text.
package func pythonPathLiterals(in tree: PythonTree) -> [PythonPathLiteral] {
  guard tree.root > 0 else { return [] }
  guard takesPaths(tree) else { return lonePathLiterals(in: tree) }
  var reader = PythonPathReader(tree)
  var found: [PythonPathLiteral] = []
  for node in tree.nodes.indices where tree.nodes[node].kind == .string {
    if let literal = reader.literal(node) { found.append(literal) }
  }
  return found
}

/// Whether anything in the text may make a path of a text, or read the file that one names. Where
/// nothing does, no way leads out of a literal, and nobody has to look for one.
private func takesPaths(_ tree: PythonTree) -> Bool {
  tree.nodes.indices.contains { node in
    switch tree.nodes[node].kind {
    case .call: PythonPathClimb.mayTake(tree.child(0, of: node), tree)
    case .binaryOperation:
      tree.nodes[node].detail == PythonOperator.divide.rawValue
        && tree.children(of: node).contains { tree.nodes[Int($0)].kind == .string }
    // `(folder / name).open()`
    case .attribute: tree.nodes[tree.child(0, of: node)].kind == .binaryOperation
    default: false
    }
  }
}

/// The literals that look like paths, where nothing else tells of any.
private func lonePathLiterals(in tree: PythonTree) -> [PythonPathLiteral] {
  tree.nodes.indices.compactMap { node in
    guard tree.nodes[node].kind == .string, tree.nodes[node].range.count < 4096,
      // A statement follows its expression.
      tree.nodes[node + 1].kind != .expressionStatement || tree.child(0, of: node + 1) != node
    else { return nil }
    return lonePathLiteral(node, tree)
  }
}

/// The literal, if it looks like a path all by itself.
private func lonePathLiteral(_ node: Int, _ tree: PythonTree) -> PythonPathLiteral? {
  guard mayLookLikePath(tree.text(of: node)), let text = tree.stringValue(of: node),
    looksLikePath(text)
  else { return nil }
  return PythonPathLiteral(text: text, range: tree.place(of: node), use: .unknown, isPart: false)
}

private struct PythonPathReader {
  let tree: PythonTree
  private var parents: [UInt32]
  private var bound: PythonBoundNames?
  /// The places that read a name that holds a text, in order, by its symbol.
  private var loads = PythonSymbolMap<[Int]>()

  init(_ tree: PythonTree) {
    self.tree = tree
    parents = tree.parents
  }

  mutating func literal(_ node: Int) -> PythonPathLiteral? {
    let owner = tree.nodes[Int(parents[node])].kind
    guard tree.nodes[node].range.count < 4096, owner != .expressionStatement else { return nil }
    // Most texts go here, before anything is made of them.
    guard owner.mayTakePath else { return lonePathLiteral(node, tree) }
    var climb = PythonPathClimb(node: node)
    climb.climb(tree, parents)
    if climb.use == nil, let variable = variable(holding: climb.node) { follow(variable, &climb) }
    if climb.use == nil, !climb.isPath, !mayLookLikePath(tree.text(of: node)) { return nil }
    guard let text = tree.stringValue(of: node), !text.isEmpty,
      !text.utf8.contains(where: { $0 < 0x20 })
    else { return nil }
    guard let use = climb.use, !isMarkup(text) else {
      guard climb.isPath || looksLikePath(text) else { return nil }
      return PythonPathLiteral(
        text: text, range: tree.place(of: node), use: .unknown, isPart: climb.isPart)
    }
    return PythonPathLiteral(
      text: text, range: tree.place(of: node), use: use.use, function: use.function,
      isPart: climb.isPart)
  }

  /// The name that an assignment of `value` binds, if nothing else binds it.
  private mutating func variable(holding value: Int) -> Int? {
    let owner = Int(parents[value])
    let target = tree.child(0, of: owner)
    guard tree.nodes[owner].kind == .assign, tree.childCount(of: owner) == 2,
      tree.child(1, of: owner) == value, tree.nodes[target].kind == .name
    else { return nil }
    if bound == nil { readNames() }
    let symbol = Int(tree.nodes[target].symbol)
    return bound?.only(symbol) == target ? symbol : nil
  }

  private mutating func readNames() {
    bound = PythonBoundNames(in: 1..<tree.nodes.count, of: tree)
    // Only what is assigned is followed.
    for node in tree.nodes.indices where tree.nodes[node].kind == .assign {
      let target = tree.nodes[tree.child(0, of: node)]
      if target.kind == .name { loads[Int(target.symbol)] = [] }
    }
    for node in tree.nodes.indices where tree.nodes[node].kind == .name {
      guard tree.nodes[node].detail == PythonContext.load.rawValue else { continue }
      // The first few tell what there is to tell.
      _ = loads.update(Int(tree.nodes[node].symbol)) { if $0.count < 8 { $0.append(node) } }
    }
  }

  /// What the first use that tells does with the variable.
  private func follow(_ variable: Int, _ climb: inout PythonPathClimb) {
    for use in loads[variable] ?? [] {
      var other = climb
      other.node = use
      other.climb(tree, parents)
      if other.use != nil {
        climb = other
        return
      }
    }
  }
}

extension PythonNodeKind {
  /// Whether something may become of a text that stands right below a node of this kind.
  fileprivate var mayTakePath: Bool {
    switch self {
    case .binaryOperation, .attribute, .call, .keyword, .assign: true
    default: false
    }
  }
}

/// A function may take its input as text in the place of a path.
private func isMarkup(_ text: String) -> Bool {
  guard let first = text.utf8.first else { return true }
  return first == 0x3C || first == 0x7B || first == 0x5B
}

/// Whether a literal, quotes and escapes and all, may make a text that looks like a path.
private func mayLookLikePath(_ literal: ArraySlice<UInt8>) -> Bool {
  literal.contains { $0 == 0x2E || $0 == 0x2F || $0 == 0x5C }
}

/// One word that ends like a file of data, or begins like a path.
private func looksLikePath(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count > 2, bytes.count < 512,
    !bytes.contains(where: { $0 <= 0x20 || $0 == 0x3C || $0 == 0x3E || $0 == 0x7B || $0 == 0x7C }),
    !hasScheme(bytes)
  else { return false }
  for start in ["./", "../", "~/", "/home/", "/tmp/", "/mnt/", "/data/", "/Users/"] {
    if bytes.starts(with: start.utf8) { return true }
  }
  guard let dot = bytes.lastIndex(of: 0x2E), dot > 0, bytes[dot - 1] != 0x2F,
    bytes.count - dot <= 10
  else { return false }
  return pythonDataExtensions.contains(String(decoding: bytes[(dot + 1)...], as: UTF8.self))
}

/// `s3://…`: no file of this machine.
private func hasScheme(_ bytes: [UInt8]) -> Bool {
  guard let colon = bytes.firstIndex(of: 0x3A), colon > 1, colon + 2 < bytes.count else {
    return false
  }
  return bytes[colon + 1] == 0x2F && bytes[colon + 2] == 0x2F
}

/// Files that data-science projects read and write. Neither code nor web pages' parts.
private let pythonDataExtensions: Set<String> = [
  "arrow", "avro", "bin", "bmp", "bz2", "csv", "dat", "db", "dta", "duckdb", "feather", "gif",
  "gpkg",
  "geojson", "gz", "h5", "hdf", "hdf5", "html", "ipynb", "jpeg", "jpg", "joblib", "json", "jsonl",
  "log", "lz4", "mat", "md", "model", "nc", "ndjson", "npy", "npz", "onnx", "orc", "parquet", "pdf",
  "pickle", "pkl", "png", "pt", "pth", "rds", "sas7bdat", "sav", "shp", "sql", "sqlite", "svg",
  "tar",
  "tfrecord", "tif", "tiff", "tsv", "txt", "wav", "xls", "xlsx", "xml", "xz", "yaml", "yml", "zarr",
  "zip", "zst",
]
