package import SluiceCore

/// The backends that a project can be exported to.
package enum ExportTarget: String, Hashable, Sendable, CaseIterable {
  /// An Argo Workflows spec.
  case argo

  /// The name of the file that it writes.
  package var fileName: String {
    switch self {
    case .argo: "argo.yaml"
    }
  }

  /// The written file and what was found while making it. The same request gives the same bytes; an
  /// error among the findings means that the file must not be written.
  package func export(_ request: ExportRequest) -> Export {
    switch self {
    case .argo: argoExport(request)
    }
  }
}

/// What an export made.
package struct Export: Sendable {
  /// The file's name: `argo.yaml`.
  package var fileName: String
  /// The whole file, UTF-8.
  package var bytes: [UInt8]
  /// What the backend would refuse, or not do as meant.
  package var findings: [Diagnostic]
  /// What is no finding, and has to be known before the file is used: clauses without a full stop.
  package var notes: [String] = []
  /// The project's folder on the claim.
  package var project: String
  /// What the user needs beside the file and may have changed: written only where there is none.
  package var sideFiles: [SideFile] = []
  /// What has to be done before the file is used.
  var preparation: [Step] = []
  /// What is done with the file of this path.
  var run: @Sendable (String) -> [Step]

  /// What the user does with the written `file`, one step after another. The commands are quoted for
  /// a POSIX shell.
  package func steps(file: String) -> [Step] {
    let last = run(file)
    guard !preparation.isEmpty else { return last }
    return preparation
      + last.enumerated().map { number, step in
        Step(words: number == 0 ? "then \(step.words)" : step.words, command: step.command)
      }
  }

  /// A file beside the specification.
  package struct SideFile: Hashable, Sendable {
    /// `Dockerfile`
    package var name: String
    /// UTF-8
    package var bytes: [UInt8]
  }

  /// What the user does next.
  package struct Step: Hashable, Sendable {
    /// `put the source on the claim`
    package var words: String
    /// A command for a POSIX shell.
    package var command: String
  }
}
