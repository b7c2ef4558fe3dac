package import SluiceCore

extension Analysis {
  /// The analysis as people see it who have not asked for advice.
  package var withoutAdvice: Analysis {
    var analysis = self
    analysis.diagnostics.removeAll { $0.kind.severity == .advice }
    return analysis
  }

  /// The analysis with more findings, made by a later stage.
  package func adding(_ findings: [Diagnostic]) -> Analysis {
    finished(with: findings, .analysisAndExport)
  }

  /// The analysis with the findings about its bundle, made by a later stage, and those that speak of
  /// what goes in; no others.
  package func withBundle(_ findings: [Diagnostic]) -> Analysis {
    var analysis = finished(with: findings, .analysisAndBundle)
    analysis.diagnostics.removeAll { finding in
      finding.kind != .productTracked && !Finishing.isOfBundle(finding.kind)
    }
    return analysis
  }

  private func finished(with findings: [Diagnostic], _ stages: Finishing.Stages) -> Analysis {
    let before = (diagnostics + hidden.map(\.finding)).filter { finding in
      !SuppressionKinds.all.contains(finding.kind) && finding != unshownFinding
    }
    return Finishing(self).finished(before + findings, stages: stages)
  }
}

/// Makes of all stages' findings what a report shows: one for each place and kind, with the tasks that
/// it keeps from running, without those that comments hide, sorted by path, offset and code.
struct Finishing {
  /// Who has looked for findings: a comment about what nobody looked for is not called unused.
  enum Stages {
    case analysis, analysisAndExport, analysisAndBundle

    /// The rooms of an export begin with SL5; those of a bundle lie in SL4, behind what git tells of
    /// any project.
    func judge(_ kind: DiagnosticKind) -> Bool {
      let isOfExport = ("SL5"..<"SL9").contains(kind.code)
      let isOfBundle = Finishing.isOfBundle(kind)
      return switch self {
      case .analysis: !isOfExport && !isOfBundle
      case .analysisAndExport: !isOfBundle
      case .analysisAndBundle: !isOfExport
      }
    }
  }

  /// Whether only who makes a bundle looks for it.
  static func isOfBundle(_ kind: DiagnosticKind) -> Bool {
    ("SL411"..<"SL430").contains(kind.code)
  }

  private let analysis: Analysis
  private let reach: Reach
  private var positions: [TaskName: Int] = [:]
  /// For every file the tasks whose code it holds.
  private var readers: [Int: [Int]] = [:]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    reach = Reach(analysis.graph)
    for (position, task) in analysis.tasks.enumerated() {
      if positions[task.spec.name] == nil { positions[task.spec.name] = position }
      if let file = task.source.file { readers[file, default: []].append(position) }
    }
  }

  func finished(_ found: [Diagnostic], stages: Stages) -> Analysis {
    var result = analysis
    result.diagnostics = merged(found).inReportOrder(analysis.sources)
    if let suppressions = analysis.suppressions {
      let (shown, hidden) = suppressions.applied(to: result.diagnostics, judged: stages.judge)
      result.diagnostics = shown.inReportOrder(analysis.sources)
      result.hidden = hidden
    }
    result.keepShownFindings()
    return result
  }

  private func merged(_ found: [Diagnostic]) -> [Diagnostic] {
    var groups: [Group: Int] = [:]
    var findings: [(finding: Diagnostic, tasks: Set<Int>, messages: Set<String>)] = []
    for finding in found {
      let place = Group(kind: finding.kind.code, range: finding.range, message: nil)
      // An empty range points at a whole file: what is said there may be about several things.
      let key =
        finding.range.bytes.isEmpty
        ? Group(kind: place.kind, range: place.range, message: finding.message) : place
      let touched = finding.blocks.isEmpty ? touched(by: finding) : finding.blocks
      let tasks = Set(touched.compactMap { positions[$0] })
      if let known = groups[key] {
        findings[known].tasks.formUnion(tasks)
        findings[known].messages.insert(finding.message)
      } else {
        groups[key] = findings.count
        findings.append((finding, tasks, [finding.message]))
      }
    }
    return findings.map { finding, tasks, messages in
      var finding = finding
      if messages.count > 1 { finding.message += " (and \(messages.count - 1) more like it)" }
      if finding.fix == nil, let meant = finding.meant {
        finding.fix = wordFix(replacing: finding.range, by: meant, in: analysis.sources)
      }
      // Nobody is left without a way out.
      finding.help = finding.help ?? "see `sluice explain \(finding.kind.code)`"
      if finding.kind.severity == .error {
        finding.blocks = reach.closure(of: tasks.sorted()).map { analysis.tasks[$0].spec.name }
      }
      if finding.task == nil, finding.range.file != 0, tasks.count == 1, let only = tasks.first {
        finding.task = analysis.tasks[only].spec.name
      }
      return finding
    }
  }

  private struct Group: Hashable {
    var kind: String
    var range: SourceRange
    var message: String?
  }

  /// The tasks that a finding speaks of: its own, or those whose code its file holds.
  private func touched(by finding: Diagnostic) -> [TaskName] {
    if let task = finding.task { return [task] }
    guard finding.range.file != 0 else { return [] }
    return (readers[finding.range.file] ?? []).map { analysis.tasks[$0].spec.name }
  }
}
