import SluiceCore
import SluiceScan

/// What the code of one file says, as far as rules ask. Made where the file is read, for many at once;
/// the trees that it comes from are dropped.
struct FileCode: Sendable {
  /// The texts that name files, by offset.
  var paths: [PythonPathLiteral] = []
  /// What it imports, in the order of its cells; of other languages nothing.
  var imports: [PythonImport] = []
  /// Whether it may change the folder that it runs in: paths in it are not known.
  var moves = false
  /// Of a Python notebook or script.
  var script: ScriptCode?
  /// Of a Python module.
  var module: ModuleCode?

  init() {}

  init(module tree: PythonTree, _ scan: ModuleScan, isPackage: Bool) {
    take([ScriptCodeCell(tree: tree, isParameters: false)])
    module = ModuleCode(tree, scan, isPackage: isPackage)
  }

  /// `bytes` is the file; `asked` is what its tasks want to know of it.
  init(
    _ scan: ScriptScan, _ bytes: [UInt8], _ trees: ScriptTrees, file: Int, asked: ScriptQuestion
  ) {
    let cells = scriptCode(scan, bytes, file: file, trees: trees)
    take(cells)
    script = ScriptCode(cells, file: file, asked: asked.injections(scan))
  }

  /// Of a language that only paths are read in.
  init(_ found: (literals: [PythonPathLiteral], moves: Bool)) {
    paths = found.literals
    moves = found.moves
  }

  private mutating func take(_ cells: [ScriptCodeCell]) {
    for cell in cells {
      paths += pythonPathLiterals(in: cell.tree)
      imports += pythonImports(in: cell.tree)
      moves =
        moves || cell.blankedWords.contains("cd") || cell.blankedWords.contains("pushd")
        || !pythonWords(among: ["chdir"], in: cell.tree).isEmpty
    }
    paths = paths.withoutSpareRoom()
    imports = imports.withoutSpareRoom()
  }
}
