package import SluicePipeline

extension HostFacts.Head {
  /// What git's `HEAD` is for the absolute, real path `folder`, as Ploomber asks for it; nothing without
  /// a repository or a commit, and not known where libgit2 is missing or refuses.
  package static func head(of folder: String) -> HostFacts.Head {
    guard isInRepository(folder) else { return .none }
    do throws(GitError) {
      let repository = try Repository(containing: folder)
      guard repository.hasCommit else { return .none }
      return .commit(branch: repository.branch(), description: try repository.description())
    } catch {
      return .unknown
    }
  }
}
