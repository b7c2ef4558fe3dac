/// How often letters stand in a text, as far as that tells quickly that two texts are far apart. Letters
/// that are alike but for case, `-`, `_` and blanks count as one; others may share a place.
struct LetterCounts {
  private var counts = SIMD32<UInt16>.zero
  /// Scalars.
  private(set) var total = 0

  init(_ text: String) {
    for letter in text.unicodeScalars {
      total += 1
      // No letter stands more often in a text that anybody compares.
      guard total < Int(UInt16.max) else { continue }
      counts[Int(foldedLetter(letter).value & 31)] += 1
    }
  }

  /// Letters of this text that the other one may have, too: never fewer than it really shares.
  func common(with other: LetterCounts) -> Int {
    let shared = pointwiseMin(counts, other.counts)
    return Int(shared.wrappedSum())
  }

  /// What the edit distance is at least.
  func leastDistance(to other: LetterCounts) -> Int {
    max(total, other.total) - common(with: other)
  }
}
