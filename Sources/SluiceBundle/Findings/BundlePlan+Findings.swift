package import SluiceCore
package import SluicePipeline

extension BundlePlan {
  /// What there is to say about the bundle before contents are read. `refusesChanges`: nobody said that
  /// changes may go in, or stay out.
  package func findings(in analysis: inout Analysis, refusesChanges: Bool) -> [Diagnostic] {
    var findings = BundleFindings(self, analysis, reportsChanges: refusesChanges)
    findings.lookForWhatIsLacking()
    findings.lookAtWhatStaysOut()
    findings.lookAtWhatGoesIn()
    if refusesChanges { findings.reportChanges() }
    analysis.sources = findings.sources
    return findings.found
  }
}

/// Compares a plan with what the pipeline needs.
private struct BundleFindings {
  private(set) var found: [Diagnostic] = []
  private(set) var sources: SourceStore
  private let plan: BundlePlan
  private let analysis: Analysis
  private let inside: Set<BundlePath>
  private let leftOut: [BundlePath: LeftOut.Reason]
  private let changed: Set<BundlePath>

  init(_ plan: BundlePlan, _ analysis: Analysis, reportsChanges: Bool) {
    self.plan = plan
    self.analysis = analysis
    sources = analysis.sources
    inside = Set(plan.list.files.map(\.path))
    leftOut = Dictionary(plan.list.leftOut.map { ($0.path, $0.reason) }) { first, _ in first }
    changed = reportsChanges ? Set(plan.uncommitted.map(\.path)) : []
  }

  mutating func lookForWhatIsLacking() {
    var known: Set<String> = []
    for task in analysis.tasks {
      guard let file = task.source.file else { continue }
      let path = analysis.sources.files[file].path
      guard known.insert(path).inserted else { continue }
      need(path, "task '\(task.spec.name.text)' runs", task.spec.sourceRange, task.spec.name)
    }
    for module in analysis.imports where module.isCertain && known.insert(module.path).inserted {
      need(module.path, "'\(module.importer)' imports", module.range, nil)
    }
    let head = analysis.spec.head
    if let entry = analysis.sources.files.first?.path, entry == analysis.entry {
      need(entry, "the pipeline begins with", head, nil)
    }
    if let path = analysis.environmentFile {
      need(path, "the placeholders' values come from", head, nil)
    }
    if analysis.condaEnvironment != nil {
      need(CondaEnvironment.path, "the pods' environment comes from", head, nil)
    }
  }

  private mutating func need(
    _ path: String, _ purpose: String, _ range: SourceRange, _ task: TaskName?
  ) {
    let key = BundlePath(path)
    guard !inside.contains(key), !changed.contains(key) else { return }
    let isOutside = path.hasPrefix("/") || path.hasPrefix("../")
    let reason = reason(for: key)
    let words =
      isOutside ? "it lies outside of the project's root" : reason?.words ?? "the commit lacks it"
    let help: String
    switch reason {
    case _ where isOutside: help = "move it into the project's root"
    case .untracked, nil: help = "add it: `git add \(shellQuoted(path))`, and commit"
    case .ignored:
      help =
        "correct the rule that `git check-ignore -v \(shellQuoted(path))` names, or name the "
        + "file in bundle.include of sluice.yaml"
    case .excluded, .tooLarge: help = "correct `bundle` in sluice.yaml"
    case .exportIgnored:
      help = "correct .gitattributes, or name the file in bundle.include of sluice.yaml"
    case .linkOutside: help = "put the file itself in the place of the link"
    case .submoduleMissing: help = "run `git submodule update --init --recursive`"
    case .contentMissing: help = "run `git lfs pull`"
    case .deleted, .notAFile, .conflicted, .written, .product, .cache:
      help = "name it in bundle.include of sluice.yaml, or see `sluice bundle --list`"
    }
    found.append(
      Diagnostic(
        kind: .bundleIncomplete, range: range,
        message: "the bundle lacks '\(path)', which \(purpose): \(words)", help: help, task: task))
  }

  /// Why the path, or a folder that it lies in, stays out.
  private func reason(for path: BundlePath) -> LeftOut.Reason? {
    if let reason = leftOut[path] { return reason }
    for folder in path.folders {
      if let reason = leftOut[folder] ?? leftOut[BundlePath(folder.bytes + [0x2F])] {
        return reason
      }
    }
    return nil
  }

  mutating func lookAtWhatStaysOut() {
    for left in plan.list.leftOut {
      let path = left.path.shown
      switch left.reason {
      case .linkOutside(let target):
        report(
          .linkOutside, left.path,
          "'\(path)' links to '\(BundlePath(target).shown)', out of the project, and stays out",
          help: "put what it points at into the project, or name the link in bundle.exclude")
      case .contentMissing:
        report(
          .largeFileMissing, left.path,
          "Git LFS has not fetched the content of '\(path)', which stays out",
          help: "run `git lfs pull`")
      case .tooLarge(let size):
        report(
          .fileTooLarge, left.path,
          "'\(path)' has \(sizeText(size)), more than bundle.max-file, and stays out",
          help: "raise the limit, or name the file in bundle.exclude")
      case .submoduleMissing:
        report(
          .submoduleMissing, left.path, "the submodule '\(path)' is not checked out, and stays out",
          help: "run `git submodule update --init --recursive`")
      case .untracked, .ignored, .excluded, .exportIgnored, .deleted, .notAFile, .conflicted,
        .written, .product, .cache:
        break
      }
    }
  }

  mutating func lookAtWhatGoesIn() {
    var spellings: [String: BundlePath] = [:]
    for file in plan.list.files {
      guard let text = file.path.exactText else { continue }
      if let other = spellings.updateValue(file.path, forKey: text.lowercased()) {
        report(
          .caseClash, file.path,
          "'\(file.path.shown)' and '\(other.shown)' differ in nothing but capitals",
          help: "rename one of them")
      }
    }
    for pattern in analysis.configuration.bundle.include {
      guard !plan.list.files.contains(where: { pattern.matches($0.path) }) else { continue }
      found.append(
        Diagnostic(
          kind: .includeUnmatched, range: pattern.range,
          message: "'\(pattern.text)' of bundle.include fits no file",
          help: "correct the pattern, or make the file first"))
    }
  }

  mutating func reportChanges() {
    for (path, how) in plan.uncommitted {
      let words: String
      switch how {
      case .staged: words = "is staged and not committed"
      case .modified: words = "has changed since the commit"
      case .deleted: words = "is deleted since the commit"
      case .submodule: words = "has another commit checked out than the one that is recorded"
      }
      report(
        .uncommittedChange, path, "'\(path.shown)' \(words)",
        help: "commit it, or take what is here with --allow-dirty")
    }
  }

  private mutating func report(
    _ kind: DiagnosticKind, _ path: BundlePath, _ message: String, help: String
  ) {
    let text = path.text
    let file = sources.position(of: text) ?? sources.add(SourceFile(path: text, bytes: []))
    found.append(
      Diagnostic(
        kind: kind, range: SourceRange(file: file, bytes: 0..<0), message: message, help: help))
  }
}
