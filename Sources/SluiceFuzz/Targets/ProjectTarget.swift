import SluiceBundle
import SluiceCore
import SluiceExport
import SluicePipeline
import SluiceReport
import SluiceScan
import SluiceYAML

/// The whole street over a project in memory: the analysis, every report, picture and list, the mends,
/// the state of the tasks, and the export of each target.
func fuzzProject(_ files: [String: [UInt8]]) -> FuzzOutcome {
  let (outcome, printed) = projectOutcome(files)
  // A second run costs as much as the first.
  guard outcome.fault == nil, files.values.reduce(0, { $0 &+ $1.count }) % 8 == 0 else {
    return outcome
  }
  var result = outcome
  result.expect(projectOutcome(files).printed == printed, "a second run prints something else")
  return result
}

private func projectOutcome(
  _ files: [String: [UInt8]]
) -> (outcome: FuzzOutcome, printed: [String]) {
  var outcome = FuzzOutcome()
  let folder = ProjectFolder.memory(files)
  let place = ProjectPlace(
    root: "/projects/demo", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  var analyzer = Analyzer(folder: folder, place: place)
  analyzer.kinds = Analyzer.ownKinds + BundleKinds.all + ExportKinds.all
  guard let analysis = try? analyzer.analysis() else { return (outcome, []) }
  check(analysis, &outcome)
  var printed = reports(of: analysis, &outcome)

  var reader = StatusReader(analysis, folder: folder, place: place)
  let status = reader.status()
  printed += pictures(of: analysis, status, &outcome)
  check(status.analysis, &outcome)
  printed.append(statusText(status, style: .plain) { "\($0)" })
  checkLines(printed[printed.count - 1], "status", &outcome)
  printed.append(statusJSON(status))
  checkJSON(printed[printed.count - 1], "status", &outcome)

  let fixes = FixedFiles(analysis.diagnostics.compactMap(\.fix), in: analysis.sources)
  outcome.note(15, UInt64(min(fixes.count, 20)))
  for edited in fixes.edited {
    var end = 0
    for edit in edited.edits {
      outcome.expect(edit.range.lowerBound >= end, "edits that overlap")
      end = edit.range.upperBound
    }
    let size = analysis.sources.files[edited.file].bytes.count
    outcome.expect(end <= size, "an edit behind the file")
  }
  printed.append(unifiedDiff(fixes, analysis.sources))

  let known = analysis.configuration.targets
  for target in known.isEmpty ? [.standard] : known {
    printed += export(target, of: analysis, place, folder, &outcome)
  }
  adopt(analysis, files["sluice.yaml"], &outcome)
  outcome.made = printed.reduce(0) { $0 + $1.utf8.count }
  return (outcome, printed)
}

/// Every finding has a place in a file that was read, and words for one line.
private func check(_ analysis: Analysis, _ outcome: inout FuzzOutcome) {
  for finding in analysis.diagnostics + analysis.hidden.map(\.finding) {
    outcome.note(finding.message, of: finding.kind.code)
    for range in [finding.range] + finding.related.map(\.range) {
      guard analysis.sources.files.indices.contains(range.file) else {
        outcome.fail("a finding in no file: \(finding.message)")
        continue
      }
      let size = analysis.sources.files[range.file].bytes.count
      outcome.expect(
        range.bytes.upperBound <= size, "a finding behind the file: \(finding.message)")
      _ = analysis.sources.place(of: range)
    }
  }
  outcome.note(
    16, UInt64(min(analysis.tasks.count, 30)), UInt64(min(analysis.graph.cycles.count, 5)))
}

private func reports(of analysis: Analysis, _ outcome: inout FuzzOutcome) -> [String] {
  FindingFormat.allCases.map { format in
    let text = findingReport(
      analysis.findings, format: format, options: TextOptions(ranks: true), prefix: "p/",
      version: "1")
    switch format {
    case .json, .sarif, .gitlab: checkJSON(text, format.rawValue, &outcome)
    case .text, .concise, .github, .junit: checkLines(text, format.rawValue, &outcome)
    }
    return text
  }
}

private func pictures(
  of analysis: Analysis, _ status: ProjectStatus, _ outcome: inout FuzzOutcome
) -> [String] {
  var printed: [String] = []
  let subject = GraphSubject(analysis, status: status)
  for format in GraphFormat.allCases {
    let text = graphPicture(subject, format: format)
    switch format {
    case .json: checkJSON(text, "graph", &outcome)
    case .text, .dot, .mermaid, .svg, .html: checkLines(text, format.rawValue, &outcome)
    }
    printed.append(text)
  }
  for thing in ListedThing.allCases {
    printed.append(listText(analysis, thing, isExpanded: false, style: .plain))
    checkLines(printed[printed.count - 1], "list", &outcome)
    printed.append(listJSON(analysis, thing, isExpanded: true))
    checkJSON(printed[printed.count - 1], "list", &outcome)
  }
  if let last = analysis.graph.tasks.indices.last {
    let steps = analysis.graph.steps(of: last)
    printed.append(whyText(analysis, steps: steps))
    checkLines(printed[printed.count - 1], "why", &outcome)
    printed.append(whyJSON(analysis, steps: steps))
  }
  return printed
}

/// The file of one target, with and without errors in the project.
private func export(
  _ target: Target, of analysis: Analysis, _ place: ProjectPlace, _ folder: ProjectFolder,
  _ outcome: inout FuzzOutcome
) -> [String] {
  var analysis = analysis
  if let source = target.source { analysis.configuration.source = source }
  if let path = target.environmentPath {
    analysis.condaEnvironment = analysis.otherEnvironments[path]
  }
  var request = ExportRequest(
    analysis: analysis, target: target, entryPoint: nil, overrides: target.placeholders,
    environmentHere: place.environmentFile(in: folder), toolVersion: "1")
  if ExportRequest.needsVersion(analysis.configuration) { request.source = .sample }
  return ExportTarget.allCases.flatMap { backend in
    let export = backend.export(request)
    let whole = analysis.adding(export.findings)
    check(whole, &outcome)
    let isFine = !whole.diagnostics.contains { $0.kind.severity == .error }
    outcome.note(17, isFine ? 1 : 0, UInt64(min(export.operationCount, 9)))
    let text = String(decoding: export.bytes, as: UTF8.self)
    outcome.expect(Array(text.utf8) == export.bytes, "the spec is no UTF-8")
    outcome.expect(!hasControls(text), "the spec has control characters")
    outcome.expect(argoObjects(export.bytes) != nil, "the spec is no YAML")
    outcome.expect(
      specChanges(from: export.bytes, to: export.bytes).isEmpty || !isFine,
      "the spec differs from itself")
    let maps = SourceMap.maps(of: export.bytes, spec: "argo.yaml", request)
    _ = SpecTranslator.translators(of: maps)
    _ = export.steps(file: "argo.yaml")
    return [text, whole.diagnostics.map(\.message).joined(separator: "\n")]
  }
}

extension SourceVersion {
  /// Of a commit that nobody has made.
  fileprivate static let sample = SourceVersion(
    digest: String(repeating: "ab", count: 32), commit: String(repeating: "c", count: 40),
    describe: "v1-2-gccc", isDirty: false, remote: "https://example.org/demo.git", branch: "main",
    isPushed: true, folder: "", archiveSize: 3, fileCount: 2, archive: [1, 2, 3])
}

/// What `soopervisor.yaml` says as `sluice.yaml`: whatever came of it can be read again.
private func adopt(_ analysis: Analysis, _ existing: [UInt8]?, _ outcome: inout FuzzOutcome) {
  guard let soopervisor = analysis.soopervisor, !soopervisor.translations.isEmpty else { return }
  for replacing in [false, true] {
    guard
      let adopted = try? AdoptedConfiguration(
        soopervisor, path: "soopervisor.yaml", into: existing, replacing: replacing)
    else { continue }
    let written = WrittenConfiguration(
      Array(adopted.text.utf8), file: 0, kinds: Analyzer.ownKinds)
    outcome.expect(
      existing != nil || !written.diagnostics.contains { $0.kind.severity == .error }
        || analysis.diagnostics.contains { $0.kind.severity == .error },
      "what was adopted has errors: \(written.diagnostics.map(\.message))")
  }
}

// MARK: What everything printed has to be

/// Lines for people: nothing in them drives a terminal.
private func checkLines(_ text: String, _ name: String, _ outcome: inout FuzzOutcome) {
  outcome.expect(!hasControls(text), "\(name) has control characters")
}

private func checkJSON(_ text: String, _ name: String, _ outcome: inout FuzzOutcome) {
  outcome.expect(!hasControls(text), "\(name) has control characters")
  outcome.expect((try? JSONParser.parse(Array(text.utf8))) != nil, "\(name) is no JSON")
}

private func hasControls(_ text: String) -> Bool {
  var before: UInt8 = 0
  for byte in text.utf8 {
    if byte < 0x20, byte != 0x0A, byte != 0x09 { return true }
    if byte == 0x7F || before == 0xC2 && byte < 0xA0 && byte >= 0x80 { return true }
    before = byte
  }
  return false
}
