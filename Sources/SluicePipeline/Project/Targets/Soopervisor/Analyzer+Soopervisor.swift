import SluiceCore
import SluiceYAML

extension Analyzer {
  /// Reads `soopervisor.yaml` in the root, where Soopervisor looks for it, or else beside the
  /// specification, and takes its targets.
  func readSoopervisor(_ analysis: inout Analysis, _ written: WrittenConfiguration) -> [Diagnostic]
  {
    let paths = [Soopervisor.fileName, Path.joined(place.folder, Soopervisor.fileName)]
    guard let path = paths.first(where: { folder.kind(of: $0) != .missing }),
      let bytes = try? folder.bytes(at: path)
    else { return [] }
    let file = analysis.sources.add(SourceFile(path: path, bytes: bytes))
    let document = parseYAML(bytes, file: file)
    var found = document.diagnostics
    guard document.root != nil || found.isEmpty else {
      analysis.soopervisor = Soopervisor(era: .disk, file: file, diagnostics: found)
      return found
    }
    let soopervisor = SoopervisorReader(document.root, file: file, facts: facts(analysis)).result
    found += soopervisor.diagnostics
    found += soopervisor.productFindings(analysis)
    analysis.configuration.targets = soopervisor.targets(source: written.root?["source"])
    let bundle = written.root?["bundle"]
    if bundle?["include"] == nil, bundle?["exclude"] == nil, !soopervisor.bundle.isEmpty {
      let start = SourceRange(file: file, bytes: 0..<0)
      var rules = BundleRules(.made(soopervisor.bundle, at: start))
      rules.maxFile = analysis.configuration.bundle.maxFile
      analysis.configuration.bundle = rules
    }
    analysis.soopervisor = soopervisor
    return found
  }

  private func facts(_ analysis: Analysis) -> Soopervisor.Facts {
    let package =
      place.isPackage && place.folder.hasPrefix("src/") ? Path.name(of: place.folder) : nil
    let version = package.flatMap { _ -> String? in
      guard let bytes = try? folder.bytes(at: Path.joined(place.folder, "__init__.py")) else {
        return nil
      }
      return statedVersion(String(decoding: bytes, as: UTF8.self))
    }
    return .init(
      projectName: place.name, package: package, version: version,
      tasks: analysis.tasks.map(\.spec.name.text)
    ) { [folder, place] name in folder.kind(of: Path.joined(place.folder, name)) == .file }
  }
}

extension Soopervisor {
  /// Products that no pod but their own would see.
  fileprivate func productFindings(_ analysis: Analysis) -> [Diagnostic] {
    guard era == .sections, !analysis.spec.clients.contains("File") else { return [] }
    return translations.compactMap { translation in
      let mounts = translation.spec.volumes.map { $0.mountPath + "/" }
      let lost = analysis.graph.tasks.flatMap(\.products.all).compactMap { product -> String? in
        guard case .file(let path) = product else { return nil }
        return mounts.contains { path.hasPrefix($0) } ? nil : path
      }
      guard let first = lost.first else { return nil }
      let count = lost.count == 1 ? "" : " and \(lost.count - 1) more"
      return Diagnostic(
        kind: SoopervisorKinds.productInContainer, range: translation.range,
        message: "'\(first)'\(count) would be written into the container, and be gone with it",
        help:
          "write products below \(mounts.first.map { "'\($0)'" } ?? "a volume of 'mounted_volumes'")"
          + ", or give the pipeline a client for `File`")
    }
  }
}
