/// The number of single-scalar insertions, deletions, replacements and swaps of neighbours that turn
/// one text into the other (optimal string alignment). O(a·b).
package func editDistance(_ a: String, _ b: String) -> Int {
  editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), cutoff: .max)
}

/// The distance, or something above `cutoff` as soon as it cannot be less.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], cutoff: Int) -> Int {
  guard !a.isEmpty else { return b.count }
  guard !b.isEmpty else { return a.count }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    row.reserveCapacity(b.count + 1)
    for j in 1...b.count {
      let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      var best = min(replaced, last[j] + 1, row[j - 1] + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        best = min(best, beforeLast[j - 2] + 1)
      }
      row.append(best)
    }
    // A swap looks two rows back, so both must be beyond it.
    if let least = row.min(), let before = last.min(), least > cutoff, before > cutoff {
      return least
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}

/// The candidate that a writer of `word` most likely meant: at most a third of its letters differ
/// (one in a short word), or only case, `-` and `_` do. The first of equals; `nil` if none is near, or
/// if `word` has more than 200 scalars: nobody misspells that, and the search would take its square.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.unicodeScalars)
  guard letters.count <= 200 else { return nil }
  let folded = letters.map(foldedLetter)
  // What is not nearer than the best so far is of no use.
  var limit = min(max(1, letters.count / 3), letters.count - 1)
  var best: String?
  for candidate in candidates where candidate != word {
    let other = Array(candidate.unicodeScalars)
    if other.count == folded.count, zip(other, folded).allSatisfy({ foldedLetter($0) == $1 }) {
      return candidate
    }
    guard let distance = editDistance(letters, other, limit: limit) else { continue }
    best = candidate
    limit = distance - 1
  }
  return best
}

/// The distance where it is at most `limit`. What both begin and end with costs nothing but itself.
private func editDistance(
  _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int
) -> Int? {
  guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
  var start = 0
  while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
  var end = 0
  while end < a.count - start, end < b.count - start, a[a.count - 1 - end] == b[b.count - 1 - end] {
    end += 1
  }
  let distance = editDistance(
    Array(a[start..<(a.count - end)]), Array(b[start..<(b.count - end)]), cutoff: limit)
  return distance <= limit ? distance : nil
}

/// ASCII's capitals, `-` and blanks as people confuse them.
private func foldedLetter(_ letter: Unicode.Scalar) -> Unicode.Scalar {
  switch letter {
  case "A"..."Z": Unicode.Scalar(UInt8(letter.value) | 0x20)
  case "-", " ": "_"
  default: letter
  }
}
