import SluicePipeline

/// Follows the links of a tree on paper: where a link leads once the tree is unpacked elsewhere.
struct LinkWay {
  /// The texts of all links, by path.
  let targets: [BundlePath: [UInt8]]
  /// Linux follows no more links than this in one path.
  private static let limit = 40

  /// Whether the link at `path` leads out of the tree, by itself or through another link. A circle leads
  /// nowhere, and so not out.
  func leaves(_ path: BundlePath) -> Bool {
    var at = path.parts.map(Array.init)
    var rest: [[UInt8]] = []
    guard let last = at.popLast() else { return false }
    rest.append(last)
    var followed = 0
    while let part = rest.popLast() {
      if part == [0x2E] || part.isEmpty { continue }
      if part == [0x2E, 0x2E] {
        if at.isEmpty { return true }
        at.removeLast()
        continue
      }
      at.append(part)
      guard let target = targets[BundlePath(Array(at.joined(separator: [0x2F])))] else { continue }
      if target.first == 0x2F { return true }
      followed += 1
      if followed > LinkWay.limit { return false }
      at.removeLast()
      rest += target.split(separator: 0x2F).map(Array.init).reversed()
    }
    return false
  }
}
