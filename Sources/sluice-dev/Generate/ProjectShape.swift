/// What a generated project is to look like. The same values give the same bytes.
struct ProjectShape {
  /// How the tasks depend on each other.
  enum Graph: String, CaseIterable {
    /// Each task reads one to three of the twenty before it.
    case mesh
    /// Each task reads the one before it.
    case chain
    /// All tasks read the first one, and the last one reads them all.
    case fan
  }

  /// How many tasks, from 1.
  var tasks = 1000
  /// How they hang together.
  var graph = Graph.mesh
  /// How many of a hundred tasks are functions, scripts, notebooks and SQL; their sum is 100.
  var mix = (functions: 40, scripts: 30, notebooks: 20, sql: 10)
  /// What is random follows from it.
  var seed: UInt64 = 1

  /// Reads `--tasks N --graph mesh|chain|fan --mix F,S,N,Q --seed N`; `nil` for anything else.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let flag = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch flag {
      case "--tasks":
        guard let count = Int(value), (1...1_000_000).contains(count) else { return nil }
        tasks = count
      case "--graph":
        guard let known = Graph(rawValue: value) else { return nil }
        graph = known
      case "--mix":
        let shares = value.split(separator: ",").compactMap { Int($0) }
        guard shares.count == 4, shares.allSatisfy({ $0 >= 0 }), shares.reduce(0, +) == 100
        else { return nil }
        mix = (shares[0], shares[1], shares[2], shares[3])
      case "--seed":
        guard let number = UInt64(value) else { return nil }
        seed = number
      default: return nil
      }
    }
  }
}

/// Chances that follow from a seed (SplitMix64).
struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A number from 0 up to `limit`, which is positive.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  /// One of `words`, which has some.
  mutating func one(of words: [String]) -> String { words[below(words.count)] }
}
