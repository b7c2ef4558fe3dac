import Testing

@testable import SluicePipeline

/// An edit of a project of its own.
struct MeaningCase {
  var title: String
  var files: [String: String]
  /// The files that are new or other, whole.
  var edits: [String: String]
  /// Whether a task has to be named.
  var isSeen = true

  /// What the edit does to the tasks.
  func change() throws -> ProjectChange {
    let edited = files.merging(edits) { $1 }
    #expect(edited != files, "\(title)")
    return try MeaningProject(files).change(to: MeaningProject(edited))
  }
}
