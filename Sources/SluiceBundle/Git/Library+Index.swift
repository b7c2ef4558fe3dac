import CLibGit2
import SluicePipeline

extension Library {
  /// No entry of an index takes fewer bytes, in any version of the format.
  private static let entrySize = 62

  /// Frees `repository` and throws where the index claims more entries than it has room for: libgit2
  /// would take memory for as many as it claims, up to four billion.
  func checkIndex(of repository: OpaquePointer) throws(GitError) {
    guard let folder = functions.repository_path(repository) else { return }
    let disk = ProjectFolder.disk(root: "/")
    let path = Path.joined(String(cString: folder), "index")
    // `DIRC`, the version, then the number of entries, each in four bytes.
    guard let size = disk.size(of: path), let head = try? disk.prefix(of: path, count: 12),
      head.count == 12
    else { return }
    let count = head[8...].reduce(0) { $0 << 8 | Int($1) }
    guard count > size / Library.entrySize else { return }
    functions.repository_free(repository)
    throw .failed(
      operation: "read the index", reason: "it claims \(count) entries in \(size) bytes")
  }
}
