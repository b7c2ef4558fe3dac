import SluicePipeline

extension ProjectOptions {
  /// Which version of the source the project is; `nil`, with a word about it, where that cannot be
  /// found out.
  func sourceVersion(
    of place: ProjectPlace, _ analysis: Analysis, withArchive: Bool
  ) -> SourceVersion? {
    nil
  }

  func sourceArchive(of place: ProjectPlace, _ analysis: Analysis) throws -> SourceArchive {
    throw Exit.couldNotFinish
  }
}
