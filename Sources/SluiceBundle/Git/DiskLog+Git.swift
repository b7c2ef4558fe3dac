import Glibc
import SluicePipeline

extension DiskLog {
  /// Remembers the files that git's answers about tracked and ignored files in the absolute folder `root`
  /// depend on, but for the ignore files of the working tree. What it cannot follow it says.
  func noteGit(of root: String) {
    guard let top = repositoryRoot(of: root, self) else { return }
    let disk = ProjectFolder.disk(root: "/", log: self)
    var git = Path.joined(top, ".git")
    // A second working tree has a file that says where its `.git` is.
    if disk.kind(of: git) == .file {
      guard let line = firstLine(of: git, in: disk), line.hasPrefix("gitdir: ") else {
        return noteUnrepeatable()
      }
      git = Path.joined(top, String(line.dropFirst(8)))
    }
    let shared = Path.joined(git, firstLine(of: Path.joined(git, "commondir"), in: disk) ?? ".")
    note(Path.joined(git, "index"), .content)
    note(Path.joined(shared, "info/exclude"), .content)
    // Whether there is a commit.
    note(Path.joined(shared, "packed-refs"), .content)
    if let head = firstLine(of: Path.joined(git, "HEAD"), in: disk), head.hasPrefix("ref: ") {
      note(Path.joined(shared, String(head.dropFirst(5))), .kind)
    }
    var settings = [
      "/etc/gitconfig", Path.joined(shared, "config"), Path.joined(git, "config.worktree"),
    ]
    let home = variable("HOME")
    for folder in [variable("XDG_CONFIG_HOME"), home.map { $0 + "/.config" }].compactMap(\.self) {
      settings.append(folder + "/git/config")
      note(folder + "/git/ignore", .content)
    }
    if let home { settings.append(home + "/.gitconfig") }
    for path in settings {
      guard let bytes = try? disk.bytes(at: path) else { continue }
      // Files that other files name may lie anywhere.
      if String(decoding: bytes, as: UTF8.self).lowercased().contains("[include") {
        noteUnrepeatable()
      }
    }
  }

  /// Remembers the file of ignore rules that the user's settings name.
  func noteIgnoreFile(namedIn repository: borrowing Repository) {
    guard let path = repository.configured("core.excludesfile") else { return }
    if path.hasPrefix("/") {
      note(path, .content)
    } else if path.hasPrefix("~/"), let home = variable("HOME") {
      note(home + path.dropFirst(1), .content)
    } else {
      noteUnrepeatable()
    }
  }

  private func firstLine(of path: String, in disk: ProjectFolder) -> String? {
    guard let bytes = try? disk.bytes(at: path) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(
      String.init)
  }

  private func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
