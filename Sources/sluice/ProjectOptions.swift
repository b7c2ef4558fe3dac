import ArgumentParser
import Glibc
import SluicePipeline

/// The flags that every command about a project has.
struct ProjectOptions: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("Start in this folder.", valueName: "folder"),
    completion: .directory)
  var directory: String?

  @Option(
    name: [.customShort("e"), .customLong("entry")],
    help: """
      What to read (default: pipeline.yaml, found from here upward): a specification, a folder or a \
      pattern of scripts, or package::file.
      """, completion: .file())
  var entry: String?

  @Option(
    name: .customLong("env"),
    help: """
      Override a key of env.yaml: KEY=VALUE, nested keys with dots. Ploomber's own form, \
      --env--a--b VALUE, is understood too.
      """)
  var overrides: [String] = []

  @Option(help: "When to colour.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Print findings and results only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what is read, and how long it took.")
  var verbose = false

  /// The project that the flags name. Ends the program where there is none.
  func place(
    startingAt path: String? = nil, entry: String? = nil, log: DiskLog? = nil
  ) throws -> ProjectPlace {
    let start = try folder(path ?? directory ?? ".", log: log)
    do throws(DiscoveryError) {
      return try discovery(startingAt: start, entry: entry, log: log).place()
    } catch {
      Console.talk("error: " + words(error) + hint(error, start))
      throw Exit.wrongQuestion
    }
  }

  /// The absolute path of a folder that the user names. Ends the program where there is none.
  func folder(_ path: String, log: DiskLog? = nil) throws -> String {
    guard let real = realFolder(path, log: log) else {
      Console.talk("error: there is no folder '\(path)'\(suggestion(for: path))")
      throw Exit.wrongQuestion
    }
    return real
  }

  /// Goes to the folder of `-C`, so that paths are seen from there; `log`, if any, learns of it. Ends the program where there is none.
  func enterFolder(_ log: DiskLog? = nil) throws {
    if let directory { _ = realFolder(directory, log: log) }
    guard let directory, chdir(directory) != 0 else { return }
    Console.talk("error: there is no folder '\(directory)'\(suggestion(for: directory))")
    throw Exit.wrongQuestion
  }

  /// How the project is looked for from the absolute folder `start`; `log`, if any, learns where.
  func discovery(
    startingAt start: String, entry: String? = nil, log: DiskLog? = nil
  ) -> Discovery {
    Discovery(
      start: start, entry: entry ?? self.entry, variable: entryVariable,
      environmentVariable: nonEmpty(variable("PLOOMBER_ENV_FILENAME")), log: log)
  }

  /// The specification's name that the environment gives; `nil` without one.
  var entryVariable: String? { nonEmpty(variable("ENTRY_POINT")) }

  /// Where nothing was found upward, what lies below; where a name is wrong, the near one.
  func hint(_ error: DiscoveryError, _ start: String) -> String {
    if case .entryMissing(let entry) = error { return suggestion(for: entry, from: start) }
    guard case .nothingFound(_, let start, nil) = error else { return "" }
    let found = ProjectSearch(name: entryVariable).below(start).folders.map {
      "'\(Path.way(from: start, to: $0))'"
    }
    guard !found.isEmpty else { return "" }
    let rest = found.count > 3 ? ", … (and \(found.count - 3) more)" : ""
    return "; below it there are projects: " + found.prefix(3).joined(separator: ", ") + rest
  }

  /// The project, analyzed. Ends the program where the entry point cannot be read.
  func analysis(
    of place: ProjectPlace, adjust: (inout Analyzer) -> Void = { _ in }
  ) throws -> Analysis {
    let reading = try reader().reading(of: place, adjust: adjust)
    for line in reading.talk { Console.talk(line) }
    return try reading.outcome.get()
  }

  /// Reads projects as the flags say.
  func reader() throws -> ProjectReader {
    ProjectReader(
      overrides: try environmentOverrides(), settings: try variableSettings(), isQuiet: quiet,
      isVerbose: verbose, hasEntry: entry != nil)
  }

  /// The overrides that the flags give, in their order.
  func environmentOverrides() throws -> [EnvironmentOverride] {
    try overrides.map { text in
      guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
        Console.talk("error: '--env \(text)' is not KEY=VALUE")
        throw Exit.wrongQuestion
      }
      let path = text[..<mark].split(separator: ".", omittingEmptySubsequences: false)
      let value = text[text.index(after: mark)...]
      return EnvironmentOverride(path: path.map(String.init), value: String(value))
    }
  }
}

private func nonEmpty(_ text: String?) -> String? {
  text.flatMap { $0.isEmpty ? nil : $0 }
}

/// The folder's absolute path, links resolved; `nil` if it is no folder. `log`, if any, learns of it.
func realFolder(_ path: String, log: DiskLog? = nil) -> String? {
  let real = realpath(path, nil)
  defer { free(real) }
  let text = real.map { String(cString: $0) }
  if let log, let here = path.hasPrefix("/") ? "/" : realFolder(".") {
    log.note(here + "/" + path, leadsTo: text)
  }
  guard let text else { return nil }
  return ProjectFolder.disk(root: "/", log: log).kind(of: text) == .directory ? text : nil
}

/// A clock for talk only: nothing that is written depends on it.
func milliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
