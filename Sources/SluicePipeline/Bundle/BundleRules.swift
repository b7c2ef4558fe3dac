package import SluiceCore

/// What `sluice.yaml` says about bundles.
package struct BundleRules: Hashable, Sendable {
  /// A shell pattern for paths, in which `*` crosses folders, too; one that fits a folder fits all that
  /// is in it.
  package struct Pattern: Hashable, Sendable {
    /// As written.
    package let text: String
    /// Where it is written.
    package let range: SourceRange
    private let globs: [Glob]

    package init(_ text: String, range: SourceRange) {
      self.text = text
      self.range = range
      var pattern = text
      while pattern.hasSuffix("/") { pattern.removeLast() }
      if pattern.hasPrefix("./") { pattern.removeFirst(2) }
      // `**/x` is `x` in any folder, the first included, and `data/**` is all of `data`.
      globs =
        [Glob(pattern)]
        + (pattern.hasPrefix("**/") ? [Glob(String(pattern.dropFirst(3)))] : [])
    }

    /// Whether the path or a folder that it lies in fits.
    package func matches(_ path: BundlePath) -> Bool {
      let texts = [path.text] + path.folders.map(\.text)
      return globs.contains { glob in texts.contains { glob.matches($0) } }
    }
  }

  /// What goes in though git does not track it, or `exclude` names it.
  package var include: [Pattern] = []
  /// What stays out.
  package var exclude: [Pattern] = []
  /// Whether what `exclude` names stays out even if `include` names it too.
  package var excludeIsLast = false
  /// The largest file that goes in, in bytes; `nil` for no limit.
  package var maxFile: Int?

  package init() {}

  /// The pattern that takes the path in, whatever else stands against it.
  package func including(_ path: BundlePath) -> Pattern? {
    if excludeIsLast, exclude.contains(where: { $0.matches(path) }) { return nil }
    return include.first { $0.matches(path) }
  }
}

/// The bytes that a size like `5 MB`, `512 KiB` or `1000` stands for; `nil` where it is none. Units
/// count in thousands, with an `i` in 1024s; a fraction is taken down to whole bytes.
package func byteCount(_ text: String) -> Int? {
  let bytes = Array(text.utf8).filter { $0 != 0x20 }
  let digits = bytes.prefix { 0x30...0x39 ~= $0 || $0 == 0x2E }
  guard digits.count <= 15, let number = Double(String(decoding: digits, as: UTF8.self)) else {
    return nil
  }
  let units = ["", "k", "m", "g", "t"]
  var unit = String(decoding: bytes.dropFirst(digits.count), as: UTF8.self).lowercased()
  if unit.hasSuffix("b") { unit.removeLast() }
  let base: Double = unit.hasSuffix("i") && unit.utf8.count == 2 ? 1024 : 1000
  if base == 1024 { unit.removeLast() }
  guard let power = units.firstIndex(of: unit) else { return nil }
  return Int(exactly: (0..<power).reduce(number) { size, _ in size * base }.rounded(.down))
}
