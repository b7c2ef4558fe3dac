/// The number of single-scalar insertions, deletions, replacements and swaps of neighbours that turn
/// one text into the other (optimal string alignment). O(a·b).
package func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars)
  let b = Array(b.unicodeScalars)
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
    beforeLast = last
    last = row
  }
  return last[b.count]
}

/// The candidate that a writer of `word` most likely meant: at most a third of its letters differ
/// (one in a short word), or only case, `-` and `_` do; else, from four letters on, the one that shares
/// three quarters of its letters in order. The first of equals; `nil` if none is near, or
/// if `word` has more than 200 scalars: nobody misspells that, and the search would take its square.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  guard word.unicodeScalars.count <= 200 else { return nil }
  let limit = max(1, word.unicodeScalars.count / 3)
  var best: (distance: Int, candidate: String)?
  let folded = foldedName(word)
  for candidate in candidates where candidate != word {
    if folded == foldedName(candidate) { return candidate }
    guard abs(candidate.unicodeScalars.count - word.unicodeScalars.count) <= limit else { continue }
    let distance = editDistance(word, candidate)
    guard distance <= limit, distance < word.unicodeScalars.count else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
  }
  if let best { return best.candidate }
  var likest: (ratio: Double, candidate: String)?
  for candidate in candidates where candidate != word {
    let ratio = min(word.count, candidate.count) < 4 ? 0 : similarity(word, candidate)
    if ratio >= max(0.75, likest?.ratio.nextUp ?? 0) { likest = (ratio, candidate) }
  }
  return likest?.candidate
}

private func foldedName(_ text: String) -> String {
  String(text.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
}
