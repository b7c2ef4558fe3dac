import SluiceCore

/// Names as small numbers from 0, equal exactly if the names are. Names are looked up by their bytes,
/// so that only the first of each kind becomes a text.
struct PythonSymbols {
  /// By number, in NFKC.
  private(set) var names: [String] = []
  /// The bytes of all names, one behind the other, and where each begins; one more at the end.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// Numbers plus one by their hash, 0 where nothing is; a power of two, never more than half full.
  private var table = [UInt32](repeating: 0, count: 64)
  private var overflow: [String: Int] = [:]

  /// The identifier that begins at `offset`.
  mutating func symbol(at offset: Int, in tree: PythonTree) -> Int {
    symbol(tree.identifierRange(at: offset), in: tree)
  }

  /// The identifier at `range`.
  mutating func symbol(_ range: Range<Int>, in tree: PythonTree) -> Int {
    var hash: UInt64 = PythonSymbols.seed
    var high: UInt8 = 0
    let text = tree.fragment.text.span
    for index in range {
      let byte = text[index]
      high |= byte
      hash = (hash ^ UInt64(byte)) &* PythonSymbols.prime
    }
    guard high < 0x80 else { return symbol(tree.identifier(at: range.lowerBound)) }
    let start = slot(hash)
    for step in 0..<PythonSymbols.probes {
      let place = (start + step) & (table.count - 1)
      guard let number = number(at: place) else {
        return added(String(decoding: tree.fragment.text[range], as: UTF8.self), at: place)
      }
      if isName(number, text, range) { return number }
    }
    return added(String(decoding: tree.fragment.text[range], as: UTF8.self), at: nil)
  }

  /// A name in NFKC.
  mutating func symbol(_ name: String) -> Int {
    let place = place(of: name)
    return place.flatMap { number(at: $0) } ?? added(name, at: place)
  }

  /// `nil` if nobody asked for the name's symbol yet.
  func known(_ name: String) -> Int? {
    place(of: name).flatMap { number(at: $0) } ?? overflow[name]
  }

  // MARK: The table

  // FNV-1a.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  /// So many slots are looked at; names that find no place in them, by chance or on purpose, lie in
  /// `overflow`.
  private static let probes = 32

  private func number(at place: Int) -> Int? { table[place] == 0 ? nil : Int(table[place]) - 1 }

  private func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (table.count - 1)
  }

  /// Where the name is or belongs; `nil` if there is no place for it.
  private func place(of name: String) -> Int? {
    let wanted = Array(name.utf8)
    let start = slot(PythonSymbols.hash(wanted[...]))
    for step in 0..<PythonSymbols.probes {
      let place = (start + step) & (table.count - 1)
      guard let number = number(at: place) else { return place }
      if bytes[starts[number]..<starts[number + 1]].elementsEqual(wanted) { return place }
    }
    return nil
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }

  private func isName(_ number: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == range.count else { return false }
    let own = bytes.span
    for index in 0..<range.count where own[start + index] != text[range.lowerBound + index] {
      return false
    }
    return true
  }

  /// The number of a name that is not in the table; `place` is where it belongs.
  private mutating func added(_ name: String, at place: Int?) -> Int {
    if let number = overflow[name] { return number }
    bytes.append(contentsOf: name.utf8)
    starts.append(bytes.count)
    names.append(name)
    keep(names.count - 1, at: place)
    if names.count * 2 > table.count { grow() }
    return names.count - 1
  }

  private mutating func keep(_ number: Int, at place: Int?) {
    if let place {
      table[place] = UInt32(number + 1)
    } else {
      overflow[names[number]] = number
    }
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 4)
    overflow.removeAll()
    for number in names.indices { keep(number, at: place(of: names[number])) }
  }
}

/// Tells names that are surely not of a set from those that may be, by a look at their length and ends.
struct PythonNameFilter {
  private var bits = InlineArray<16, UInt64>(repeating: 0)

  init(_ names: some Sequence<String>) {
    for name in names {
      let text = name.utf8
      guard let first = text.first, let last = text.last else { continue }
      let key = PythonNameFilter.key(text.count, first, last)
      bits[key >> 6] |= 1 << UInt64(key & 63)
    }
  }

  /// Whether the identifier at `range` may be one of the names. Others than ASCII always may.
  func mayHold(_ range: Range<Int>, in tree: PythonTree) -> Bool {
    guard !range.isEmpty else { return false }
    let text = tree.fragment.text.span
    let first = text[range.lowerBound]
    let last = text[range.upperBound - 1]
    let key = PythonNameFilter.key(range.count, first, last)
    if bits[key >> 6] >> UInt64(key & 63) & 1 == 1 { return true }
    if tree.isASCII { return false }
    for index in range where text[index] >= 0x80 { return true }
    return false
  }

  private static func key(_ count: Int, _ first: UInt8, _ last: UInt8) -> Int {
    (count &* 131 &+ Int(first) &* 31 &+ Int(last)) & 1023
  }
}
