import SluiceScan

/// The files that the texts of some code name, and what may be parts of the names of others.
struct NamedFiles {
  private(set) var paths: Set<String> = []
  /// Texts that name no file by themselves, in the order of the code.
  private var parts: [String] = []
  private var ends: [String] = []
  private static let partLimit = 16
  private static let endLimit = 64

  /// Adds what a word names.
  mutating func add(_ word: ProjectWord, _ files: [String]) {
    paths.formUnion(files)
    guard files.isEmpty else { return }
    switch word.kind {
    case .part where parts.count < NamedFiles.partLimit && !parts.contains(word.text):
      parts.append(word.text)
      addEnd(word.text)
    case .whole: addEnd(word.text)
    case .part, .inside, .module: break
    }
  }

  private mutating func addEnd(_ text: String) {
    guard ends.count < NamedFiles.endLimit, text.utf8.contains(0x2E), !ends.contains(text) else {
      return
    }
    ends.append(text)
  }

  /// All files, sorted, those included whose names are put together: `Path("conf") / "a.json"`, of a
  /// folder, at most one folder in it, and a name.
  func all(_ library: CodeLibrary) -> [String] {
    var found = paths
    guard !parts.isEmpty, !ends.isEmpty else { return found.sorted() }
    var folders = parts.filter { isFolder($0, library) }
    folders += folders.flatMap { above in
      parts.map { Path.joined(above, $0) }.filter { isFolder($0, library) }
    }
    for folder in folders {
      for end in ends {
        let path = Path.normalized(Path.joined(folder, end))
        if library.isInput(path) { found.insert(path) }
      }
    }
    return found.sorted()
  }

  private func isFolder(_ text: String, _ library: CodeLibrary) -> Bool {
    !text.isEmpty && !text.hasPrefix("/") && library.folder.kind(of: text) == .directory
  }
}
