/// The number of single-scalar insertions, deletions, replacements and swaps of neighbours that turn
/// one text into the other (optimal string alignment). O(a·b).
package func editDistance(_ a: String, _ b: String) -> Int {
  editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), cutoff: .max)
}

/// The distance if it is at most `cutoff`, else something above that. Only what lies within `cutoff` of
/// the diagonal is computed: nothing else can be on the way to it.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], cutoff: Int) -> Int {
  guard !a.isEmpty else { return b.count }
  guard !b.isEmpty else { return a.count }
  let band = min(cutoff, max(a.count, b.count))
  let far = a.count + b.count + 1
  var beforeLast = [Int](repeating: far, count: b.count + 1)
  var last = beforeLast
  for j in 0...min(b.count, band) { last[j] = j }
  var row = beforeLast
  var lastLeast = 0
  var i = 1
  while i <= a.count {
    for j in row.indices { row[j] = far }
    if i <= band { row[0] = i }
    var least = row[0]
    var j = max(1, i - band)
    while j <= b.count, j <= i + band {
      let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      var best = min(replaced, min(last[j], row[j - 1]) + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        best = min(best, beforeLast[j - 2] + 1)
      }
      row[j] = best
      least = min(least, best)
      j += 1
    }
    // A swap looks two rows back, so both must be beyond it.
    if least > cutoff, lastLeast > cutoff { return far }
    lastLeast = least
    (beforeLast, last, row) = (last, row, beforeLast)
    i += 1
  }
  return last[b.count]
}

/// The candidate that a writer of `word` most likely meant: at most a third of its letters differ
/// (one in a short word), or only case, `-` and `_` do; else, from four letters on, the one that shares
/// three quarters of its letters in order. The first of equals; `nil` if none is near, or
/// if `word` has more than 200 scalars: nobody misspells that, and the search would take its square.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.unicodeScalars)
  guard letters.count <= 200 else { return nil }
  let folded = letters.map(foldedLetter)
  // What is not nearer than the best so far is of no use.
  var limit = min(max(1, letters.count / 3), letters.count - 1)
  var best: String?
  let counts = LetterCounts(word)
  for candidate in candidates where candidate != word {
    guard counts.leastDistance(to: LetterCounts(candidate)) <= max(0, limit) else { continue }
    let other = Array(candidate.unicodeScalars)
    if other.count == folded.count, zip(other, folded).allSatisfy({ foldedLetter($0) == $1 }) {
      return candidate
    }
    guard let distance = editDistance(letters, other, limit: limit) else { continue }
    best = candidate
    limit = distance - 1
  }
  return best ?? likest(to: word, among: candidates)
}

/// The candidate that shares three quarters of its letters with `word`, both of four letters or more.
private func likest(to word: String, among candidates: some Sequence<String>) -> String? {
  let counts = LetterCounts(word)
  let count = counts.total
  guard count >= 4 else { return nil }
  var best: (ratio: Double, candidate: String)?
  for candidate in candidates where candidate != word {
    let others = LetterCounts(candidate)
    let other = others.total
    // Were all these letters shared in order, that would be the ratio: no need to look closer.
    guard other >= 4, 8 * counts.common(with: others) >= 3 * (count + other) else { continue }
    let ratio = similarity(word, candidate)
    if ratio >= max(0.75, best?.ratio.nextUp ?? 0) { best = (ratio, candidate) }
  }
  return best?.candidate
}

/// The distance where it is at most `limit`. What both begin and end with costs nothing but itself.
private func editDistance(
  _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int
) -> Int? {
  guard limit > 0, abs(a.count - b.count) <= limit else { return nil }
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
func foldedLetter(_ letter: Unicode.Scalar) -> Unicode.Scalar {
  switch letter {
  case "A"..."Z": Unicode.Scalar(UInt8(letter.value) | 0x20)
  case "-", " ": "_"
  default: letter
  }
}
