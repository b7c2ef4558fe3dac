/// Names that Python takes for the same: it compares identifiers in NFKC, Unicode's normal form for
/// compatible composed characters (PEP 3131). The tables hold identifiers' characters only.
enum PythonCompatibility {
  /// The identifier in NFKC. In time linear in its length, save for sorting of combining marks.
  static func normalized(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    let composed = composed(ordered(text.unicodeScalars.flatMap { decomposed($0.value) }))
    var result = String.UnicodeScalarView()
    for point in composed { result.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
    return String(result)
  }

  // MARK: Decomposition

  private static func decomposed(_ point: UInt32) -> [UInt32] {
    guard point >= 0x80 else { return [point] }
    if let syllable = Hangul.decomposed(point) { return syllable }
    if let run = entry(compatibilityRuns, width: 13, last: point),
      point - run.field(0, 5) < run.field(5, 3)
    {
      return [run.field(8, 5) + point - run.field(0, 5)]
    }
    if let sequence = entry(compatibilitySequences, width: 11, last: point),
      sequence.field(0, 5) == point
    {
      let start = Int(sequence.field(7, 4))
      return (start..<start + Int(sequence.field(5, 2))).map { index in
        compatibilityParts.withUTF8Buffer { digits in
          let range = (index * 5)..<(index * 5 + 5)
          return range.upperBound <= digits.count ? hexadecimalValue(digits[range]) : 0xFFFD
        }
      }
    }
    return [point]
  }

  /// Combining marks behind each other in the order of their classes; a stable order.
  private static func ordered(_ points: [UInt32]) -> [(point: UInt32, rank: UInt32)] {
    var result = points.map { (point: $0, rank: combiningClass($0)) }
    var start = 0
    while start < result.count {
      guard result[start].rank != 0 else {
        start += 1
        continue
      }
      var end = start
      while end < result.count, result[end].rank != 0 { end += 1 }
      // The library's sort is stable.
      if end - start > 1 { result[start..<end].sort { $0.rank < $1.rank } }
      start = end
    }
    return result
  }

  private static func combiningClass(_ point: UInt32) -> UInt32 {
    guard point >= 0x300, let run = entry(combiningClasses, width: 10, last: point),
      point - run.field(0, 5) < run.field(5, 3)
    else { return 0 }
    return run.field(8, 2)
  }

  // MARK: Composition

  private static func composed(_ points: [(point: UInt32, rank: UInt32)]) -> [UInt32] {
    var result: [UInt32] = []
    var starter: Int?
    var lastRank: UInt32 = 0
    for (point, rank) in points {
      if let starter {
        let isAdjacent = result.count == starter + 1
        if isAdjacent || (lastRank != 0 && lastRank < rank),
          let whole = composition(result[starter], point)
        {
          result[starter] = whole
          continue
        }
      }
      result.append(point)
      if rank == 0 { starter = result.count - 1 }
      lastRank = rank
    }
    return result
  }

  private static func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    guard second >= 0x80 else { return nil }
    if let syllable = Hangul.composed(first, second) { return syllable }
    guard let pair = entry(compositions, width: 15, last: first, second),
      pair.field(0, 5) == first, pair.field(5, 5) == second
    else { return nil }
    return pair.field(10, 5)
  }

  // MARK: Tables

  /// One entry of a table of hexadecimal digits.
  private struct Entry {
    let table: StaticString
    let start: Int

    func field(_ offset: Int, _ count: Int) -> UInt32 {
      table.withUTF8Buffer { hexadecimalValue($0[(start + offset)..<(start + offset + count)]) }
    }
  }

  /// The last entry of a sorted table that begins with `key`, and then `second`, or with less.
  private static func entry(
    _ table: StaticString, width: Int, last key: UInt32, _ second: UInt32 = 0
  ) -> Entry? {
    let hasSecond = width == 15
    var low = 0
    var high = table.utf8CodeUnitCount / width
    while low < high {
      let middle = (low + high) / 2
      let entry = Entry(table: table, start: middle * width)
      let first = entry.field(0, 5)
      let isBehind = first > key || (hasSecond && first == key && entry.field(5, 5) > second)
      if isBehind { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? Entry(table: table, start: (low - 1) * width) : nil
  }
}

/// Korean syllables are made of letters by arithmetic (Unicode, section 3.12).
private enum Hangul {
  static func decomposed(_ point: UInt32) -> [UInt32]? {
    guard point >= 0xAC00, point <= 0xD7A3 else { return nil }
    let index = point - 0xAC00
    let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
    return index % 28 == 0 ? letters : letters + [0x11A7 + index % 28]
  }

  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= 0x1100, first < 0x1113, second >= 0x1161, second < 0x1176 {
      return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
    }
    if first >= 0xAC00, first <= 0xD7A3, (first - 0xAC00) % 28 == 0, second > 0x11A7,
      second < 0x11C3
    {
      return first + second - 0x11A7
    }
    return nil
  }
}
