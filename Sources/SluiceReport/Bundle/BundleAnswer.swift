package import SluicePipeline

/// What `sluice bundle` has to say of a project.
package struct BundleAnswer: Sendable {
  /// An archive that was written.
  package struct Archive: Sendable {
    /// As the user would name it from here; `-` for standard output.
    package var file: String
    /// SHA-256 of its bytes.
    package var digest: String

    package init(file: String, digest: String) {
      self.file = file
      self.digest = digest
    }
  }

  package var analysis: Analysis
  package var list: BundleList
  /// The version; its digest is empty where no content was read.
  package var version: SourceVersion
  /// `nil` where only a list was asked for.
  package var archive: Archive?

  package init(
    analysis: Analysis, list: BundleList, version: SourceVersion, archive: Archive? = nil
  ) {
    self.analysis = analysis
    self.list = list
    self.version = version
    self.archive = archive
  }
}
