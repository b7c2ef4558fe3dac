import SluiceCore
import SluiceYAML

/// Compares a file's nodes with a table of keys, and says what the table has not.
struct ShapeCheck {
  /// Of keys that the table does not have.
  private let key: DiagnosticKind
  /// Of values that their key does not take.
  private let value: DiagnosticKind
  /// In the order of the file.
  private(set) var diagnostics: [Diagnostic] = []

  init(key: DiagnosticKind, value: DiagnosticKind) {
    self.key = key
    self.value = value
  }

  /// `what` names the node in a finding. As deep as the table is.
  mutating func check(_ node: Node, _ shape: ConfigurationShape, of what: String) {
    switch shape {
    case .text:
      if node.scalar == nil || node.isNull { reportShape(node, shape, of: what) }
    case .size:
      if node.scalar.flatMap({ byteCount($0.text) }) == nil { reportShape(node, shape, of: what) }
    case .flag:
      if case .bool? = node.scalar?.resolved { return }
      reportShape(node, shape, of: what)
    case .count:
      if node.int.map({ $0 < 0 }) ?? true { reportShape(node, shape, of: what) }
    case .duration:
      if node.scalar.flatMap({ seconds($0.text) }) == nil { reportShape(node, shape, of: what) }
    case .raw:
      if node.isNull { reportShape(node, shape, of: what) }
    case .either(let shapes):
      guard let fitting = shapes.first(where: { $0.suits(node) }) else {
        return reportShape(node, shape, of: what)
      }
      check(node, fitting, of: what)
    case .choice(let words):
      // `off` and `no` are texts here, whatever YAML makes of them.
      guard let text = node.scalar?.text, words.contains(text) else {
        let near = nearest(to: node.text, among: words)
        report(
          node.range, "\(what) is \(node.scalar.map { "'\($0.text)'" } ?? node.kindWords)",
          help: near.map { "did you mean '\($0)'?" } ?? "write \(shape.words)")
        return
      }
    case .list(let element):
      for node in node.sequence ?? [node] { check(node, element, of: what) }
    case .mapping(_, let values):
      guard let entries = node.mapping else { return reportShape(node, shape, of: what) }
      for entry in entries { check(entry.value, values, of: "'\(entry.key.text)'") }
    case .section(let keys): check(node, section: keys, of: what)
    }
  }

  private mutating func check(_ node: Node, section keys: [ConfigurationKey], of what: String) {
    guard let entries = node.mapping else { return reportShape(node, .section(keys), of: what) }
    for entry in entries {
      let name = entry.key.text
      guard let key = keys.first(where: { $0.name == name }) else {
        let near = nearest(to: name, among: keys.map(\.name))
        diagnostics.append(
          Diagnostic(
            kind: self.key, range: entry.key.range, message: "\(what) has no key '\(name)'",
            help: near.map { "did you mean '\($0)'?" }
              ?? "the keys are \(keys.map(\.name).joined(separator: ", "))"))
        continue
      }
      check(entry.value, key.shape, of: "'\(name)'")
    }
    for key in keys where key.isRequired && node[key.name] == nil {
      report(node.range.firstByte, "\(what) has no '\(key.name)'", help: "add `\(key.name): …`")
    }
  }

  /// Says of a value that it is none for its key.
  mutating func report(_ range: SourceRange, _ message: String, help: String) {
    diagnostics.append(Diagnostic(kind: value, range: range, message: message, help: help))
  }

  private mutating func reportShape(_ node: Node, _ shape: ConfigurationShape, of what: String) {
    report(
      node.range, "\(what) is \(node.kindWords), not \(shape.words)", help: "write \(shape.words)")
  }
}
