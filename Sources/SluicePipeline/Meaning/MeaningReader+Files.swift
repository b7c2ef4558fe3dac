import SluiceCore
import SluiceScan

extension MeaningReader {
  /// Adds the files of the project that code names, and those that these name: at most 100, and a task that
  /// names more is not understood. Code counts by what it means, all else by its content.
  mutating func add(files: [String], to meaning: inout TaskMeaning) {
    var open = Array(files.reversed())
    var seen: Set<String> = []
    while seen.count < 100, let path = open.popLast() {
      guard seen.insert(path).inserted else { continue }
      guard let code = namedFiles[path] ?? read(file: path) else { continue }
      namedFiles[path] = code
      meaning.add(code.parts)
      if !code.isUnderstood { meaning.isUnderstood = false }
      open += code.files.reversed()
    }
    if open.contains(where: { !seen.contains($0) }) { meaning.isUnderstood = false }
  }

  /// Adds what the commands of a shell name: files of the project, and modules that Python runs.
  mutating func addCommands(_ text: [UInt8], in path: String, to meaning: inout TaskMeaning) {
    let code = commands(text, in: path)
    meaning.add(code.parts)
    if !code.isUnderstood { meaning.isUnderstood = false }
    add(files: code.files, to: &meaning)
  }

  /// The files that R code runs or reads, from the root or from beside it.
  func rFiles(_ text: [UInt8], from path: String) -> [String] {
    let home = Path.directory(of: path)
    return rNamedFiles(text).flatMap { name in
      [Path.normalized(name), Path.normalized(Path.joined(home, name))]
    }.filter(library.isInput)
  }

  private mutating func commands(_ text: [UInt8], in path: String) -> CodeMeaning {
    var slice = CodeSlice()
    slice.add(projectWords(in: shellForm(text), .whole), in: path, &library)
    return CodeMeaning(slice, slice.parts(&library), library)
  }

  /// What one file means; `nil` if it cannot be read.
  private mutating func read(file path: String) -> CodeMeaning? {
    guard let bytes = try? folder.bytes(at: path) else { return nil }
    switch Path.suffix(of: path) {
    case ".py":
      let cells = [CodeCell(text: bytes, isParameters: false)]
      return asFile(python(cells, at: [], in: SourceFile(path: path, bytes: bytes)), path)
    case ".ipynb":
      guard let cells = codeCells(bytes, language: .notebook) else { break }
      return asFile(python(cells, at: [], in: SourceFile(path: path, bytes: bytes)), path)
    case ".sh", ".bash":
      var code = commands(bytes, in: path)
      code.parts.insert(MeaningPart(kind: .file, name: path, form: shellForm(bytes)), at: 0)
      return code
    case ".R", ".r":
      return CodeMeaning(
        [MeaningPart(kind: .file, name: path, form: rForm(bytes))], rFiles(bytes, from: path))
    case ".sql":
      return CodeMeaning([MeaningPart(kind: .file, name: path, form: sqlForm(bytes))])
    default: break
    }
    let digest = Array(contentDigest(bytes).utf8)
    return CodeMeaning([MeaningPart(kind: .file, name: path, form: digest)])
  }

  /// Cells of a file that is no task's source: they are that file's.
  private func asFile(_ code: CodeMeaning, _ path: String) -> CodeMeaning {
    var code = code
    for index in code.parts.indices where code.parts[index].kind == .cell {
      code.parts[index].kind = .file
      code.parts[index].name = path
    }
    return code
  }
}

extension Analysis {
  /// The files that tasks make, relative to the root.
  var productPaths: Set<String> {
    var paths: Set<String> = []
    for task in tasks {
      for case .file(let path) in task.spec.products.all { paths.insert(Path.normalized(path)) }
    }
    return paths
  }
}
