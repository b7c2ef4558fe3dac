import SluiceCore
package import SluicePipeline

/// A form that findings can be written in.
package enum FindingFormat: String, Hashable, Sendable, CaseIterable {
  /// Excerpts and a summary, for people.
  case text
  /// One line each.
  case concise
  /// `sluice.findings/1`, for programs.
  case json
  /// SARIF 2.1.0, for code scanning services.
  case sarif
  /// Workflow commands: GitHub shows them beside the lines of a pull request.
  case github
}

/// The findings of `analysis` in `format`. Of the options, `concise` knows only the style; the other
/// formats but `text` know none.
package func findingReport(
  _ analysis: Analysis, format: FindingFormat, options: TextOptions = TextOptions()
) -> String {
  switch format {
  case .text: textReport(analysis, options: options)
  case .concise: conciseReport(analysis, style: options.style)
  case .json: jsonReport(analysis)
  case .sarif: sarifReport(analysis)
  case .github: githubReport(analysis)
  }
}

extension SourceStore {
  /// Where `range` lies in the file as it is on disk: services that show files know no cells.
  func placeOnDisk(of range: SourceRange) -> Place {
    var file = files[range.file]
    file.cells = []
    return file.place(of: range.bytes)
  }
}
