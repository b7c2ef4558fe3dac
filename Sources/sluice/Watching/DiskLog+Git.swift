import SluiceBundle
import SluicePipeline

extension DiskLog {
  /// Remembers the files that git's answers about the project in the absolute folder `root` depend on.
  func noteGit(of root: String) {
    guard let top = repositoryRoot(of: root) else { return }
    let disk = ProjectFolder.disk(root: "/", log: self)
    var git = Path.joined(top, ".git")
    // A second working tree has a file that says where its `.git` is.
    if disk.kind(of: git) == .file, let bytes = try? disk.bytes(at: git) {
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.hasPrefix("gitdir: ") else { return }
      git = Path.joined(top, String(text.dropFirst(8).prefix { $0 != "\n" }))
    }
    for name in ["HEAD", "index", "info/exclude"] { note(Path.joined(git, name), .content) }
    var folder = root
    note(Path.joined(top, ".gitignore"), .content)
    while folder != top, folder != "/" {
      note(Path.joined(folder, ".gitignore"), .content)
      folder = Path.directory(of: folder)
    }
  }
}
