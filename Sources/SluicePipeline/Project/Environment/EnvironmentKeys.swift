import SluiceCore
import SluiceYAML

/// What Ploomber refuses about the keys of `env.yaml`, at any depth of its mappings.
func keyFindings(_ entries: [Node.Entry], isOutermost: Bool = true) -> [Diagnostic] {
  entries.flatMap { entry -> [Diagnostic] in
    let inner = keyFindings(entry.value.mapping ?? [], isOutermost: false)
    return (keyFinding(entry.key, isOutermost: isOutermost).map { [$0] } ?? []) + inner
  }
}

private func keyFinding(_ key: Node, isOutermost: Bool) -> Diagnostic? {
  guard let text = key.string else {
    return Diagnostic(
      kind: .environmentKey, range: key.range,
      message: "a key of the environment is \(key.kindWords), not text",
      help: "write it in quotes")
  }
  if text.contains("__") {
    return Diagnostic(
      kind: .environmentKey, range: key.range,
      message: "the key '\(text)' holds two underscores in a row",
      help: "Ploomber keeps '__' for the parts of nested keys: use one")
  }
  if isOutermost, text.hasPrefix("_"), text != "_module" {
    return Diagnostic(
      kind: .environmentKey, range: key.range,
      message: "the key '\(text)' begins with an underscore",
      help: "only '_module' may: take the underscore away")
  }
  return nil
}

/// The standard keys that Ploomber adds where the file has none of the name, in its order.
enum StandardKey: String, CaseIterable {
  case user, cwd, now, root, here, git
  case gitHash = "git_hash"

  var origins: Set<HostValue> {
    switch self {
    case .user: [.user]
    case .now: [.now]
    case .git, .gitHash: [.git]
    case .cwd, .root, .here: []
    }
  }
}
