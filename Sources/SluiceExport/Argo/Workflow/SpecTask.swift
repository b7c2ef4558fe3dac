import SluiceYAML

/// One task of a DAG template.
struct SpecTask {
  /// Different for each task.
  var name: String
  /// Positions of those that it waits for, each before its own.
  var upstream: [Int]
  /// Everything behind the name and what it waits for: its template and arguments.
  var fields: Fields

  /// As it stands in a DAG where it waits for tasks of these names.
  func value(dependencies: [String]) -> YAMLValue {
    var entry = Fields()
    entry.add("name", name)
    entry.add("dependencies", all: dependencies.sorted().map { .string($0) })
    for field in fields.entries { entry.add(field.key, field.value) }
    return entry.value
  }
}
