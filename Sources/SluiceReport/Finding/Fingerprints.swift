import SluiceCore

/// Gives every finding of a report a name of its own that stays the same while lines move: made of its
/// code, its file and its words, and of equal ones in the order in which they come.
struct Fingerprints {
  private var seen: [UInt64: Int] = [:]

  /// Sixteen hexadecimal digits. `path` is the finding's file as the report names it.
  mutating func next(_ finding: Diagnostic, path: String) -> String {
    let identity = [finding.kind.code, path, finding.message].joined(separator: "\u{0}")
    let base = hash(of: identity)
    let twin = seen[base, default: 0]
    seen[base] = twin + 1
    let digits = String(twin == 0 ? base : hash(of: "\(identity)\u{0}\(twin)"), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// FNV-1a of 64 bits over the text's UTF-8 bytes.
  private func hash(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
