import Glibc
import SluiceBundle
import SluiceCore
import SluicePipeline

/// The projects that the paths of a command line mean.
struct ProjectChoices {
  /// One project.
  struct Choice: Sendable {
    var place: ProjectPlace
    /// The files whose findings are wanted, relative to the root; `nil` for all.
    var files: Set<String>?
  }

  /// Each once, in the order in which they were named or found.
  var projects: [Choice] = []
  /// Absolute path of the folder where the command began.
  var base: String
  /// Whether the question was about several projects, even if one was found.
  var isAboutSeveral = false
  /// Learns what the choice depends on.
  private let log: DiskLog?
  /// Lines for the user about projects that were found and cannot be taken.
  var refused: [String] = []

  /// The projects that `paths` mean, seen from the folder where the program is; without any, the one
  /// that the folder of `-C` lies in. Where a folder lies in none, those below it. Ends the program
  /// where a path means none.
  init(_ paths: [String], _ options: ProjectOptions, log: DiskLog? = nil) throws {
    self.log = log
    let folder = paths.isEmpty ? options.directory ?? "." : "."
    base = try options.folder(folder, log: log)
    if paths.isEmpty { try addFolder(folder, options) }
    for path in paths {
      if realFolder(path, log: log) != nil {
        try addFolder(path, options)
      } else if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
        add(try options.place(startingAt: ".", entry: path, log: log), file: nil)
      } else {
        try addFile(path, options)
      }
    }
    if projects.count > 1 { isAboutSeveral = true }
  }

  private mutating func addFolder(_ path: String, _ options: ProjectOptions) throws {
    let start = try options.folder(path, log: log)
    do throws(DiscoveryError) {
      add(try options.discovery(startingAt: start, log: log).place(), file: nil)
    } catch {
      // Whatever else is wrong here has to be mended first.
      if options.entry == nil, case .nothingFound(let name, _, nil) = error,
        addProjects(below: start, name, options)
      {
        return
      }
      Console.talk("error: " + words(error) + options.hint(error, start))
      throw Exit.wrongQuestion
    }
  }

  /// Whether there is one.
  private mutating func addProjects(
    below start: String, _ name: String, _ options: ProjectOptions
  ) -> Bool {
    let begin = milliseconds()
    let found = ProjectSearch(name: options.entryVariable, log: log).below(start)
    let folders = unignored(found.folders, name, below: start)
    for folder in folders {
      do throws(DiscoveryError) {
        add(try options.discovery(startingAt: folder, log: log).place(), file: nil)
      } catch {
        refused.append("error: " + words(error))
      }
    }
    if options.verbose {
      Console.talk(
        "looked for projects in \(found.listed.count) folders of \(start), found "
          + "\(folders.count), in \(milliseconds() - begin) ms")
    }
    guard !folders.isEmpty else { return false }
    isAboutSeveral = true
    if found.isCut, !options.quiet {
      Console.talk(
        "note: looked for projects in \(found.listed.count) folders of \(start), and no further "
          + "(\(Limit.projectFolders.words)): name those that are missing")
    }
    return true
  }

  /// Without what git ignores: copies that a build has made, downloads.
  private func unignored(_ folders: [String], _ name: String, below start: String) -> [String] {
    let paths = folders.map { Path.relative(Path.joined($0, name), to: start) }
    let ignored = (try? RepositoryFacts.facts(of: paths, in: start, log: log))?.ignored ?? []
    return zip(folders, paths).filter { !ignored.contains($0.1) }.map(\.0)
  }

  private mutating func addFile(_ path: String, _ options: ProjectOptions) throws {
    let folder = Path.directory(of: path)
    guard let real = realFolder(folder, log: log),
      ProjectFolder.disk(root: real, log: log).kind(of: Path.name(of: path)) != .missing
    else {
      Console.talk("error: there is no file '\(path)'\(suggestion(for: path))")
      throw Exit.wrongQuestion
    }
    let place = try options.place(startingAt: folder, log: log)
    add(place, file: Path.relative(Path.joined(real, Path.name(of: path)), to: place.root))
  }

  /// A project that is named as a whole is shown as a whole.
  private mutating func add(_ place: ProjectPlace, file: String?) {
    guard let known = projects.firstIndex(where: { $0.place.isSame(as: place) }) else {
      return projects.append(Choice(place: place, files: file.map { [$0] }))
    }
    if let file { projects[known].files?.insert(file) } else { projects[known].files = nil }
  }
}

extension ProjectPlace {
  /// Whether it is the same project, from wherever it was found.
  fileprivate func isSame(as other: ProjectPlace) -> Bool {
    root == other.root && entryPoint == other.entryPoint
  }
}
