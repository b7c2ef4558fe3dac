import SluiceCore

/// A limit that reading the project ran into.
package struct ReachedLimit: Hashable, Sendable {
  /// The limit.
  var limit: Limit
  /// What was too much, as a clause: `there are more than 64 files of packages`
  var message: String
  /// What to do.
  var help: String
  /// Where a person may look; the beginning of the specification where nothing is nearer.
  var range = SourceRange(file: 0, bytes: 0..<0)

  var finding: Diagnostic {
    Diagnostic(
      kind: .limitReached, range: range, message: "\(message) (\(limit.words))", help: help)
  }
}

extension Analysis {
  /// Cuts the findings where there are too many to be of use: errors stay before warnings, those that come
  /// first in the report before the others.
  mutating func keepShownFindings(_ limit: Int = Limit.findings.value) {
    guard diagnostics.count > limit else {
      if let finding = unshownFinding { diagnostics.insert(finding, at: 0) }
      return
    }
    var room = limit
    var kept: Set<Int> = []
    for severity in [DiagnosticKind.Severity.error, .warning, .advice] {
      for position in diagnostics.indices where room > 0 {
        guard diagnostics[position].kind.severity == severity else { continue }
        kept.insert(position)
        room -= 1
      }
    }
    unshownCount += diagnostics.count - kept.count
    diagnostics = diagnostics.indices.filter(kept.contains).map { diagnostics[$0] }
    if let finding = unshownFinding { diagnostics.insert(finding, at: 0) }
  }

  /// What is said in the place of findings that are not shown; `nil` where all are.
  var unshownFinding: Diagnostic? {
    guard unshownCount > 0 else { return nil }
    let words = unshownCount == 1 ? "1 more finding is" : "\(unshownCount) more findings are"
    return ReachedLimit(
      limit: .findings, message: "\(words) not shown",
      help: "mend the first ones, or turn a kind off in 'rules'"
    ).finding
  }
}

extension Analyzer {
  /// The limits that reading the project's folders and modules ran into.
  func reachedLimits(
    _ imports: ImportedModules, _ packages: DeclaredPackages
  ) -> [ReachedLimit] {
    var reached: [ReachedLimit] = []
    if imports.isCut {
      reached.append(
        ReachedLimit(
          limit: .importedModules,
          message: "the tasks' code imports too many modules of the project to follow them all",
          help: "keep other projects and environments out of the project's folder"))
    }
    if packages.isCut {
      reached.append(
        ReachedLimit(
          limit: .packageFiles,
          message: "the project has too many files that say which packages it needs to read all",
          help: "write them into fewer files; where one is missing, nothing is said of packages"))
    }
    if case .sources(_, let files) = place.entryPoint, files.count >= SourcePattern.limit {
      reached.append(
        ReachedLimit(
          limit: .sourceFiles, message: "'\(place.entry)' stands for too many files to read all",
          help: "name fewer, or write a pipeline.yaml"))
    }
    if folder.names(in: ".").count >= Limit.folderEntries.value {
      reached.append(
        ReachedLimit(
          limit: .folderEntries, message: "the project's root holds too many files to look at all",
          help: "keep data in a folder of its own"))
    }
    return reached + filesTooLarge
  }

  /// The files beside the sources that are too large to be read; nobody else misses them.
  private var filesTooLarge: [ReachedLimit] {
    let here = [Configuration.fileName, Soopervisor.fileName].map { Path.joined(place.folder, $0) }
    return (here + place.environmentPaths + [CondaEnvironment.path]).compactMap { path in
      guard let size = folder.size(of: path), size > ProjectFolder.byteLimit else { return nil }
      return ReachedLimit(
        limit: .fileSize, message: "'\(path)' is too large, and was not read",
        help: "keep data out of it")
    }
  }
}

extension SpecReader {
  /// The first tasks, as many as are read.
  mutating func keptTasks(_ tasks: [TaskSpec]) -> [TaskSpec] {
    guard tasks.count > taskLimit else { return tasks }
    report(
      .graphLimit, tasks[taskLimit].nameRange,
      "the pipeline has \(tasks.count) tasks, and this one and all behind it are not read "
        + "(limit '\(Limit.tasks.name)': \(taskLimit))",
      help: "let one task do what many do now, or split the pipeline")
    return Array(tasks.prefix(taskLimit))
  }
}
