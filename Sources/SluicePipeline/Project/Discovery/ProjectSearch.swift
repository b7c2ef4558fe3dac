import SluiceCore

/// Finds the projects below a folder that lies in none itself: a repository that holds several.
package struct ProjectSearch: Sendable {
  /// What the search saw.
  package struct Found: Hashable, Sendable {
    /// Absolute paths of the folders with a specification, those nearer to the start first, each level
    /// by name: where Ploomber would be run.
    package var folders: [String] = []
    /// Absolute paths of the folders that were listed, in the same order.
    package var listed: [String] = []
    /// Whether the search ended at `folderLimit`, with folders that nobody has looked into.
    package var isCut = false
  }

  /// No more folders are listed than this.
  package static let folderLimit = Limit.projectFolders.value

  /// The specification's name: `ENTRY_POINT` or `pipeline.yaml`.
  private let name: String
  private let disk: ProjectFolder

  /// `log`, if any, learns what is asked of the disk.
  package init(name: String?, log: DiskLog? = nil) {
    disk = .disk(root: "/", log: log)
    self.name = name ?? "pipeline.yaml"
  }

  /// Looks into `folder`, an absolute path, and all below it but links, hidden folders, and those that
  /// hold no projects of the user's own.
  package func below(_ folder: String) -> Found {
    var found = Found()
    var level = [folder]
    while !level.isEmpty {
      var next: [String] = []
      for folder in level {
        guard found.listed.count < ProjectSearch.folderLimit else {
          found.isCut = true
          return found
        }
        found.listed.append(folder)
        let (names, folders) = disk.listing(of: folder)
        // A virtual environment.
        if names.contains("pyvenv.cfg") { continue }
        if holdsProject(folder, names) { found.folders.append(folder) }
        next += folders.filter(isOfInterest).map { Path.joined(folder, $0) }
      }
      level = next
    }
    return found
  }

  private func holdsProject(_ folder: String, _ names: [String]) -> Bool {
    if names.contains(name), disk.kind(of: Path.joined(folder, name)) == .file { return true }
    guard names.contains("setup.cfg"),
      let bytes = try? disk.bytes(at: Path.joined(folder, "setup.cfg")),
      let configuration = try? SetupConfiguration(bytes)
    else { return false }
    return ((try? configuration.value(of: "entry-point", in: "ploomber")) ?? nil)?.isEmpty == false
  }

  private func isOfInterest(_ name: String) -> Bool {
    !name.hasPrefix(".") && !ProjectSearch.uninteresting.contains(name)
  }

  private static let uninteresting: Set = [
    "__pycache__", "build", "dist", "node_modules", "site-packages", "venv",
  ]
}
