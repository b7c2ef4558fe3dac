import SluiceCore

/// Names as small numbers, equal exactly if the names are. Names are looked up by their bytes, and none
/// becomes a text before somebody asks for it.
package struct PythonSymbols: Sendable {
  /// The bytes of all names in NFKC, one behind the other, and where each begins; one more at the end.
  /// Number 0 is the empty name.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0, 0]
  /// By number.
  private var hashes: [UInt64] = [0]
  /// Numbers by their hash, 0 where nothing is; a power of two, never more than half full.
  private var table = [UInt32](repeating: 0, count: 64)
  private var overflow: [String: Int] = [:]

  init() {
    bytes.reserveCapacity(256)
    starts.reserveCapacity(34)
    hashes.reserveCapacity(33)
  }

  /// How many numbers there are, that of the empty name included.
  var count: Int { hashes.count }

  /// The name of a number, in NFKC.
  func name(_ number: Int) -> String {
    String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
  }

  /// Whether both are one table, so that their numbers mean the same. `false` if that is not plain.
  func isSame(as other: borrowing PythonSymbols) -> Bool {
    let other = other.hashes.withUnsafeBufferPointer { $0.baseAddress }
    return hashes.withUnsafeBufferPointer { $0.baseAddress } == other
  }

  /// The identifier that begins at `offset`.
  mutating func symbol(at offset: Int, in tree: PythonTree) -> Int {
    let run = IdentifierRun(tree.fragment.text, from: offset)
    return symbol(offset..<run.end, key: run.key, in: tree.fragment.text)
  }

  /// The identifier at `range`; `key` is its lexer's.
  mutating func symbol(_ range: Range<Int>, key: UInt64, in text: [UInt8]) -> Int {
    let text = text.span
    guard let hash = PythonSymbols.hash(range, key, text) else {
      return symbol(PythonCompatibility.normalized(PythonSymbols.text(range, of: text)))
    }
    // Most names are short, and met before.
    let number = Int(table[slot(hash)])
    if range.count <= 8, number != 0, hashes[number] == hash { return number }
    return symbol(range, hash, text)
  }

  /// A name in NFKC.
  mutating func symbol(_ name: String) -> Int {
    let text = name.utf8Span.span
    return symbol(0..<text.count, PythonSymbols.hash(text), text)
  }

  /// `nil` if nobody asked for the name's symbol yet.
  func known(_ name: String) -> Int? {
    let text = name.utf8Span.span
    guard !text.isEmpty else { return 0 }
    return find(0..<text.count, PythonSymbols.hash(text), text).number
  }

  /// The same for the identifier that begins at `offset`.
  func known(at offset: Int, in tree: PythonTree) -> Int? {
    let run = IdentifierRun(tree.fragment.text, from: offset)
    let text = tree.fragment.text.span
    guard let hash = PythonSymbols.hash(offset..<run.end, run.key, text) else {
      return known(tree.identifier(at: offset))
    }
    return find(offset..<run.end, hash, text).number
  }

  // MARK: The table

  /// So many slots are looked at; names that find no place in them, by chance or on purpose, lie in
  /// `overflow`.
  private static let probes = 32

  private mutating func symbol(_ range: Range<Int>, _ hash: UInt64, _ text: Span<UInt8>) -> Int {
    guard !range.isEmpty else { return 0 }
    let (number, place) = find(range, hash, text)
    return number ?? added(range, hash, text, at: place)
  }

  @inline(never)
  private mutating func added(
    _ range: Range<Int>, _ hash: UInt64, _ text: Span<UInt8>, at place: Int?
  ) -> Int {
    text.withUnsafeBufferPointer {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
    }
    starts.append(bytes.count)
    hashes.append(hash)
    keep(count - 1, at: place)
    if count * 2 > table.count { grow() }
    return count - 1
  }

  /// The name's number, or the place where it belongs; neither if it is new and there is no place.
  @inline(__always)
  private func find(
    _ range: Range<Int>, _ hash: UInt64, _ text: Span<UInt8>
  ) -> (number: Int?, place: Int?) {
    let table = table.span
    var place = slot(hash)
    for _ in 0..<PythonSymbols.probes {
      let number = Int(table[place])
      if number == 0 { return (nil, place) }
      if hashes[number] == hash, isName(number, text, range) { return (number, nil) }
      place = (place + 1) & (table.count - 1)
    }
    return (overflow.isEmpty ? nil : inOverflow(range, text), nil)
  }

  @inline(never)
  private func inOverflow(_ range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    overflow[PythonSymbols.text(range, of: text)]
  }

  @inline(__always)
  private func isName(_ number: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == range.count else { return false }
    // The hash of a short name is the name.
    return range.count <= 8 && hashes[number] & PythonSymbols.highBits == 0
      || isSpelled(start, text, range)
  }

  @inline(never)
  private func isSpelled(_ start: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 8 else {
      let own = bytes.span
      return range.allSatisfy { own[start + $0 - range.lowerBound] == text[$0] }
    }
    let (own, other) = (bytes.span.bytes, text.bytes)
    var index = 0
    while index < range.count {
      // The last word may overlap the one before.
      let offset = min(index, range.count - 8)
      let word = own.unsafeLoadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
      if word
        != other.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + offset, as: UInt64.self)
      {
        return false
      }
      index += 8
    }
    return true
  }

  private static func text(_ range: Range<Int>, of text: Span<UInt8>) -> String {
    String(decoding: range.map { text[$0] }, as: UTF8.self)
  }

  private func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* PythonSymbols.prime) >> 32) & (table.count - 1)
  }

  private mutating func keep(_ number: Int, at place: Int?) {
    if let place {
      table[place] = UInt32(truncatingIfNeeded: number)
    } else {
      overflow[name(number)] = number
    }
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 4)
    overflow.removeAll()
    for number in 1..<count {
      let range = starts[number]..<starts[number + 1]
      keep(number, at: find(range, hashes[number], bytes.span).place)
    }
  }

  // MARK: The hash

  private static let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  private static func hash(_ text: Span<UInt8>) -> UInt64 {
    if text.count > 8 { return longHash(0..<text.count, text).hash }
    var key: UInt64 = 0
    var isPlain = true
    for index in text.indices {
      key = key << 8 | UInt64(text[index])
      if text[index] == 0 { isPlain = false }
    }
    // No identifier holds a zero, which a key cannot tell from nothing.
    return isPlain ? key : key | highBits
  }

  /// `nil` for a name that is not ASCII, which may be spelled in several ways.
  private static func hash(_ range: Range<Int>, _ key: UInt64, _ text: Span<UInt8>) -> UInt64? {
    let (hash, bits) = range.count <= 8 ? (key, key) : longHash(range, text)
    return bits & highBits == 0 ? hash : nil
  }

  /// Of nine bytes or more; and all their bits.
  private static func longHash(
    _ range: Range<Int>, _ text: Span<UInt8>
  ) -> (hash: UInt64, bits: UInt64) {
    let bytes = text.bytes
    var hash: UInt64 = 0
    var bits: UInt64 = 0
    var index = range.lowerBound
    while index < range.upperBound {
      // The last word may overlap the one before.
      let offset = min(index, range.upperBound - 8)
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = (hash ^ word) &* prime
      hash ^= hash >> 29
      bits |= word
      index += 8
    }
    return (hash, bits)
  }
}
