import SluiceBundle
import SluicePipeline

/// The repository that a folder lies in, as far as its files tell.
struct RepositoryRoot {
  /// Absolute.
  var path: String
  /// Reads the disk by absolute paths.
  private let disk = ProjectFolder.disk(root: "/")

  /// The nearest folder from the absolute `folder` upward that holds `.git`; `nil` outside of one.
  init?(above folder: String) {
    guard let root = repositoryRoot(of: folder) else { return nil }
    path = root
  }

  /// Whether a remote's address holds `word`: `github` of `git@github.com:team/project.git`.
  func hasRemote(at word: String) -> Bool {
    guard let bytes = try? disk.bytes(at: Path.joined(commonFolder, "config")) else { return false }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains {
      line in
      let parts = line.split(separator: "=", maxSplits: 1)
      return parts.count == 2 && parts[0].allSatisfy { "url \t".contains($0) }
        && parts[1].lowercased().contains(word)
    }
  }

  /// Where the configuration lies: in `.git`, or where the file `.git` of a worktree or a submodule
  /// leads.
  private var commonFolder: String {
    let git = Path.joined(path, ".git")
    guard let own = firstLine(of: git), own.hasPrefix("gitdir:") else { return git }
    let folder = Path.joined(path, own.dropFirst("gitdir:".count).trimmed)
    return firstLine(of: Path.joined(folder, "commondir")).map { Path.joined(folder, $0) } ?? folder
  }

  private func firstLine(of path: String) -> String? {
    guard let bytes = try? disk.bytes(at: path) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first.map {
      $0.trimmed
    }
  }
}

extension Substring {
  /// Without blanks around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
