import SluiceCore

extension Analyzer {
  /// Reads `sluice.yaml` beside the entry point, and the baseline that it names.
  func configure(_ analysis: inout Analysis) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let path = Path.joined(place.folder, Configuration.fileName)
    var written = WrittenConfiguration()
    if let bytes = try? folder.bytes(at: path) {
      let file = analysis.sources.add(SourceFile(path: path, bytes: bytes))
      written = WrittenConfiguration(bytes, file: file, kinds: kinds)
      found = written.diagnostics
    }
    analysis.configuration = written.configuration(with: settings, kinds: kinds)
    if !written.namesTargets || prefersSoopervisor { found += readSoopervisor(&analysis, written) }
    for path in analysis.configuration.targets.compactMap(\.environmentPath) {
      analysis.otherEnvironments[path] = condaEnvironment(&analysis.sources, at: path)
    }
    let operations = OperationReader(
      analysis.configuration.targets, folder: folder, place: place, store: analysis.sources)
    analysis.operations = operations.texts
    analysis.sources = operations.store
    found += operations.findings
    var baseline: Baseline?
    let known = self.baseline ?? analysis.configuration.baseline ?? Configuration.baselineName
    if let bytes = try? folder.bytes(at: known) {
      let file = analysis.sources.add(SourceFile(path: known, bytes: bytes))
      baseline = Baseline(bytes, file: file)
      if baseline == nil {
        found.append(
          Diagnostic(
            kind: ConfigurationKinds.value, range: SourceRange(file: file, bytes: 0..<0),
            message: "'\(known)' is no baseline",
            help: "write it anew with `sluice check --write-baseline`"))
      }
    }
    analysis.suppressions = Suppressions(analysis, kinds: kinds, baseline: baseline)
    return found
  }
}
