import SluiceBundle
import SluiceCore
import SluicePipeline
import SluiceReport

/// A project in two states, both read in the same way.
struct StateComparison: Sendable {
  /// One state.
  struct Side: Sendable {
    var analysis: Analysis
    var meanings: [TaskMeaning]
    /// The place of the project, and what reads its files.
    var analyzer: Analyzer
  }

  /// What is compared, as the user named it.
  var range: RevisionRange
  var states: ComparedStates
  /// `nil` where the project did not exist.
  var base: Side?
  var head: Side

  /// Reads both states. Ends the program where one cannot be found.
  init(_ text: String, of place: ProjectPlace, _ project: ProjectOptions) throws {
    range = RevisionRange(text)
    do throws(RevisionError) {
      states = try ComparedStates(of: place.root, range, fence: .project(place))
    } catch {
      Console.talk("error: " + words(error))
      throw error.exit
    }
    let reader = try project.reader()
    let (base, head) = (states.base, states.head)
    let isBaseCommit = [true, false]
    let sides = isBaseCommit.concurrentMap(width: processorCount) { isBase in
      Side.reading(isBase ? base : head, of: place, reader)
    }
    for line in sides[1].talk { Console.talk(line) }
    self.head = try sides[1].side.get()
    self.base = try? sides[0].side.get()
    if self.base == nil, !project.quiet {
      Console.talk(
        "note: there is no '\(place.entry)' in \(baseWords): all tasks are new")
    }
    let read: [(side: Side?, state: String)] = [(self.base, baseWords), (self.head, headWords)]
    for (side, state) in read {
      guard let side, side.isBroken, !project.quiet else { continue }
      Console.talk("note: '\(place.entry)' has errors (in \(state)): run `sluice check`")
    }
    if states.isForkPoint, project.verbose {
      Console.talk("compared with \(baseWords)")
    }
  }

  /// The earlier state as a note names it.
  var baseWords: String {
    let commit = states.base.commit.map { String($0.prefix(12)) } ?? ""
    return states.isForkPoint ? "\(commit), where '\(range.base)' was left" : "'\(range.base)'"
  }

  /// The later state as a note names it.
  private var headWords: String { range.head.map { "'\($0)'" } ?? "the folder" }

  /// The two states as an answer names them.
  var names: ComparedNames {
    ComparedNames(
      base: range.base, baseCommit: states.base.commit, isForkPoint: states.isForkPoint,
      head: range.head, headCommit: states.head.commit)
  }
}

extension StateComparison.Side {
  /// Whether the specification has errors of its own, so that tasks may be missing.
  var isBroken: Bool {
    analysis.diagnostics.contains { finding in
      finding.kind.severity == .error && finding.kind.code.hasPrefix("SL1")
    }
  }

  fileprivate static func reading(
    _ state: ComparedStates.State, of place: ProjectPlace, _ reader: ProjectReader
  ) -> (side: Result<StateComparison.Side, Exit>, talk: [String]) {
    guard let files = state.files else {
      let analyzer = reader.analyzer(of: .project(place), at: place)
      let reading = reader.reading(of: place)
      return (
        reading.outcome.map { StateComparison.Side($0, analyzer) },
        reading.talk
      )
    }
    let analyzer = reader.analyzer(of: .snapshot(files), at: place.kept(in: files))
    do throws(ProjectFolder.ReadError) {
      return (.success(StateComparison.Side(try analyzer.analysis(), analyzer)), [])
    } catch {
      return (
        .failure(.couldNotFinish), ["error: '\(place.entry)' cannot be read: \(words(error))"]
      )
    }
  }

  private init(_ analysis: Analysis, _ analyzer: Analyzer) {
    var reader = MeaningReader(analysis, by: analyzer)
    self.init(analysis: analysis, meanings: reader.meanings(), analyzer: analyzer)
  }
}

extension ProjectPlace {
  /// The same place as it was in an earlier state.
  fileprivate func kept(in files: ProjectSnapshot) -> ProjectPlace {
    var place = self
    place.isPackage = files.kind("setup.py") == .file
    if case .sources(let pattern, let paths) = entryPoint {
      place.entryPoint = .sources(pattern, files: paths.filter { files.kind($0) == .file })
    }
    return place
  }
}

/// Why two states cannot be compared, and what to do about it.
func words(_ error: RevisionError) -> String {
  let fetch =
    "this clone has only a part of the history: fetch the rest (`git fetch --unshallow`; "
    + "with actions/checkout `fetch-depth: 0`)"
  switch error {
  case .git(let error): return words(error)
  case .noRepository: return "the project is in no git repository: there is nothing to compare with"
  case .noCommit: return "the repository has no commit yet: there is nothing to compare with"
  case .unknown(let name, let near?, _):
    return "git has no commit '\(name)'; did you mean '\(near)'?"
  case .unknown(let name, nil, let isShallow):
    return "git has no commit '\(name)'"
      + (isShallow ? "; " + fetch : "; name a branch, a tag or a commit")
  case .noFork(let name, let isShallow):
    return "'\(name)' and the state to compare have no commit in common"
      + (isShallow ? "; " + fetch : "; '\(name)..' compares with '\(name)' itself")
  }
}

extension RevisionError {
  fileprivate var exit: Exit {
    switch self {
    case .git: .couldNotFinish
    case .noRepository, .noCommit, .unknown, .noFork: .wrongQuestion
    }
  }
}
