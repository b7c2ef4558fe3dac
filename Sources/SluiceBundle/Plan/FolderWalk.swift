import SluiceCore
import SluicePipeline

/// The files below a folder of the disk, without what tools leave there and make anew. No link is
/// followed.
struct FolderWalk {
  private(set) var files: [(path: BundlePath, entry: DiskFolder.Entry)] = []
  private(set) var leftOut: [LeftOut] = []
  private let disk: DiskFolder
  private let limit: Int

  /// More files than `limit` are an error.
  init(_ disk: DiskFolder, limit: Int = Limit.bundleFiles.value) {
    self.disk = disk
    self.limit = limit
  }

  /// Adds what lies in and below `folder`, relative to the root; empty for the root.
  mutating func add(_ folder: [UInt8]) throws(BundleError) {
    var open = [folder]
    while let folder = open.popLast() {
      let names = try disk.names(in: folder)
      if !folder.isEmpty, names.contains(where: FolderWalk.environmentMarks.contains) {
        leftOut.append(LeftOut(path: BundlePath(folder + [0x2F]), reason: .cache))
        continue
      }
      for name in names {
        let path = BundlePath(folder.isEmpty ? name : folder + [0x2F] + name)
        guard let entry = try disk.entry(at: path) else { continue }
        let isCache = isCache(name)
        switch entry {
        case .folder where isCache:
          leftOut.append(LeftOut(path: BundlePath(path.bytes + [0x2F]), reason: .cache))
        case .file where isCache: leftOut.append(LeftOut(path: path, reason: .cache))
        case .folder: open.append(path.bytes)
        case .file, .link:
          guard files.count < limit else { throw .tooManyFiles(limit: limit) }
          files.append((path, entry))
        case .other: leftOut.append(LeftOut(path: path, reason: .notAFile))
        }
      }
    }
  }

  /// Files that stand in the folder of an environment: `venv` makes the first, conda the second.
  private static let environmentMarks: Set<[UInt8]> = Set(
    ["pyvenv.cfg", "conda-meta"].map { Array($0.utf8) })

  /// Names of what version control, Python, notebooks, editors and systems leave behind.
  private static let cacheNames: Set<String> = [
    ".git", ".hg", ".svn", "__pycache__", ".ipynb_checkpoints", ".mypy_cache", ".pytest_cache",
    ".ruff_cache", ".tox", ".nox", ".venv", ".eggs", "node_modules", ".sluice", ".DS_Store",
    "Thumbs.db", ".coverage", ".Rhistory", ".RData", ".Rproj.user",
  ]

  private func isCache(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    return FolderWalk.cacheNames.contains(text)
      || [".pyc", ".pyo", ".swp", ".egg-info"].contains { text.hasSuffix($0) }
  }
}
