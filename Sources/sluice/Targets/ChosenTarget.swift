import SluiceCore
import SluiceExport
import SluicePipeline

/// One target of an export, with the project as it is exported there.
struct ChosenTarget {
  var target: Target
  /// Where the target's specification was found.
  var place: ProjectPlace
  /// The project as a pod finds it, with the target's way of delivery.
  var analysis: Analysis
  /// The target's placeholders, then those of the flags, which so have the last word.
  var overrides: [EnvironmentOverride]
  /// The file that is written if no flag says otherwise: an absolute path.
  var output: String
}

extension ProjectOptions {
  /// The targets of these names, or the only one; `all` of them if that is asked for. Ends the program
  /// where there is no such target, or none of several is named.
  func targets(_ names: [String], all: Bool, _ backend: ExportTarget) throws -> [ChosenTarget] {
    let place = try place()
    let analysis = try analysis(of: place.inPod)
    let known = analysis.configuration.targets
    if let soopervisor = analysis.soopervisor {
      try refuse(names, among: known, soopervisor, analysis)
    }
    return try wanted(names, all: all, among: known).map { target in
      var talk: [String] = []
      defer { for line in talk { Console.talk(line) } }
      return try reader().chosen(target, among: known, backend, of: place, analysis, &talk)
    }
  }

  /// Says of sections of `soopervisor.yaml` for other backends that they are not exported. Ends the
  /// program where one of them is asked for, or one with a mistake, or there is nothing else.
  private func refuse(
    _ names: [String], among known: [Target], _ soopervisor: Soopervisor, _ analysis: Analysis
  ) throws {
    // A section with a mistake may be no target.
    let isMissing =
      names.isEmpty ? known.isEmpty : names.contains { name in !known.contains { $0.name == name } }
    if isMissing, FailingSeverity.error.fails(soopervisor.diagnostics) {
      showFindings(analysis.withoutAdvice)
      Console.talk("nothing was written: mend the errors first")
      throw Exit.findings
    }
    for other in soopervisor.others {
      let words = "'\(other.name)' is for '\(other.backend)', which is not exported to yet"
      if names.contains(other.name) {
        Console.talk("error: " + words)
        throw Exit.wrongQuestion
      }
      if names.isEmpty, !quiet { Console.talk("note: " + words) }
    }
    if known.isEmpty, !soopervisor.others.isEmpty {
      Console.talk(
        "error: '\(Soopervisor.fileName)' has no section for Argo: name a target in "
          + "'\(Configuration.fileName)'")
      throw Exit.wrongQuestion
    }
  }

  private func wanted(
    _ names: [String], all: Bool, among known: [Target]
  ) throws -> [Target] {
    if names.isEmpty, known.count <= 1 { return [known.first ?? .standard] }
    if all { return known }
    let words = known.map { "'\($0.name)'" }.joined(separator: ", ")
    guard !names.isEmpty else {
      Console.talk("error: there are several targets; name one, or take --all: \(words)")
      throw Exit.wrongQuestion
    }
    return try names.map { name in
      if let target = known.first(where: { $0.name == name }) { return target }
      Console.talk("error: there is no target '\(name)'" + nearWords(name, known))
      throw Exit.wrongQuestion
    }
  }
}

/// What can be said to somebody who asks for a target that is not there; `word` is understood, too.
func nearWords(_ name: String, _ known: [Target], and word: String? = nil) -> String {
  let names = known.map(\.name) + (word.map { [$0] } ?? [])
  if let near = nearest(to: name, among: names) { return ". Did you mean '\(near)'?" }
  if known.isEmpty { return ": '\(Configuration.fileName)' names none" }
  return "; there are " + names.map { "'\($0)'" }.joined(separator: ", ")
}

extension ProjectReader {
  /// The project of `place` for one of its targets. `analysis` is that of `place` without a target.
  func chosen(
    _ target: Target, among known: [Target], _ backend: ExportTarget, of place: ProjectPlace,
    _ analysis: Analysis, _ talk: inout [String]
  ) throws(Exit) -> ChosenTarget {
    var own = analysis
    var reader = self
    var place = place
    reader.overrides = target.placeholders + overrides
    if !isPlain(target, in: place) {
      if let entry = entry(of: target, in: place) {
        place = try self.place(entry, in: place, &talk)
      }
      var pod = place.inPod
      if let name = target.environmentName {
        (pod.environmentName, place.environmentName) = (name, name)
      }
      let reading = reader.reading(of: pod)
      talk += reading.talk
      switch reading.outcome {
      case .success(let analysis): own = analysis
      case .failure(let exit): throw exit
      }
    }
    if let source = target.source { own.configuration.source = source }
    if let path = target.environmentPath { own.condaEnvironment = own.otherEnvironments[path] }
    return ChosenTarget(
      target: target, place: place, analysis: own, overrides: reader.overrides,
      output: outputPath(of: target, backend, among: known.count, in: place))
  }

  /// Whether the target reads the project as a check without targets does.
  func isPlain(_ target: Target, in place: ProjectPlace) -> Bool {
    entry(of: target, in: place) == nil && target.placeholders.isEmpty
      && target.environmentName == nil
  }

  /// The specification of a target, where it is another than that of `place`: what it names, or what is
  /// named after it.
  private func entry(of target: Target, in place: ProjectPlace) -> String? {
    guard !hasEntry else { return nil }
    if let named = target.entry { return named == place.entry ? nil : named }
    guard !target.name.isEmpty, !target.name.contains("/") else { return nil }
    let own = Path.joined(place.folder, "pipeline.\(target.name).yaml")
    guard own != place.entry else { return nil }
    return ProjectFolder.disk(root: place.root).kind(of: own) == .file ? own : nil
  }

  private func place(
    _ entry: String, in place: ProjectPlace, _ talk: inout [String]
  ) throws(Exit) -> ProjectPlace {
    do throws(DiscoveryError) {
      let named = Path.joined(place.root, entry)
      guard Fence(of: place, allowing: readableFolders).admits(named) else {
        throw .leadsOutside(entry, to: Path.normalized(named))
      }
      return try Discovery(start: place.root, entry: entry).place()
    } catch {
      talk.append("error: " + words(error))
      throw .wrongQuestion
    }
  }
}

/// Where a target's file goes if no flag says otherwise, as an absolute path. `count`: how many targets
/// the project has.
func outputPath(
  of target: Target, _ backend: ExportTarget, among count: Int, in place: ProjectPlace
) -> String {
  if let named = target.output { return Path.joined(place.root, named) }
  let folder = Path.joined(place.root, place.folder)
  let name = count > 1 && !target.name.isEmpty ? "\(target.name)/" : ""
  return Path.joined(folder, name + backend.fileName)
}

/// Where the files of all targets go, and their maps, as absolute paths: they are made from the source,
/// and no part of it.
func outputPaths(_ place: ProjectPlace, _ configuration: Configuration) -> [String] {
  let known = configuration.targets.isEmpty ? [.standard] : configuration.targets
  return ExportTarget.allCases.flatMap { backend in
    known.flatMap { target in
      let path = outputPath(of: target, backend, among: known.count, in: place)
      return [path, sourceMapPath(of: path)]
    }
  }
}
