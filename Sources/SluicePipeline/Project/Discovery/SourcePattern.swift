import SluiceCore

/// The files that an entry point of scripts stands for.
struct SourcePattern: Sendable {
  /// Absolute path of the folder that a relative pattern is seen from.
  let base: String
  private let disk: ProjectFolder
  /// More paths are not looked at.
  static let limit = Limit.sourceFiles.value

  /// `log`, if any, learns what is asked of the disk.
  init(base: String, log: DiskLog? = nil) {
    self.base = base
    disk = .disk(root: "/", log: log)
  }

  /// The files that fit `pattern` as Python's `glob` reads it (`**` is no more than `*`; hidden names
  /// must be asked for), sorted; links are followed.
  func files(matching pattern: String) -> [String] {
    var paths = [pattern.hasPrefix("/") ? "/" : ""]
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    for part in parts {
      let isMagic = part.contains { $0 == "*" || $0 == "?" || $0 == "[" }
      let glob = Glob(part)
      paths = paths.prefix(SourcePattern.limit).flatMap { path -> [String] in
        guard isMagic else { return [appended(part, to: path)] }
        return disk.names(in: absolute(path)).filter { name in
          (part.hasPrefix(".") || !name.hasPrefix(".")) && glob.matches(name)
        }.map { appended($0, to: path) }
      }
    }
    let files = paths.filter { disk.kind(of: absolute($0)) == .file }.sorted()
    return Array(files.prefix(SourcePattern.limit))
  }

  /// What lies in `folder` and has the suffix of a script, sorted; folders too, which no task can be.
  func scripts(in folder: String) -> [String] {
    disk.names(in: absolute(folder)).filter { name in
      !name.hasPrefix(".") && EntryPoint.suffixes.contains { name.hasSuffix($0) }
    }.map { appended($0, to: folder == "." ? "" : folder) }
  }

  private func appended(_ name: String, to path: String) -> String {
    path.isEmpty || path.hasSuffix("/") ? path + name : path + "/" + name
  }

  private func absolute(_ path: String) -> String { Path.joined(base, path.isEmpty ? "." : path) }
}
