import SluiceCore
import SluicePipeline
import SluiceYAML

/// An entry of a task's `params` that a target's `parameters` names as `TASK.NAME`.
struct TaskParameter {
  /// Why it cannot be set.
  struct Problem: Hashable {
    var words: String
    var help: String
  }

  /// The task's position in the list of the specification; a grid stands there once.
  private(set) var task = 0
  let key: String
  /// A YAML text that gives the value again; `nil` where there is none of one line.
  private(set) var text: String?
  private(set) var problem: Problem?

  /// `nil` where `text` names no task, or none of its parameters.
  init?(_ text: String, _ analysis: Analysis) {
    let found = analysis.spec.tasks.lazy.compactMap { task -> (TaskSpec, String)? in
      for name in TaskParameter.names(of: task) where text.hasPrefix(name + ".") {
        let key = String(text.dropFirst(name.count + 1))
        if task.params.contains(where: { $0.key == key }) { return (task, key) }
      }
      return nil
    }.first
    guard let (task, key) = found else { return nil }
    self.key = key
    guard task.range.file == analysis.spec.head.file else {
      problem = Problem(
        words: "'\(text)' stands in another file than the specification, which pods cannot change",
        help: "write `\(key): '{{\(key)}}'` there, and make '\(key)' a key of env.yaml")
      return
    }
    let bytes = analysis.sources.files[task.range.file].bytes
    let root = parseYAML(bytes, file: task.range.file).root
    let tasks = root?.sequence ?? root?["tasks"]?.sequence ?? []
    guard let position = tasks.firstIndex(where: { $0.range == task.range }) else {
      problem = Problem(
        words: "the task of '\(text)' does not stand in a list that pods could change",
        help: "make '\(key)' a key of env.yaml")
      return
    }
    self.task = position
    guard let value = tasks[position]["params"]?[key] else {
      problem = Problem(
        words:
          "'\(key)' is given by the grid of the task, which makes one task for each of its values",
        help: "name a parameter of `params`")
      return
    }
    if let text = value.scalar?.text, text.contains("{{") {
      problem = Problem(
        words: "the value of '\(text)' is made of placeholders",
        help: "name their keys of env.yaml instead")
      return
    }
    guard !key.utf8.contains(where: { $0 == 0x3D || $0 < 0x20 }) else {
      problem = Problem(
        words: "'\(key)' holds what the name of a parameter cannot have here",
        help: "give it a name of letters, digits and `_`")
      return
    }
    self.text = TaskParameter.text(of: value, in: bytes)
  }

  /// All that can be named, in declared order.
  static func names(_ analysis: Analysis) -> [String] {
    analysis.spec.tasks.flatMap { task in
      task.paramRanges.keys.sorted().map { "\(task.name.text).\($0)" }
    }
  }

  /// A grid's tasks are meant by their own names, and by the one that the specification has.
  private static func names(of task: TaskSpec) -> [String] {
    guard let index = task.gridIndex else { return [task.name.text] }
    var base = task.name.text
    guard base.hasSuffix(String(index)) else { return [base] }
    base.removeLast(String(index).count)
    return [task.name.text, base] + (base.hasSuffix("-") ? [String(base.dropLast())] : [])
  }

  private static func text(of node: Node, in bytes: [UInt8]) -> String? {
    if let text = node.string { return isPlainWord(text) ? text : quoted(text) }
    if let scalar = node.scalar { return scalar.text.isEmpty ? "null" : scalar.text }
    // A list or a mapping in one line is a text as it stands.
    let range = node.range.bytes
    guard range.upperBound <= bytes.count else { return nil }
    let text = String(decoding: bytes[range], as: UTF8.self)
    let isFlow = text.hasPrefix("[") || text.hasPrefix("{")
    let isOneLine = !text.utf8.contains { $0 < 0x20 }
    return isFlow && isOneLine && !text.contains("*") && !text.contains("&") ? text : nil
  }

  /// Whether YAML takes the text for itself.
  private static func isPlainWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first | 0x20) else { return false }
    let isWord = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x39).contains(byte) || byte == 0x5F
    }
    return isWord
      && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
  }

  /// The text as YAML's double quotes have it.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count == 1 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
