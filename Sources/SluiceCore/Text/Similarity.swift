/// The ratio of Python's `difflib.SequenceMatcher`: twice the letters in matching blocks over all
/// letters; 0 when either is empty or `a` has 64 letters or more. O(a·b·blocks).
package func similarity(_ a: String, _ b: String) -> Double {
  let a = Array(a.unicodeScalars)
  let b = Array(b.unicodeScalars)
  guard !a.isEmpty, !b.isEmpty, a.count < 64 else { return 0 }
  func matched(_ left: Range<Int>, _ right: Range<Int>) -> Int {
    var best = (size: 0, left: 0, right: 0)
    for i in left {
      for j in right {
        var size = 0
        while i + size < left.upperBound, j + size < right.upperBound, a[i + size] == b[j + size] {
          size += 1
        }
        if size > best.size { best = (size, i, j) }
      }
    }
    guard best.size > 0 else { return 0 }
    return best.size + matched(left.lowerBound..<best.left, right.lowerBound..<best.right)
      + matched(
        (best.left + best.size)..<left.upperBound, (best.right + best.size)..<right.upperBound)
  }
  return 2 * Double(matched(a.indices, b.indices)) / Double(a.count + b.count)
}
