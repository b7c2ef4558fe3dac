import SluiceCore
import SluiceExport
import SluicePipeline

/// What a check asks of every project.
struct ProjectCheck: Sendable {
  var reader: ProjectReader
  /// Also what an export to it would find.
  var target: ExportTarget?
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
    reading.outcome = reading.outcome.map { analysis in
      var analysis = analysis
      if let target {
        let run = ExportRun(target, analysis, place, overrides: reader.overrides)
        analysis = run.analysis
        if !reader.isQuiet { talk += run.talk }
      }
      if !showsAdvice { analysis = analysis.withoutAdvice }
      if let files = choice.files {
        let paths = analysis.sources.files.map(\.path)
        analysis.diagnostics.removeAll { !files.contains(paths[$0.range.file]) }
      }
      return analysis
    }
    reading.talk = talk
    return reading
  }
}
