import SluiceCore
import SluiceExport
import SluicePipeline

/// What a check asks of every project.
struct ProjectCheck: Sendable {
  var reader: ProjectReader
  /// Also what an export to it would find.
  var target: CheckedTarget?
  var showsAdvice: Bool
  /// The baseline, relative to the project's root, that a flag names.
  var baseline: String?

  /// One look at projects.
  struct Look: Sendable {
    /// The projects that could be read, with what was found in each.
    var projects: [(place: ProjectPlace, analysis: Analysis)] = []
    /// Of one project, or of all of them.
    var findings: Findings
    /// The absolute folder that the findings' paths are relative to.
    var root: String
    /// Lines for the user, in their order.
    var talk: [String] = []
    /// How the command ends because a project could not be read; `nil` if all could.
    var refusal: Exit?
  }

  /// All that is found in the projects, read on all cores.
  func look(at choices: ProjectChoices) throws -> Look {
    if !choices.isAboutSeveral, let only = choices.projects.first {
      let reading = reading(of: only)
      for line in reading.talk { Console.talk(line) }
      let analysis = try reading.outcome.get()
      return Look(
        projects: [(only.place, analysis)], findings: analysis.findings, root: only.place.root)
    }
    let readings = choices.projects.concurrentMap(width: processorCount) { reading(of: $0) }
    var look = Look(
      findings: Findings(joining: [], roots: [], base: choices.base), root: choices.base)
    look.talk = choices.refused
    if !choices.refused.isEmpty { look.refusal = .wrongQuestion }
    for (choice, reading) in zip(choices.projects, readings) {
      let name = Path.way(from: choices.base, to: choice.place.root)
      switch reading.outcome {
      case .success(let analysis):
        look.projects.append((choice.place, analysis))
        // A note that many projects give is one.
        for line in reading.talk where !look.talk.contains(line) { look.talk.append(line) }
      case .failure(let exit):
        look.talk += reading.talk.map { "\(name): \($0)" }
        if exit.rawValue > look.refusal?.rawValue ?? 0 { look.refusal = exit }
      }
    }
    look.findings = Findings(
      joining: look.projects.map(\.analysis), roots: look.projects.map(\.place.root),
      base: choices.base)
    return look
  }

  /// All that is found in one project, or what is found in its files that are wanted.
  private func reading(of choice: ProjectChoices.Choice) -> ProjectReader.Reading {
    let place = choice.place
    var reading = reader.reading(of: target == nil ? place : place.inPod) {
      $0.baseline = baseline
    }
    var talk = reading.talk
    var refusal: Exit?
    reading.outcome = reading.outcome.map { analysis in
      var analysis = analysis
      if let target {
        do throws(Exit) {
          analysis = try checked(target, analysis, place, &talk)
        } catch {
          refusal = error
        }
      }
      if !showsAdvice { analysis = analysis.withoutAdvice }
      if let files = choice.files {
        let paths = analysis.sources.files.map(\.path)
        analysis.diagnostics.removeAll { !files.contains(paths[$0.range.file]) }
      }
      return analysis
    }
    reading.talk = talk
    if let refusal { reading.outcome = .failure(refusal) }
    return reading
  }

  /// The analysis with what exports to the target find. Targets that read the project in another way than
  /// `analysis` does are checked when they are named.
  private func checked(
    _ target: CheckedTarget, _ analysis: Analysis, _ place: ProjectPlace, _ talk: inout [String]
  ) throws(Exit) -> Analysis {
    let known = analysis.configuration.targets
    if case .named(let name) = target {
      guard let own = known.first(where: { $0.name == name }) else {
        talk.append(
          "error: there is no target '\(name)'"
            + nearWords(name, known, and: ExportTarget.argo.rawValue))
        throw .wrongQuestion
      }
      let chosen = try reader.chosen(own, among: known, .argo, of: place, analysis, &talk)
      let run = ExportRun(.argo, chosen)
      if !reader.isQuiet { talk += run.talk }
      return run.analysis
    }
    var whole = analysis
    for own in known.isEmpty ? [.standard] : known {
      guard reader.isPlain(own, in: place) else {
        talk.append(
          "note: the target '\(own.name)' reads the project in a way of its own: "
            + "check it with --for \(own.name)")
        continue
      }
      var chosen = try reader.chosen(own, among: known, .argo, of: place, analysis, &talk)
      chosen.analysis.sources = whole.sources
      let run = ExportRun(.argo, chosen)
      whole.sources = run.analysis.sources
      whole = whole.adding(run.analysis.diagnostics)
      if !reader.isQuiet { talk += run.talk.filter { !talk.contains($0) } }
    }
    return whole
  }
}
