import SluiceCore

extension DiagnosticKind {
  static let unpinnedDependency = DiagnosticKind(
    code: "SL262", name: "unpinned-dependency", severity: .advice,
    explanation: """
      A file asks for a package without saying which version, and no lock file does. Two environments
      that are made on different days may differ, and with them the results.

      ```text
      pandas==2.2.2
      ploomber==0.23.3
      ```

      Name a version, or keep a lock file beside it (`requirements.lock.txt`, `environment.lock.yml`).
      """)
}

extension Rule {
  static let unpinnedDependency = Rule(kind: .unpinnedDependency) { analysis, found in
    guard !analysis.packages.hasLock else { return }
    for entry in analysis.packages.entries where !entry.hasVersion {
      guard let range = entry.range else { continue }
      found.append(
        Diagnostic(
          kind: .unpinnedDependency, range: range,
          message: "any version of '\(entry.name)' will do",
          help: "name the version that the pipeline was tried with: `\(entry.name)==…`"))
    }
  }
}
