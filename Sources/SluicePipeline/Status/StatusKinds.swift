package import SluiceCore

/// What reading the metadata of products finds.
package enum StatusKinds {
  /// Every kind of this stage, by code.
  package static let all: [DiagnosticKind] = [.brokenMetadata]
}

extension DiagnosticKind {
  static let brokenMetadata = DiagnosticKind(
    code: "SL330", name: "broken-metadata", severity: .error,
    explanation: """
      Beside every product that is a file Ploomber keeps another one, `.NAME.metadata`, with the code
      and the time of the task that made it. If that file is no JSON object, Ploomber stops at once:
      no command that needs to know what is outdated works any more.

      ```
      output/raw.csv
      output/.raw.csv.metadata      # {"timestamp": 1700000000.0, "stored_source_code": "…", "params": {}}
      ```

      Remove the file of metadata; its task then runs once more.
      """)
}
