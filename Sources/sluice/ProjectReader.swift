import SluiceBundle
import SluiceCore
import SluicePipeline

/// Reads projects: what the flags say of every one of them. Says nothing by itself, so that several can
/// be read at once.
struct ProjectReader: Sendable {
  var overrides: [EnvironmentOverride]
  /// What the environment says for keys of `sluice.yaml`.
  var settings: [ConfigurationSetting]
  var isQuiet: Bool
  var isVerbose: Bool
  /// A flag names the specification: no target has a say in it.
  var hasEntry = false
  /// Learns what is asked of the disk.
  var log: DiskLog?

  /// What came of one project.
  struct Reading: Sendable {
    /// The analysis, or how a command about this project ends.
    var outcome: Result<Analysis, Exit>
    /// Lines for the user, in their order.
    var talk: [String]
  }

  /// The project, analyzed, after `adjust` has said what else the command wants.
  func reading(of place: ProjectPlace, adjust: (inout Analyzer) -> Void = { _ in }) -> Reading {
    let begin = milliseconds()
    var talk: [String] = []
    var analyzer = analyzer(of: .project(place, log: log), at: place)
    let memory = SourceMemoryFile(root: place.root)
    analyzer.memory = memory?.memory()
    adjust(&analyzer)
    // What a flag names may lie anywhere.
    if let baseline = analyzer.baseline { analyzer.folder = analyzer.folder.admitting([baseline]) }
    do {
      let analysis = try analyzer.analysis { paths in facts(of: paths, in: place.root, &talk) }
      if let learned = analyzer.memory { memory?.keep(learned) }
      for refused in analysis.refusedOverrides { talk.append("error: " + refused.words) }
      if analysis.placeholderUses.contains(where: { $0.origins.contains(.now) }) {
        log?.noteUnrepeatable()
      }
      guard analysis.refusedOverrides.isEmpty else {
        return Reading(outcome: .failure(.wrongQuestion), talk: talk)
      }
      if isVerbose {
        talk.append(
          "read \(analysis.sources.files.count) files of \(place.root) "
            + "in \(milliseconds() - begin) ms")
      }
      return Reading(outcome: .success(analysis), talk: talk)
    } catch {
      talk.append("error: '\(place.entry)' cannot be read: \(words(error))")
      return Reading(outcome: .failure(.couldNotFinish), talk: talk)
    }
  }

  /// What reads the project, its files taken from `folder`.
  func analyzer(of folder: ProjectFolder, at place: ProjectPlace) -> Analyzer {
    var analyzer = Analyzer(folder: folder, place: place)
    analyzer.overrides = overrides
    analyzer.host = .thisMachine
    if let log {
      analyzer.host.head = { folder in
        // Any object of git's may have a say.
        log.noteUnrepeatable()
        return .head(of: folder)
      }
    }
    analyzer.kinds = Catalog.all
    analyzer.settings = settings
    return analyzer
  }

  /// What git knows; nothing, with a word about it, where git cannot be asked.
  private func facts(
    of paths: [String], in root: String, _ talk: inout [String]
  ) -> RepositoryFacts? {
    do throws(GitError) {
      return try RepositoryFacts.facts(of: paths, in: root, log: log)
    } catch {
      log?.noteUnrepeatable()
      guard !isQuiet else { return nil }
      talk.append("note: \(words(error)), so git was not asked")
      return nil
    }
  }
}

/// Why a file could not be read, as a clause.
func words(_ error: ProjectFolder.ReadError) -> String {
  switch error {
  case .missing: "it is missing"
  case .notAFile: "it is not a file"
  case .tooLarge: "it is too large (\(Limit.fileSize.words))"
  case .outside: "it lies outside of the project"
  case .refused(let reason): reason
  }
}
