import Glibc
import SluiceCore
import SluicePipeline

/// Where the memory of one project's sources lies: a file in the user's cache folder, never in the
/// project itself.
struct SourceMemoryFile {
  private let folder: CacheFolder
  private let name: String
  /// So many projects are remembered at most.
  private static let projectLimit = 64

  /// For the project whose absolute root is `root`; `nil` where there is no place for it.
  init?(root: String) {
    guard let folder = CacheFolder(), !folder.isInside(root) else { return nil }
    self.folder = folder
    // What may be read decides on what was learned.
    let places = [root, Fence.border(around: root)] + readableFolders
    name =
      String(Fingerprint(Array(places.joined(separator: ":").utf8)).hash, radix: 16) + ".facts"
  }

  /// What earlier runs left.
  func memory() -> SourceMemory {
    let spool = SpoolFile {
      folder.isReady() ? openTemporary(beside: Path.joined(folder.path, name), O_RDWR) : nil
    }
    return SourceMemory(
      folder.stored(name), build: folder.build, spool: ByteSpool { spool.stored($0) })
  }

  /// Keeps what this run has learned.
  func keep(_ memory: SourceMemory) {
    guard memory.hasNews else { return }
    folder.write(name, keeping: SourceMemoryFile.projectLimit) { take in
      memory.write(behind: { folder.stored(name) }, to: take)
    }
  }
}
