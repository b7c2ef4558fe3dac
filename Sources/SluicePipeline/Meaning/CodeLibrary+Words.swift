import SluiceScan

extension CodeLibrary {
  /// What a word of code names in the project.
  struct Named {
    var files: [String] = []
    var targets: [Target] = []
    /// It is a folder, seen from the root.
    var isFolder = false
  }

  /// What `word` names, said in the module at `path`: a file, seen from the root or from the folder of
  /// the module; a module; or what a dotted path leads to. Products are none of it.
  mutating func named(by word: ProjectWord, in path: String) -> Named {
    let home = Path.directory(of: file(of: path))
    let question = NamedQuestion(word: word, folder: home)
    if let known = knownNames[question] { return known }
    var found = Named()
    switch word.kind {
    case .module: found.targets = targets(ofModule: word.text)
    case .whole, .part:
      found.targets = targets(ofDotted: word.text)
      found.files = files(named: word.text, from: home)
    case .inside:
      found.targets = targets(ofDotted: word.text)
      if isCode(word.text) { found.files = files(named: word.text, from: home) }
    }
    if found.files.isEmpty, word.kind == .part || word.kind == .whole {
      found.isFolder =
        !word.text.hasPrefix("/") && folder.kind(of: Path.normalized(word.text)) == .directory
    }
    knownNames[question] = found
    return found
  }

  /// Whether the path is a file of the project that no task makes.
  func isInput(_ path: String) -> Bool {
    guard path != ".", !path.hasPrefix("/"), folder.kind(of: path) == .file else { return false }
    var place = path
    while place != "." {
      if products.contains(place) { return false }
      let above = Path.directory(of: place)
      if above == place { break }
      place = above
    }
    return true
  }

  private func files(named text: String, from home: String) -> [String] {
    guard !text.hasPrefix("/"), !text.hasPrefix("~"), !text.utf8.contains(0x3A) else { return [] }
    let here = Path.normalized(text)
    let near = Path.normalized(Path.joined(home, text))
    return (here == near ? [here] : [here, near]).filter(isInput)
  }

  /// A module that a command runs, or that is asked for by its name.
  private mutating func targets(ofModule text: String) -> [Target] {
    let dotted = targets(ofDotted: text)
    let parts = text.split(separator: ".").map(String.init)
    guard dotted.isEmpty, case .found(let file) = locator.lookup(parts) else { return dotted }
    let main = Path.joined(Path.directory(of: file), "__main__.py")
    let isPackage = Path.name(of: file) == "__init__.py" && folder.kind(of: main) == .file
    return [.module(file)] + (isPackage ? [.module(main)] : [])
  }

  /// `package.module`, `module.name`, `module:name`: all of it has to be there.
  private mutating func targets(ofDotted text: String) -> [Target] {
    guard !text.utf8.contains(UInt8(ascii: "/")), text.utf8.count < 128 else { return [] }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }
      .map(String.init)
    guard parts.count > 1, parts.count < 16, parts.allSatisfy({ $0.utf8.allSatisfy(isNameByte) }),
      parts.allSatisfy({ !$0.isEmpty })
    else { return [] }
    for count in (1...parts.count).reversed() {
      guard case .found(let file) = locator.lookup(Array(parts[..<count])) else { continue }
      guard count < parts.count else { return [.module(file)] }
      return targets(
        of: PythonUse(name: parts[count], path: Array(parts[(count + 1)...])), in: file)
    }
    return []
  }
}

/// Whether a file of the name is code.
func isCode(_ name: String) -> Bool {
  let endings = [
    ".py", ".ipynb", ".sh", ".bash", ".R", ".r", ".sql", ".awk", ".sed", ".pl", ".jq", ".js",
  ]
  return endings.contains(where: name.hasSuffix)
}
