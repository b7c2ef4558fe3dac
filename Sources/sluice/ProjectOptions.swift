import ArgumentParser
import Glibc
import SluiceBundle
import SluiceCore
import SluicePipeline
import SluiceReport

/// The flags that every command about a project has.
struct ProjectOptions: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("Start in this folder.", valueName: "folder"))
  var directory: String?

  @Option(
    name: [.customShort("e"), .customLong("entry")],
    help: """
      What to read (default: pipeline.yaml, found from here upward): a specification, a folder or a \
      pattern of scripts, or package::file.
      """)
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
  func place(startingAt path: String? = nil, entry: String? = nil) throws -> ProjectPlace {
    let folder = path ?? directory ?? "."
    guard let start = realFolder(folder) else {
      Console.talk("error: there is no folder '\(folder)'")
      throw Exit.wrongQuestion
    }
    do throws(DiscoveryError) {
      let discovery = Discovery(
        start: start, entry: entry ?? self.entry, variable: nonEmpty(variable("ENTRY_POINT")),
        environmentVariable: nonEmpty(variable("PLOOMBER_ENV_FILENAME")))
      return try discovery.place()
    } catch {
      Console.talk("error: " + words(error))
      throw Exit.wrongQuestion
    }
  }

  /// The project, analyzed. Ends the program where the entry point cannot be read.
  func analysis(
    of place: ProjectPlace, adjust: (inout Analyzer) -> Void = { _ in }
  ) throws -> Analysis {
    let begin = milliseconds()
    var analyzer = Analyzer(folder: .disk(root: place.root), place: place)
    analyzer.overrides = try environmentOverrides()
    analyzer.host = .thisMachine
    analyzer.kinds = Catalog.all
    adjust(&analyzer)
    do {
      let analysis = try analyzer.analysis { paths in facts(of: paths, in: place.root) }
      for refused in analysis.refusedOverrides { Console.talk("error: " + refused.words) }
      guard analysis.refusedOverrides.isEmpty else { throw Exit.wrongQuestion }
      if verbose {
        Console.talk(
          "read \(analysis.sources.files.count) files of \(place.root) "
            + "in \(milliseconds() - begin) ms")
      }
      return analysis
    } catch let error as ProjectFolder.ReadError {
      Console.talk("error: '\(place.entry)' cannot be read: \(words(error))")
      throw Exit.couldNotFinish
    }
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

  /// What git knows; nothing, with a word about it, where git cannot be asked.
  private func facts(of paths: [String], in root: String) -> RepositoryFacts? {
    do throws(GitError) {
      return try RepositoryFacts.facts(of: paths, in: root)
    } catch {
      if !quiet {
        Console.talk("note: \(words(error)), so git was not asked")
      }
      return nil
    }
  }
}

private func nonEmpty(_ text: String?) -> String? {
  text.flatMap { $0.isEmpty ? nil : $0 }
}

/// The folder's absolute path, links resolved; `nil` if it is no folder.
func realFolder(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  let text = String(cString: real)
  return ProjectFolder.disk(root: "/").kind(of: text) == .directory ? text : nil
}

/// A clock for talk only: nothing that is written depends on it.
func milliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

/// Why a file could not be read, for people.
func words(_ error: ProjectFolder.ReadError) -> String {
  switch error {
  case .missing: "it is missing"
  case .notAFile: "it is not a file"
  case .tooLarge: "it is too large"
  case .refused(let reason): reason
  }
}
