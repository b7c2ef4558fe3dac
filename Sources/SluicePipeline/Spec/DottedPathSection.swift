import SluiceCore
import SluiceYAML

extension SpecReader {
  /// A dotted path, or a mapping that holds one under `dotted_path` beside keyword arguments; whether it
  /// is one. Anything else, nothing included, is reported.
  @discardableResult
  mutating func dottedReference(
    _ node: Node, _ role: DottedReference.Role, task: TaskName? = nil
  ) -> Bool {
    if let path = node.string {
      return reference(path, node.range, role, arguments: [], task)
    }
    guard let entries = node.mapping else {
      report(
        .specShape, node.range,
        "the \(role.words) is \(node.kindWords), not the dotted path of a function",
        help: "write `module.function`", task: task)
      return false
    }
    guard let target = last("dotted_path", in: entries)?.value else {
      report(
        .specShape, node.range.firstByte, "the \(role.words) has no 'dotted_path'",
        help: "name the function: `dotted_path: module.function`", task: task)
      return false
    }
    guard let text = target.string else {
      report(
        .specShape, target.range,
        "'dotted_path' is \(target.kindWords), not the dotted path of a function",
        help: "write `module.function`", task: task)
      return false
    }
    var arguments: [DottedReference.Argument] = []
    for entry in entries {
      guard let key = self.text(ofKey: entry, in: "the \(role.words)") else { continue }
      guard entry.key.string != nil else {
        report(
          .specShape, entry.key.range,
          "an argument of the \(role.words) is named by \(entry.key.kindWords), not by a text",
          help: "name it as the function's parameter is named", task: task)
        continue
      }
      if key != "dotted_path" { arguments.append(.init(name: key, range: entry.key.range)) }
    }
    return reference(text, target.range, role, arguments: arguments, task)
  }

  private mutating func reference(
    _ path: String, _ range: SourceRange, _ role: DottedReference.Role,
    arguments: [DottedReference.Argument], _ task: TaskName?
  ) -> Bool {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      report(
        .specShape, range, "'\(path)' is not the dotted path of a function",
        help: "write `module.function`", task: task)
      return false
    }
    functions.append(
      DottedReference(path: path, range: range, role: role, arguments: arguments, task: task))
    return true
  }

  /// `package.module::function`, or a mapping with such a `dotted_path`, as a value of `params` or
  /// `grid`: Ploomber calls the function for the value. Whether the node is one.
  mutating func isFunctionValue(_ node: Node, _ task: TaskName) -> Bool {
    let target = node.mapping == nil ? node : node["dotted_path"]
    guard let target else { return false }
    guard let text = target.string else {
      guard node.mapping != nil else { return false }
      report(
        .specShape, target.range,
        "'dotted_path' is \(target.kindWords), not the dotted path of a function",
        help: "write `module::function`, or give the key another name", task: task)
      return false
    }
    guard let path = functionPath(ofValue: text) else { return false }
    var arguments: [DottedReference.Argument] = []
    for entry in node.mapping ?? [] where entry.key.string != "dotted_path" {
      if let name = entry.key.string { arguments.append(.init(name: name, range: entry.key.range)) }
    }
    functions.append(
      DottedReference(
        path: path, range: target.range, role: .maker("value"), arguments: arguments, task: task))
    return true
  }
}

/// The dotted path of a value in Ploomber's strict form: names and dots, one `::`, and a name in which
/// no dot follows; `nil` for every other text.
func functionPath(ofValue text: String) -> String? {
  guard let mark = text.firstRange(of: "::") else { return nil }
  let module = text[..<mark.lowerBound]
  let name = text[mark.upperBound...]
  func isWord(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }
  guard !module.isEmpty, module.allSatisfy({ isWord($0) || $0 == "." }), !name.contains("::"),
    !name.contains("."), name.first.map(isWord) ?? false
  else { return nil }
  return "\(module).\(name)"
}
