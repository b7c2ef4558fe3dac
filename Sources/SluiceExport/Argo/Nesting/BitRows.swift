/// A table of bits with rows of one length: sets of small numbers, many of them, compared by words.
struct BitRows: Hashable, Sendable {
  /// Words of one row.
  let width: Int
  private var words: [UInt64]

  /// All rows empty. A row holds numbers from 0 up to `columns`.
  init(rows: Int, columns: Int) {
    width = (columns + 63) / 64
    words = [UInt64](repeating: 0, count: rows * width)
  }

  func contains(_ column: Int, in row: Int) -> Bool {
    words[row * width + column >> 6] >> UInt64(column & 63) & 1 == 1
  }

  mutating func insert(_ column: Int, in row: Int) {
    words[row * width + column >> 6] |= 1 << UInt64(column & 63)
  }

  mutating func remove(_ column: Int, from row: Int) {
    words[row * width + column >> 6] &= ~(1 << UInt64(column & 63))
  }

  /// Adds all of the row `other` to the row `row`.
  mutating func unite(_ row: Int, with other: Int) {
    let (target, source, width) = (row * width, other * width, width)
    words.withUnsafeMutableBufferPointer { words in
      for index in 0..<width { words[target + index] |= words[source + index] }
    }
  }

  /// Empties the row.
  mutating func clear(_ row: Int) {
    for index in row * width..<(row + 1) * width { words[index] = 0 }
  }

  /// How many numbers are in the row.
  func count(_ row: Int) -> Int {
    words.withUnsafeBufferPointer { words in
      var count = 0
      for index in row * width..<(row + 1) * width { count += words[index].nonzeroBitCount }
      return count
    }
  }

  /// How many numbers are in the row and in the row `other` of `rows`, which is as wide.
  func countCommon(_ row: Int, _ rows: BitRows, _ other: Int) -> Int {
    let (first, second) = (row * width, other * width)
    return words.withUnsafeBufferPointer { words in
      rows.words.withUnsafeBufferPointer { others in
        var count = 0
        for index in 0..<width {
          count += (words[first + index] & others[second + index]).nonzeroBitCount
        }
        return count
      }
    }
  }

  /// Whether a number is in the row and in the row `other` of `rows`, which is as wide.
  func intersects(_ row: Int, _ rows: BitRows, _ other: Int) -> Bool {
    let (first, second) = (row * width, other * width)
    return words.withUnsafeBufferPointer { words in
      rows.words.withUnsafeBufferPointer { others in
        for index in 0..<width where words[first + index] & others[second + index] != 0 {
          return true
        }
        return false
      }
    }
  }

  /// How many numbers are in `row` and not in `other`.
  func countDifference(_ row: Int, _ other: Int) -> Int {
    let (first, second) = (row * width, other * width)
    return words.withUnsafeBufferPointer { words in
      var count = 0
      for index in 0..<width {
        count += (words[first + index] & ~words[second + index]).nonzeroBitCount
      }
      return count
    }
  }

  /// The sum of `weights` of what is in `row` and not in `other`.
  func weight(_ row: Int, without other: Int, _ weights: [Int]) -> Int {
    var sum = 0
    for index in 0..<width {
      var word = words[row * width + index] & ~words[other * width + index]
      while word != 0 {
        sum += weights[index << 6 + word.trailingZeroBitCount]
        word &= word - 1
      }
    }
    return sum
  }

  /// The sum of `weights` of what is in the row.
  func weight(_ row: Int, _ weights: [Int]) -> Int {
    var sum = 0
    forEach(in: row) { sum += weights[$0] }
    return sum
  }

  /// In ascending order.
  func forEach(in row: Int, _ body: (Int) -> Void) {
    for index in 0..<width {
      var word = words[row * width + index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// The numbers in `row` and not in `other`, ascending.
  func difference(_ row: Int, _ other: Int) -> [Int] {
    var result: [Int] = []
    for index in 0..<width {
      var word = words[row * width + index] & ~words[other * width + index]
      while word != 0 {
        result.append(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return result
  }
}
