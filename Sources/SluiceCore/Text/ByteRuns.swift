/// Searches eight bytes at a time, for what is skipped and not read: the outputs of notebooks.
/// `start` may be the array's end, not behind it. O(run).
extension [UInt8] {
  /// The first byte from `start` on that ends a plain run of a JSON string: a quote, a backslash, a
  /// control character; `count` if there is none.
  package func plainRunEnd(from start: Int) -> Int {
    run(from: start) { word in
      equal(word, 0x22) | equal(word, 0x5C) | (word &- 0x2020_2020_2020_2020) & ~word & highBits
    } ending: {
      $0 == 0x22 || $0 == 0x5C || $0 < 0x20
    }
  }

  /// The first byte from `start` on that is not ASCII; `count` if there is none.
  package func asciiRunEnd(from start: Int) -> Int {
    run(from: start) {
      $0 & highBits
    } ending: {
      $0 >= 0x80
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

  /// The first percent sign or exclamation mark in `range`; its end if there is none.
  package func commandMark(in range: Range<Int>) -> Int {
    run(from: range.lowerBound, to: range.upperBound) {
      equal($0, 0x25) | equal($0, 0x21)
    } ending: {
      $0 == 0x25 || $0 == 0x21
    }
  }

  /// `stops` is not zero if any byte of its word may end the run.
  @inline(__always)
  private func run(
    from start: Int, to limit: Int = .max, stops: (UInt64) -> UInt64, ending: (UInt8) -> Bool
  ) -> Int {
    withUnsafeBytes { bytes in
      let end = Swift.min(limit, bytes.count)
      var index = start
      while index + 32 <= end {
        let found =
          stops(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          | stops(bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
          | stops(bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self))
          | stops(bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self))
        if found != 0 { break }
        index += 32
      }
      while index < end, !ending(bytes[index]) { index += 1 }
      return index
    }
  }
}

private let highBits: UInt64 = 0x8080_8080_8080_8080

/// Bits where a byte of `word` is `byte`; behind such a byte there may be bits too many.
@inline(__always)
private func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
  let difference = word ^ (byte &* 0x0101_0101_0101_0101)
  return (difference &- 0x0101_0101_0101_0101) & ~difference & highBits
}
