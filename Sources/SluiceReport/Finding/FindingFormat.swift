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
  /// GitLab's code quality report.
  case gitlab
  /// JUnit's XML, which most continuous integration servers show.
  case junit

  /// Whether it is read by people alone.
  package var isForPeople: Bool {
    switch self {
    case .text, .concise: true
    case .json, .sarif, .github, .gitlab, .junit: false
    }
  }
}

/// The findings in `format`. Of the options, `concise` knows only the style; the other
/// formats but `text` know none. `prefix` is what services have to put before the paths of the
/// project to find the files in their repository: empty, or a path that ends in `/`. `version` is this
/// program's.
package func findingReport(
  _ findings: Findings, format: FindingFormat, options: TextOptions = TextOptions(),
  prefix: String = "", version: String? = nil
) -> String {
  switch format {
  case .text: textReport(findings, options: options)
  case .concise: conciseReport(findings, style: options.style)
  case .json: jsonReport(findings)
  case .sarif: sarifReport(findings, prefix: prefix, version: version)
  case .github: githubReport(findings, prefix: prefix)
  case .gitlab: gitLabReport(findings, prefix: prefix)
  case .junit: junitReport(findings, prefix: prefix)
  }
}

/// A path of the project as services know it that show the repository.
func repositoryPath(_ path: String, _ prefix: String) -> String { Path.joined(prefix, path) }

extension SourceStore {
  /// ` (cell 4, line 2)` where `range` lies in a cell of a notebook, which people do not know by the lines
  /// of its file; else empty.
  func cellWords(of range: SourceRange) -> String {
    let place = place(of: range)
    return place.cell.map { " (cell \($0), line \(place.start.line))" } ?? ""
  }

  /// Where `range` lies in the file as it is on disk: services that show files know no cells.
  func placeOnDisk(of range: SourceRange) -> Place {
    files[range.file].placeOnDisk(of: range.bytes)
  }

  /// The path of the file that holds `range`, as a service knows it that shows the repository: `prefix`
  /// is the way from there to the project.
  func path(of range: SourceRange, behind prefix: String) -> String {
    repositoryPath(files[range.file].path, prefix)
  }
}
