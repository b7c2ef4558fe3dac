/// What a value of `pipeline.yaml` may be, as far as an editor can tell without the rest of the
/// project. Placeholders (`{{name}}`) may stand for any single value.
package indirect enum SpecShape: Hashable, Sendable {
  /// Whatever YAML can write.
  case any
  /// One text.
  case text
  /// `true` or `false`; Ploomber casts texts, and asks of other values whether they are empty.
  case flag
  case number
  /// One of these words.
  case choice([String])
  /// `module.function`, or a mapping with `dotted_path` and keyword arguments.
  case function
  /// One element, or a list of them.
  case list(SpecShape)
  /// A mapping; the keys are these, or the user's own where none are given.
  case mapping(keys: [String], values: SpecShape)
  /// A mapping with these keys alone.
  case section([SpecKey])
  /// One of several shapes.
  case oneOf([SpecShape])
  /// The `product` of a task: a path, a relation, or a mapping of them.
  case product
}

/// One key of `pipeline.yaml`.
package struct SpecKey: Hashable, Sendable {
  /// As Ploomber reads it.
  package var name: String
  /// What may stand behind it.
  package var shape: SpecShape
  /// One clause for people: what the key does.
  package var summary: String

  init(_ name: String, _ shape: SpecShape, _ summary: String) {
    self.name = name
    self.shape = shape
    self.summary = summary
  }
}
