import CLibGit2
import SluicePipeline

/// libgit2 1.5.1 never ends over a line of an ignore file that begins with a form feed or a vertical tab.
/// No ignore file needs one, so libgit2 is not asked where there is any.
extension Repository {
  /// Throws where libgit2 would not end to say whether one of `paths` is ignored; they are relative to
  /// the working tree. `log`, if any, learns of the ignore files that count.
  func checkIgnoreFiles(
    above paths: some Sequence<String>, _ log: DiskLog? = nil
  ) throws(GitError) {
    var folders: Set<String> = [""]
    for path in paths {
      var rest = path[...]
      while let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
        guard folders.insert(String(rest)).inserted else { break }
      }
    }
    try checkIgnoreFiles(in: folders.sorted(), log)
  }

  /// The same for the whole working tree.
  func checkIgnoreFiles() throws(GitError) {
    guard let workingTree, let disk = try? DiskFolder(workingTree) else { return }
    var folders = [""]
    var open: [[UInt8]] = [[]]
    while let folder = open.popLast() {
      // What cannot be read, libgit2 cannot read either.
      guard let names = try? disk.names(in: folder) else { continue }
      for name in names where name != Array(".git".utf8) {
        let path = folder.isEmpty ? name : folder + [0x2F] + name
        if name == Repository.ignoreFile { folders.append(String(decoding: folder, as: UTF8.self)) }
        if case .folder? = try? disk.entry(at: BundlePath(path)) { open.append(path) }
      }
    }
    try checkIgnoreFiles(in: folders)
  }

  private static let ignoreFile = Array(".gitignore".utf8)

  private func checkIgnoreFiles(
    in folders: [String], _ log: DiskLog? = nil
  ) throws(GitError) {
    guard let workingTree else { return }
    let disk = ProjectFolder.disk(root: workingTree, log: log)
    let own = commonFolder.map { [Path.joined($0, "info/exclude")] } ?? []
    for path in own + folders.map({ Path.joined($0, ".gitignore") }) {
      guard let bytes = try? disk.bytes(at: path),
        bytes.contains(where: { $0 == 0x0B || $0 == 0x0C })
      else { continue }
      throw .failed(
        operation: "read '\(path)'",
        reason: "it has a form feed or a vertical tab, at which libgit2 does not end")
    }
  }
}
