import SluiceCore

/// Which tasks each wildcard names; a pattern is matched once, however many tasks use it. What all
/// wildcards may cost together is bounded.
struct WildcardMatches {
  private let names: [String]
  private var known: [String: [Int]] = [:]
  /// Names that may still be compared.
  private var comparisons = 20_000_000
  /// Edges that may still be made.
  private var edges = Limit.edges.value

  init(_ names: [String]) {
    self.names = names
  }

  /// The positions whose names fit, ascending; `nil` once the bound is reached.
  mutating func positions(of pattern: String) -> [Int]? {
    if known[pattern] == nil {
      comparisons -= names.count
      guard comparisons > 0 else { return nil }
      let glob = Glob(pattern)
      known[pattern] = names.indices.filter { glob.matches(names[$0]) }
    }
    guard let matches = known[pattern], matches.count <= edges else { return nil }
    edges -= matches.count
    return matches
  }
}
