import SluiceYAML

extension Configuration {
  /// The section `bundle`.
  static let bundleKeys = ConfigurationKey(
    "bundle",
    .section([
      ConfigurationKey(
        "include", .list(.text), default: "nothing", example: "[lib/generated/**]",
        "Files that go into a bundle though git does not track them; `*` stands for any text, slashes "
          + "included."),
      ConfigurationKey(
        "exclude", .list(.text), default: "nothing", example: "[data/raw/**, '*.mp4']",
        "Files that stay out though git tracks them; `last-word` decides of those that "
          + "`include` names too."),
      ConfigurationKey(
        "last-word", .choice(["include", "exclude"]), default: "include",
        "Which list decides of a file that both name."),
      ConfigurationKey(
        "max-file", .size, default: "no limit", example: "5 MB",
        "Files above this size stay out, with a finding."),
    ]),
    default: "what git tracks", "What `sluice bundle` packs.")
}

extension BundleRules {
  /// Takes what is right; what is not has been reported by the table of keys.
  init(_ section: Node?) {
    self.init()
    include = patterns(section?["include"])
    exclude = patterns(section?["exclude"])
    excludeIsLast = section?["last-word"]?.text == "exclude"
    maxFile = (section?["max-file"]?.scalar?.text).flatMap(byteCount)
  }

  private func patterns(_ node: Node?) -> [Pattern] {
    guard let node, !node.isNull else { return [] }
    let nodes: [Node] = node.sequence ?? [node]
    return nodes.compactMap { node in
      node.scalar.map { Pattern($0.text, range: node.range) }
    }
  }
}
