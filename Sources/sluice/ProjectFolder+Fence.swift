import SluicePipeline

extension ProjectFolder {
  /// The root of a project, of which nothing outside can be read but what the user allows.
  static func project(_ place: ProjectPlace, log: DiskLog? = nil) -> ProjectFolder {
    .disk(root: place.root, log: log, fence: .project(place, log: log))
  }
}

extension Fence {
  /// Around a project and what the user allows besides.
  static func project(_ place: ProjectPlace, log: DiskLog? = nil) -> Fence {
    Fence(of: place, allowing: readableFolders, log: log)
  }
}

/// The absolute folders that `SLUICE_READ` names, with colons between them.
var readableFolders: [String] {
  (variable("SLUICE_READ") ?? "").split(separator: ":").map(String.init).filter {
    $0.hasPrefix("/")
  }
}

/// Ends the program where a file that nobody has named, but the project itself, would be written outside
/// of it. Takes an absolute path; `flag` is how to
/// name it, where there is a way.
func refuseWriting(_ path: String, of root: String, flag: String? = nil) throws(Exit) {
  guard !Fence([Fence.border(around: root)]).admits(writing: path) else { return }
  Console.talk(
    "error: '\(Path.normalized(path))' lies outside of the project, and was not written"
      + (flag.map { ": name it with \($0)" } ?? ""))
  throw .wrongQuestion
}
