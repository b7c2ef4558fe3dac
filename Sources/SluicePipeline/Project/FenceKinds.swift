package import SluiceCore

/// What an analysis finds where a project leads out of itself.
package enum FenceKinds {
  package static let all: [DiagnosticKind] = [outside]

  static let outside = DiagnosticKind(
    code: "SL910", name: "outside-not-read", severity: .warning,
    explanation: """
      The project names a file that lies outside of it, with `..`, with an absolute path or through a
      link. It is not read: a project that somebody sent must not show what else is on the machine. The
      project is the repository around `pipeline.yaml`. Where there is no repository, it is the folder of
      `pipeline.yaml`, and the folders beside that as far as paths lead there without a link:
      `../src/load.py`. Git's own folder `.git` is outside, too.

      ```
      tasks:
        - source: ../../common/load.py     # above the repository
          product: output/load.ipynb
      ```

      Nothing is known of what such a file says. Move it into the repository, or allow its folder, or
      several with colons between them, in the environment: `SLUICE_READ=/home/me/shared sluice check`.
      """)
}

extension Analyzer {
  /// One finding for each file that could not be read because it lies outside: at the sources that name
  /// it, else at the head of the specification.
  func fenceFindings(_ analysis: Analysis) -> [Diagnostic] {
    let refused = folder.refused
    guard !refused.isEmpty else { return [] }
    var findings: [Diagnostic] = []
    var sources: Set<String> = []
    for task in analysis.tasks {
      guard case .file(let source) = task.spec.source, let root else { continue }
      let path = Path.way(from: root, to: Path.normalized(Path.joined(root, source)))
      guard refused.contains(path) else { continue }
      sources.insert(path)
      findings.append(
        finding(source, task.spec.sourceRange, task: task.spec.name))
    }
    let head = SourceRange(file: 0, bytes: 0..<0)
    return findings + refused.filter { !sources.contains($0) }.map { finding($0, head) }
  }

  private func finding(
    _ path: String, _ range: SourceRange, task: TaskName? = nil
  ) -> Diagnostic {
    Diagnostic(
      kind: FenceKinds.outside, range: range,
      message: "'\(path)' lies outside of the project, and was not read",
      help: "move it into the repository, or allow its folder: SLUICE_READ=FOLDER", task: task)
  }
}
