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
    var check = ShapeCheck(key: ConfigurationKinds.key, value: ConfigurationKinds.value)
    check.check(root, .section(Configuration.keys), of: "'\(Configuration.fileName)'")
    diagnostics += check.diagnostics
    read(root)
  }

  private mutating func report(_ range: SourceRange, _ message: String, help: String) {
    diagnostics.append(
      Diagnostic(kind: ConfigurationKinds.value, range: range, message: message, help: help))
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
      configuration.targets.append(
        Target(
          name: entry.key.text, settings: entry.value.without(refused), range: entry.key.range,
          source: root["source"]))
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
