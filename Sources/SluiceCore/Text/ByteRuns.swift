/// Searches eight bytes at a time, for what is skipped and not read: the outputs of notebooks, texts in
/// quotes, comments. `start` may be the array's end, not behind it. O(run).
extension [UInt8] {
  /// The first byte from `start` on that ends a plain run of a JSON string: a quote, a backslash, a
  /// control character; `count` if there is none.
  package func plainRunEnd(from start: Int) -> Int {
    run(from: start) { word in
      equal(word, 0x22) | equal(word, 0x5C) | controls(word)
    } ending: {
      $0 == 0x22 || $0 == 0x5C || $0 < 0x20
    }
  }

  /// The first byte from `start` on that is not ASCII; `count` if there is none.
  package func asciiRunEnd(from start: Int) -> Int {
    // Mostly to the end of a whole text.
    let skipped = withUnsafeBytes { bytes in
      var index = start
      while index + 32 <= bytes.count {
        let words = bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
        guard (words[0] | words[1] | words[2] | words[3]) & highBits == 0 else { break }
        index += 32
      }
      return index
    }
    return run(from: skipped) {
      $0 & highBits
    } ending: {
      $0 >= 0x80
    }
  }

  /// The first byte from `start` on that is a control character or not ASCII; `count` if there is none.
  package func printableRunEnd(from start: Int) -> Int {
    run(from: start) {
      controls($0) | $0 & highBits
    } ending: {
      $0 < 0x20 || $0 >= 0x80
    }
  }

  /// The first line feed or carriage return from `start` on; `count` if there is none.
  package func lineRunEnd(from start: Int) -> Int {
    run(from: start) {
      equal($0, 0x0A) | equal($0, 0x0D)
    } ending: {
      $0 == 0x0A || $0 == 0x0D
    }
  }

  /// The first byte from `start` on that matters in a string of Python: `quote`, a backslash, a zero;
  /// a line's end unless `isTriple`; what is not ASCII if `isASCII`. `count` if there is none.
  package func literalRunEnd(
    from start: Int, quote: UInt8, isTriple: Bool, isASCII: Bool
  ) -> Int {
    let feed = isTriple ? quote : 0x0A
    let carriage = isTriple ? quote : 0x0D
    let wide = isASCII ? highBits : 0
    return run(from: start) { word in
      equal(word, quote) | equal(word, 0x5C) | equal(word, 0) | equal(word, feed)
        | equal(word, carriage) | word & wide
    } ending: {
      $0 == quote || $0 == 0x5C || $0 == 0 || $0 == feed || $0 == carriage
        || isASCII && $0 >= 0x80
    }
  }

  /// The first percent sign or exclamation mark in `range`; its end if there is none.
  package func commandMark(in range: Range<Int>) -> Int {
    run(from: range.lowerBound, to: range.upperBound) {
      equal($0, 0x25) | equal($0, 0x21)
    } ending: {
      $0 == 0x25 || $0 == 0x21
    }
  }

  @inline(__always)
  private func run(
    from start: Int, to limit: Int = .max, stops: (UInt64) -> UInt64, ending: (UInt8) -> Bool
  ) -> Int {
    withUnsafeBytes { $0.run(from: start, to: limit, stops: stops, ending: ending) }
  }
}

extension ArraySlice<UInt8> {
  /// The first quote or number sign from `start` on; `endIndex` if there is none.
  package func quoteOrComment(from start: Int) -> Int {
    let end = withUnsafeBytes { bytes in
      bytes.run(from: start - startIndex, to: .max) {
        equal($0, 0x22) | equal($0, 0x27) | equal($0, 0x23)
      } ending: {
        $0 == 0x22 || $0 == 0x27 || $0 == 0x23
      }
    }
    return startIndex + end
  }
}

extension UnsafeRawBufferPointer {
  /// `stops` has its lowest bit that is set in the first byte of its word that ends the run, 0 if there
  /// is none.
  @inline(__always)
  fileprivate func run(
    from start: Int, to limit: Int, stops: (UInt64) -> UInt64, ending: (UInt8) -> Bool
  ) -> Int {
    let end = Swift.min(limit, count)
    var index = start
    while index + 8 <= end {
      let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found = stops(word)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, !ending(self[index]) { index += 1 }
    return index
  }
}

private let highBits: UInt64 = 0x8080_8080_8080_8080

/// Bits where a byte of `word` is `byte`; behind such a byte there may be bits too many.
@inline(__always)
private func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
  let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
  return (difference &- 0x0101_0101_0101_0101) & ~difference & highBits
}

/// Bits where a byte of `word` is a control character; behind such a byte there may be bits too many.
@inline(__always)
private func controls(_ word: UInt64) -> UInt64 {
  (word &- 0x2020_2020_2020_2020) & ~word & highBits
}
