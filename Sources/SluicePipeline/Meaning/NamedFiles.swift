import SluiceScan

/// The files that the texts of some code name, and what may be parts of the names of others.
struct NamedFiles {
  private(set) var paths: Set<String> = []
  /// Texts that name folders, and others that name nothing by themselves, in the order of the code.
  private var folders: [String] = []
  private var middles: [String] = []
  private var ends: [String] = []
  private static let folderLimit = 16
  private static let endLimit = 64

  /// Adds what a word names.
  mutating func add(_ word: ProjectWord, _ named: CodeLibrary.Named) {
    paths.formUnion(named.files)
    guard named.files.isEmpty else { return }
    switch word.kind {
    case .part, .whole:
      if named.isFolder { add(folder: word.text) }
      addEnd(word.text)
    case .inside, .module: break
    }
  }

  private mutating func add(folder: String) {
    let path = Path.normalized(folder)
    guard folders.count < NamedFiles.folderLimit, !folders.contains(path) else { return }
    folders.append(path)
  }

  private mutating func addEnd(_ text: String) {
    guard text.utf8.contains(0x2E) else {
      if middles.count < NamedFiles.folderLimit, !text.isEmpty, !middles.contains(text) {
        middles.append(text)
      }
      return
    }
    if ends.count < NamedFiles.endLimit, !ends.contains(text) { ends.append(text) }
  }

  /// All files, sorted, those included whose names are put together: `Path("conf") / "a.json"`, of a
  /// folder, at most one folder in it, and a name.
  func all(_ library: CodeLibrary) -> [String] {
    var found = paths
    let below = folders.flatMap { above in
      middles.map { Path.joined(above, $0) }.filter { library.folder.kind(of: $0) == .directory }
    }
    for folder in folders + below.prefix(NamedFiles.folderLimit) {
      for end in ends {
        let path = Path.normalized(Path.joined(folder, end))
        if library.isInput(path) { found.insert(path) }
      }
    }
    return found.sorted()
  }
}
