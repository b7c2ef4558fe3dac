/// One run over a target: which input comes next, and which are worth being changed further. The same
/// seed and corpus give the same inputs.
package struct FuzzSession: Sendable {
  /// The target.
  package let target: FuzzTarget
  private var mutator: FuzzMutator
  private let seeds: [[UInt8]]
  /// Inputs that showed something new, the youngest last.
  package private(set) var found: [[UInt8]] = []
  private var features: Set<UInt64> = []
  private var round = 0
  /// So many inputs are kept; a newer one takes the place of some other.
  private static let foundLimit = 4000

  /// `corpus` may be empty.
  package init(_ target: FuzzTarget, seed: UInt64, corpus: [[UInt8]]) {
    self.target = target
    mutator = FuzzMutator(
      seed: seed &+ FNV.hash(Array(target.rawValue.utf8)), pieces: target.pieces)
    seeds = corpus.isEmpty ? [[]] : corpus
  }

  /// The next input. Every other one of the first is from the corpus as it is.
  package mutating func next() -> [UInt8] {
    round += 1
    if round <= 128, round % 2 == 1 { return seeds[mutator.below(seeds.count)] }
    let base = chosen()
    let other = chosen()
    guard target.readsSeveralFiles else { return mutator.mutated(base, with: other) }
    return mutator.mutated(FuzzFiles(base), with: FuzzFiles(other)).text
  }

  private mutating func chosen() -> [UInt8] {
    if !found.isEmpty, mutator.below(2) == 0 {
      // What was found last leads furthest.
      let recent = min(found.count, mutator.below(2) == 0 ? 64 : found.count)
      return found[found.count - 1 - mutator.below(recent)]
    }
    return seeds[mutator.below(seeds.count)]
  }

  /// Learns what came of an input.
  package mutating func take(_ outcome: FuzzOutcome, of input: [UInt8]) {
    let known = features.count
    features.formUnion(outcome.features)
    guard features.count > known, outcome.fault == nil else { return }
    if found.count >= FuzzSession.foundLimit { found.remove(at: mutator.below(found.count / 2)) }
    found.append(input)
  }
}
