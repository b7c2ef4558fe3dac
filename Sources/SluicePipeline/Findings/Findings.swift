package import SluiceCore

/// What a report shows: the findings of one project, or of several together.
package struct Findings: Sendable {
  /// One of several projects.
  package struct Project: Hashable, Sendable {
    /// Its root, seen from the folder that all paths are seen from.
    package var root: String
    /// Its entry point, seen from the same folder.
    package var entry: String
    /// How many tasks it has.
    package var taskCount: Int
    /// How many files of code were read for it.
    package var sourceCount: Int
    /// Its own findings.
    package var diagnostics: [Diagnostic]

    package init(
      root: String, entry: String, taskCount: Int, sourceCount: Int, diagnostics: [Diagnostic]
    ) {
      self.root = root
      self.entry = entry
      self.taskCount = taskCount
      self.sourceCount = sourceCount
      self.diagnostics = diagnostics
    }
  }

  /// Every file that was read: their paths are relative to the project's root, or, of several
  /// projects, seen from one folder that they share.
  package var sources: SourceStore
  /// Sorted by path, offset and code; each once.
  package var diagnostics: [Diagnostic]
  /// Findings that the user hides, in the same order.
  package var hidden: [Suppressions.Hidden]
  /// The entry points, at least one.
  package var entries: [String]
  /// The tasks of all projects.
  package var taskCount: Int
  /// How many files of code were read, those that several projects read once for each.
  package var sourceCount: Int
  /// The projects, where the question was about several; empty where it was about one.
  package var projects: [Project] = []
  /// For each of `diagnostics` the projects that have it, ascending; empty without `projects`.
  package var owners: [[Int]] = []
  /// For each of `hidden` the same.
  package var hiddenOwners: [[Int]] = []

  /// The roots of the projects that have the finding at this position; `nil` without `projects`.
  package func owners(ofShown position: Int) -> [String]? { roots(owners, position) }

  /// The same for a position of `hidden`.
  package func owners(ofHidden position: Int) -> [String]? { roots(hiddenOwners, position) }

  private func roots(_ owners: [[Int]], _ position: Int) -> [String]? {
    owners.indices.contains(position) ? owners[position].map { projects[$0].root } : nil
  }
}

extension Analysis {
  /// What a report shows of this project alone.
  package var findings: Findings {
    Findings(
      sources: sources, diagnostics: diagnostics, hidden: hidden, entries: [entry],
      taskCount: graph.tasks.count, sourceCount: sourceCount)
  }
}

extension [Diagnostic] {
  /// In the order of a report: by path, offset and code. What is equal in these keeps its order.
  package func inReportOrder(_ store: SourceStore) -> [Diagnostic] {
    reportOrder(store).map { self[$0] }
  }

  /// The positions in the order of a report.
  func reportOrder(_ store: SourceStore) -> [Int] {
    func key(_ finding: Diagnostic) -> (String, Int, String, Int) {
      (
        store.files[finding.range.file].path, finding.range.bytes.lowerBound, finding.kind.code,
        finding.range.bytes.upperBound
      )
    }
    return indices.sorted { first, second in
      let (one, other) = (key(self[first]), key(self[second]))
      return one == other ? first < second : one < other
    }
  }
}
