package import SluiceScan

/// A task with what its source says of its upstream.
package struct ReadTask: Hashable, Sendable {
  /// The task as declared.
  package var spec: TaskSpec {
    _read { yield declared.spec }
    set { declared = DeclaredTask(newValue) }
  }
  /// What became of its source.
  package var source: SourceState
  /// What the task's own part of its source refers to; the declared keys where
  /// `meta.extract_upstream` is off. By offset.
  package var references: [UpstreamReference]

  private var declared: DeclaredTask

  package init(spec: TaskSpec, source: SourceState, references: [UpstreamReference]) {
    self.init(declared: DeclaredTask(spec), source: source, references: references)
  }

  init(declared: DeclaredTask, source: SourceState, references: [UpstreamReference]) {
    self.declared = declared
    self.source = source
    self.references = references
  }
}

/// All copies of a task share one: there are many, and a specification has many parts.
final class DeclaredTask: Hashable, Sendable {
  let spec: TaskSpec

  init(_ spec: TaskSpec) { self.spec = spec }

  static func == (one: DeclaredTask, other: DeclaredTask) -> Bool { one.spec == other.spec }
  func hash(into hasher: inout Hasher) { hasher.combine(spec) }
}

/// What became of a task's source.
package indirect enum SourceState: Hashable, Sendable {
  case function(FunctionLookup)
  /// The notebook or script, and its position in the store.
  case script(file: Int, ScriptScan)
  case template(file: Int, TemplateScan)
  /// `names` are the entries of the folder that should hold the file.
  case failed(ProjectFolder.ReadError, names: [String])
  /// A source that is a text, or whose kind cannot be told.
  case notRead

  /// The file that holds the task's code; `nil` where none was read.
  package var file: Int? {
    switch self {
    case .function(.found(let file, _)), .script(let file, _), .template(let file, _): file
    case .function, .failed, .notRead: nil
    }
  }
}
