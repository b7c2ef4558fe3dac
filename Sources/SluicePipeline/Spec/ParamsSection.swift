import SluiceCore
import SluiceYAML

extension SpecReader {
  /// `params`: values as they are passed on. Beside a grid, Ploomber neither calls functions for them
  /// nor looks at `resources_`.
  mutating func readParams(_ node: Node, into declaration: inout TaskDeclaration) {
    let task = declaration.taskName
    let isInGrid = declaration.grid != nil
    guard let entries = node.mapping else {
      // Beside a grid, Ploomber takes whatever is empty for no parameters.
      if isInGrid, !node.isTruthy { return }
      report(
        .specShape, node.range, "'params' is \(node.kindWords), not a mapping",
        help: "write `params: {name: value}`", task: task)
      return
    }
    for entry in entries {
      guard let key = parameterName(entry, in: "'params'", declaration) else { continue }
      var value = ParameterValue(resolved: entry.value)
      declaration.undecidedParams.remove(key)
      if !isInGrid {
        if isFunctionValue(entry.value, task) {
          declaration.undecidedParams.insert(key)
          report(
            .valueOfFunction, entry.value.range, "what '\(key)' is, a function says at run time",
            help: "the reports show the function's path", task: task)
        } else if key == "resources_" {
          value = resources(entry.value, task) ?? value
        }
      }
      declaration.paramKeys[key] = entry.key.range
      declaration.params.append(.init(key: key, value: value))
    }
    declaration.params = lastOfEach(declaration.params, \.key)
  }

  /// The key of one parameter; `nil` where Ploomber cannot pass it on (reported).
  mutating func parameterName(
    _ entry: Node.Entry, in section: String, _ declaration: TaskDeclaration
  ) -> String? {
    guard let key = text(ofKey: entry, in: section) else { return nil }
    let task = declaration.taskName
    if key == "upstream" || key == "product" {
      report(
        .specShape, entry.key.range, "\(section) must not hold the key '\(key)'",
        help: "Ploomber fills it in itself: give the parameter another name", task: task)
      return nil
    }
    guard entry.key.string != nil else {
      report(
        .specShape, entry.key.range,
        "a parameter of '\(task.text)' is named by \(entry.key.kindWords), not by a text",
        help: "give it a name that code can use, or put it in quotes: '\(key)'", task: task)
      return nil
    }
    return key
  }

  /// `resources_` with its paths resolved, as Ploomber passes them on.
  private mutating func resources(_ node: Node, _ task: TaskName) -> ParameterValue? {
    guard let entries = node.mapping else {
      report(
        .specShape, node.range, "'resources_' is \(node.kindWords), not a mapping of files",
        help: "write `resources_: {name: path/to/file}`", task: task)
      return nil
    }
    var values: [ParameterValue.Entry] = []
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'resources_'") else { continue }
      guard let text = entry.value.string else {
        report(
          .specShape, entry.value.range,
          "the resource '\(key)' is \(entry.value.kindWords), not a path",
          help: "name a file of the project", task: task)
        continue
      }
      let path = projectPath(text, from: ".")
      resourceFiles.append(
        ResourceReference(key: key, path: path, range: entry.value.range, task: task))
      values.append(.init(key: key, value: .string(root.map { Path.joined($0, path) } ?? path)))
    }
    return .mapping(lastOfEach(values, \.key))
  }
}
