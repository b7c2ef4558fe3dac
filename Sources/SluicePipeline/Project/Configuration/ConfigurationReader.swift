import SluiceCore
import SluiceYAML

/// Reads `sluice.yaml`: first everything is checked against the table of keys, then what is right is
/// taken, so that one mistake costs one key.
struct ConfigurationReader {
  private(set) var configuration = Configuration()
  private(set) var diagnostics: [Diagnostic] = []
  /// The kinds of findings that a project can speak of.
  let kinds: [DiagnosticKind]
  private let index: KindIndex

  init(_ root: Node?, kinds: [DiagnosticKind]) {
    self.kinds = kinds
    index = KindIndex(kinds)
    guard let root, !root.isNull else { return }
    guard root.mapping != nil else {
      report(
        root.range, "'\(Configuration.fileName)' is \(root.kindWords), not a mapping",
        help:
          "write `key: value`; the keys are \(Configuration.keys.map(\.name).joined(separator: ", "))"
      )
      return
    }
    check(root, .section(Configuration.keys), of: "'\(Configuration.fileName)'")
    read(root)
  }

  private mutating func report(_ range: SourceRange, _ message: String, help: String) {
    diagnostics.append(
      Diagnostic(kind: ConfigurationKinds.value, range: range, message: message, help: help))
  }

  // MARK: Against the table

  private mutating func check(_ node: Node, _ shape: ConfigurationShape, of what: String) {
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
        let text = node.scalar?.text ?? ""
        let near = nearest(to: text, among: words)
        report(
          node.range, "\(what) is \(node.scalar.map { "'\($0.text)'" } ?? node.kindWords)",
          help: near.map { "did you mean '\($0)'?" } ?? "write \(shape.words)")
        return
      }
    case .list(let element):
      for node in node.sequence ?? [node] { check(node, element, of: what) }
    case .mapping(_, let values):
      guard let entries = node.mapping else { return reportShape(node, shape, of: what) }
      for entry in entries { check(entry.value, values, of: "'\(entry.key.scalar?.text ?? "")'") }
    case .section(let keys):
      guard let entries = node.mapping else { return reportShape(node, shape, of: what) }
      for entry in entries {
        let name = entry.key.scalar?.text ?? ""
        guard let key = keys.first(where: { $0.name == name }) else {
          let near = nearest(to: name, among: keys.map(\.name))
          diagnostics.append(
            Diagnostic(
              kind: ConfigurationKinds.key, range: entry.key.range,
              message: "\(what) has no key '\(name)'",
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
  }

  private mutating func reportShape(_ node: Node, _ shape: ConfigurationShape, of what: String) {
    report(
      node.range, "\(what) is \(node.kindWords), not \(shape.words)", help: "write \(shape.words)")
  }

  // MARK: What is right

  private mutating func read(_ root: Node) {
    for entry in root["rules"]?.mapping ?? [] {
      guard let word = entry.key.scalar?.text, let kind = kind(word, entry.key.range),
        let text = entry.value.scalar?.text, let level = Configuration.Level(rawValue: text)
      else { continue }
      configuration.levels[kind.code] = level
    }
    for node in root["ignore"].map({ $0.sequence ?? [$0] }) ?? [] {
      let paths = texts(node["path"]).map { Glob($0.text) }
      // A misspelt `rules` would hide everything.
      let isSound = (node.mapping ?? []).allSatisfy { entry in
        ["path", "rules", "because"].contains(entry.key.scalar?.text)
      }
      guard !paths.isEmpty, isSound else { continue }
      let words = texts(node["rules"])
      let rules = words.filter { kind($0.text, $0.range) != nil }
      // With nothing but misspelt names, all findings would go.
      guard rules.count > 0 || words.isEmpty else { continue }
      configuration.ignores.append(
        .init(
          paths: paths, rules: rules, reason: node["because"]?.scalar?.text, range: node.range))
    }
    configuration.failOn = root["fail-on"]?.scalar.flatMap { .init(rawValue: $0.text) }
    if configuration.failOn == .advice { configuration.failOn = nil }
    if let node = root["baseline"], !node.isNull { configuration.baseline = node.scalar?.text }
    if let node = root["source"] { configuration.source = Configuration.Source(node) }
    configuration.bundle = BundleRules(root["bundle"])
    let refused = Set(diagnostics.map(\.range))
    for entry in root["targets"]?.mapping ?? [] where entry.value.mapping != nil {
      var target = Target(
        name: entry.key.text, settings: entry.value.without(refused), range: entry.key.range)
      if let own = target.settings["source"] {
        target.source = Configuration.Source(own.over(root["source"]))
      }
      configuration.targets.append(target)
    }
  }

  private func texts(_ node: Node?) -> [Suppression.Word] {
    guard let node else { return [] }
    return (node.sequence ?? [node]).compactMap { element in
      element.scalar.map { .init(text: $0.text, range: element.range) }
    }
  }

  private mutating func kind(_ word: String, _ range: SourceRange) -> DiagnosticKind? {
    if let kind = index[word] { return kind }
    let near = nearest(to: word, among: kinds.map(\.name))
    report(
      range, "there is no finding '\(word)'",
      help: near.map { "did you mean '\($0)'?" } ?? "`sluice explain` lists them")
    return nil
  }
}
