import SluicePipeline

/// What a pointer of Git LFS stands for.
struct LargeFile: Hashable {
  /// SHA-256 of the content, 64 hexadecimal digits.
  var digest: String
  /// Bytes of the content.
  var size: Int

  /// No pointer is longer.
  static let pointerLimit = 1024

  /// Reads a pointer; `nil` if the bytes are none.
  init?(pointer bytes: [UInt8]) {
    guard bytes.count < LargeFile.pointerLimit,
      let text = String(validating: bytes, as: UTF8.self),
      text.hasPrefix("version https://git-lfs.github.com/spec/v1")
        || text.hasPrefix("version https://hawser.github.com/spec/v1")
    else { return nil }
    var values: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { values[words[0]] = words[1] }
    }
    guard let oid = values["oid"], oid.hasPrefix("sha256:"), oid.utf8.count == 71,
      oid.utf8.dropFirst(7).allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }),
      let size = values["size"].flatMap({ Int($0) }), size >= 0
    else { return nil }
    digest = String(oid.dropFirst(7))
    self.size = size
  }

  /// Where Git LFS keeps the content, in the folder that all working trees share.
  func place(in commonFolder: String) -> String {
    let parts = [digest.prefix(2), digest.dropFirst(2).prefix(2), digest[...]]
    return Path.joined(commonFolder, "lfs/objects/" + parts.joined(separator: "/"))
  }
}
