import SluiceCore

@testable import SluicePipeline

/// A project in memory, to be compared with others.
struct MeaningProject {
  var files: [String: [UInt8]]

  init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

  /// The analysis, and what each task means.
  func read() throws -> (analysis: Analysis, meanings: [TaskMeaning]) {
    let place = ProjectPlace(
      root: "/project", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    let analyzer = Analyzer(folder: .memory(files), place: place)
    let analysis = try analyzer.analysis()
    var reader = MeaningReader(analysis, by: analyzer)
    return (analysis, reader.meanings())
  }

  /// What leads from this project to another.
  func change(to other: MeaningProject) throws -> ProjectChange {
    let new = try other.read()
    return ProjectChange(try read().meanings, new.meanings, new.analysis.graph)
  }
}

extension ProjectChange {
  /// The names of the tasks in one of these states, sorted.
  func names(_ states: TaskChange.State...) -> [String] {
    tasks.filter { states.contains($0.state) }.map(\.name.text).sorted()
  }
}
