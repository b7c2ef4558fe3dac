import SluiceYAML

/// One disk that pods see beside the one with the project.
struct VolumeSetting: Hashable {
  enum Source: Hashable {
    case claim(String)
    /// A claim that is made for the run.
    case new(size: String, storageClass: String?)
    /// What Kubernetes calls a volume source.
    case other(YAMLValue)
  }

  var source: Source
  var mountPath: String
  var subPath: String?
  var mode: ShortVolume.Mode
  /// `nil` where the name is made up.
  var name: String?

  static let newClaimSize = "10Mi"

  /// A short form, or a section; `nil` for what has no sense.
  init?(_ node: Node) {
    guard node.mapping != nil else {
      guard let short = try? ShortVolume(node.text) else { return nil }
      source =
        short.claim.map(Source.claim) ?? .new(size: VolumeSetting.newClaimSize, storageClass: nil)
      mountPath = short.path
      mode = short.mode
      return
    }
    guard let path = node.word("mount") else { return nil }
    mountPath = path
    subPath = node.word("sub-path").flatMap { $0.isEmpty ? nil : $0 }
    mode = node.word("mode").flatMap(ShortVolume.Mode.init) ?? .readWrite
    name = node.word("name")
    if let claim = node.word("claim") {
      source = .claim(claim)
    } else if let node = node["volume"] {
      source = .other(node.yaml)
    } else {
      source = .new(
        size: node.word("size") ?? VolumeSetting.newClaimSize, storageClass: node.word("class"))
    }
  }
}
