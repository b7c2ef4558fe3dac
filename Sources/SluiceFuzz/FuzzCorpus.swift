import SluicePipeline

/// The texts that a fuzz run starts from: files of this repository, and inputs that once failed.
package struct FuzzCorpus: Sendable {
  private let disk: ProjectFolder
  /// Larger files are no seeds, in bytes.
  private static let sizeLimit = 14_000
  /// Projects that have thousands of tasks, each time anew.
  private static let heavy = ["SL305-", "SL601-", "SL602-", "SL604-", "SL605-"]
  private static let folders = ["Tests/Fixtures", "sample-projects", "templates", "Tests/Fuzz"]

  /// `repository` is the root of the checkout, as an absolute path.
  package init(repository: String) {
    disk = .disk(root: repository)
  }

  /// What the target starts from, sorted by path: the same on every machine.
  package func seeds(of target: FuzzTarget) -> [[UInt8]] {
    let own = target.ownSeeds + past(target).map(\.input)
    switch target.seeds {
    case .none: return own
    case .files(let suffixes):
      return own
        + FuzzCorpus.folders.flatMap { walk($0) }.filter { path in
          suffixes.contains { path.hasSuffix($0) }
        }.compactMap(bytes)
    case .projects: return own + projects()
    }
  }

  /// Inputs that failed once, with their names: `Tests/Fuzz/<target>/*`.
  package func past(_ target: FuzzTarget) -> [(name: String, input: [UInt8])] {
    let folder = "Tests/Fuzz/" + target.rawValue
    return disk.names(in: folder).compactMap { name in
      (try? disk.bytes(at: folder + "/" + name)).map { (name, $0) }
    }
  }

  /// What a file with this input is named: the same for the same bytes.
  package static func name(of input: [UInt8]) -> String {
    String(FNV.hash(input), radix: 16)
  }

  /// Every folder with a specification and few small files, as one text each.
  private func projects() -> [[UInt8]] {
    FuzzCorpus.folders.dropLast().flatMap { walk($0) }.filter { $0.hasSuffix("/pipeline.yaml") }
      .filter { path in !FuzzCorpus.heavy.contains { path.contains($0) } }
      .compactMap { path in
        let root = Path.directory(of: path)
        let files = walk(root).prefix(60).compactMap { path in
          bytes(path).map { (path: String(path.dropFirst(root.utf8.count + 1)), bytes: $0) }
        }
        return files.isEmpty ? nil : FuzzFiles(files).text
      }
  }

  private func bytes(_ path: String) -> [UInt8]? {
    guard let size = disk.size(of: path), size > 0, size <= FuzzCorpus.sizeLimit else { return nil }
    return try? disk.bytes(at: path)
  }

  /// The files below a folder, sorted; hidden ones, but those of Ploomber, are left out.
  private func walk(_ folder: String, depth: Int = 0) -> [String] {
    guard depth < 12 else { return [] }
    return disk.names(in: folder).flatMap { name -> [String] in
      let path = folder + "/" + name
      switch disk.kind(of: path) {
      case .directory: return name == ".git" ? [] : walk(path, depth: depth + 1)
      case .file: return [path]
      case .other, .missing: return []
      }
    }
  }
}
