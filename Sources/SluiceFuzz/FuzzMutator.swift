/// Makes broken texts out of whole ones. The same seed makes the same texts.
package struct FuzzMutator: Sendable {
  private var state: UInt64
  /// What the target's grammar is made of.
  private let pieces: [[UInt8]]
  /// No text becomes longer, in bytes.
  private static let sizeLimit = 1 << 16

  package init(seed: UInt64, pieces: [[UInt8]]) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    self.pieces = pieces
  }

  /// A number from 0 up to `limit`, which is positive. The sequence is xorshift64.
  package mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, limit)))
  }

  /// `text` after a few edits; `other` is where they take foreign pieces from.
  package mutating func mutated(_ text: [UInt8], with other: [UInt8]) -> [UInt8] {
    var bytes = text
    // Now and then a part of it alone, so that what stands in the middle is read first.
    if below(8) == 0, bytes.count > 16 {
      let start = below(bytes.count)
      bytes = Array(bytes[start..<min(bytes.count, start + 1 + below(1500))])
    }
    for _ in 0...below(5) { edit(&bytes, other) }
    return bytes.count > FuzzMutator.sizeLimit
      ? Array(bytes.prefix(FuzzMutator.sizeLimit)) : bytes
  }

  /// The same for several files: one or two of them change, and rarely their number.
  package mutating func mutated(_ files: FuzzFiles, with other: FuzzFiles) -> FuzzFiles {
    var files = files
    guard !files.files.isEmpty else { return other }
    for _ in 0...below(2) {
      let place = below(files.files.count)
      let foreign = other.files.isEmpty ? files.files[place] : other.files[below(other.files.count)]
      switch below(24) {
      case 0 where files.files.count > 1: files.files.remove(at: place)
      case 1: files.files.append(foreign)
      case 2: files.files[place].bytes = foreign.bytes
      default:
        files.files[place].bytes = mutated(files.files[place].bytes, with: foreign.bytes)
      }
      if files.files.isEmpty { break }
    }
    return files
  }

  private mutating func edit(_ bytes: inout [UInt8], _ other: [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + below(40))
    switch below(18) {
    case 0: bytes.removeSubrange(place..<end)
    case 1, 2, 3: bytes.insert(contentsOf: piece(), at: place)
    case 4: bytes.replaceSubrange(place..<end, with: piece())
    case 5: bytes.insert(contentsOf: Array(bytes[place..<end]), at: below(bytes.count + 1))
    case 6: bytes.insert(UInt8(truncatingIfNeeded: below(256)), at: place)
    case 7: if place < bytes.count { bytes[place] ^= 1 << UInt8(below(8)) }
    case 8, 9: bytes.insert(contentsOf: part(of: other), at: place)
    case 10: bytes.removeSubrange(place...)
    case 11: nest(&bytes, at: place)
    case 12: changeNumber(&bytes, near: place)
    case 13: changeLines(&bytes, near: place)
    case 14: changeLines(&bytes, near: place)
    case 15: encode(&bytes, at: place)
    case 16: bytes.replaceSubrange(place..<end, with: part(of: other))
    default: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: below(256)) }
    }
  }

  private mutating func piece() -> [UInt8] {
    pieces.isEmpty ? [UInt8(truncatingIfNeeded: below(256))] : pieces[below(pieces.count)]
  }

  private mutating func part(of other: [UInt8]) -> ArraySlice<UInt8> {
    let from = below(other.count + 1)
    return other[from..<min(other.count, from + below(200))]
  }

  /// The same piece many times, or around what stands there.
  private mutating func nest(_ bytes: inout [UInt8], at place: Int) {
    let piece = piece()
    let count = below(20) == 0 ? below(20_000) : below(120)
    let room = max(0, FuzzMutator.sizeLimit - bytes.count) / max(1, piece.count)
    let repeated = Array(repeatElement(piece, count: min(count, room)).joined())
    bytes.insert(contentsOf: repeated, at: place)
  }

  private static let numbers = [
    "0", "-1", "1", "00", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551616", "1e999", "-1e-999", "0x7fffffffffffffff", "1e4", "100000", "4294967295",
    "2147483648", ".inf", "nan", "1_0", "0o777", "١٢",
  ].map { Array($0.utf8) }

  private mutating func changeNumber(_ bytes: inout [UInt8], near place: Int) {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(
      start..<end, with: FuzzMutator.numbers[below(FuzzMutator.numbers.count)])
  }

  /// Removes, doubles or indents a line, or changes places with the next.
  private mutating func changeLines(_ bytes: inout [UInt8], near place: Int) {
    guard !bytes.isEmpty else { return }
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    let line = Array(bytes[start..<end])
    switch below(5) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: line, at: start)
    case 2: bytes.insert(contentsOf: [0x20, 0x20], at: start)
    case 3: if line.starts(with: [0x20, 0x20]) { bytes.removeSubrange(start..<start + 2) }
    default:
      bytes.removeSubrange(start..<end)
      let next = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      bytes.insert(contentsOf: line, at: next)
    }
  }

  private static let marks: [[UInt8]] = [
    [0xEF, 0xBB, 0xBF], [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xC0, 0x80], [0xE2, 0x80, 0xA8], [0xC2, 0x85], [0x1B, 0x5B, 0x33, 0x31, 0x6D],
    [0xE2, 0x80, 0xAE], [0x0D], [0x0D, 0x0A], [0x0C], [0xF0, 0x9F, 0x99, 0x82], [0x7F],
    [0xC2, 0x9B], [0xCC, 0x81], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF],
  ]

  /// Other line ends, a mark of some encoding, or bytes that are no UTF-8.
  private mutating func encode(_ bytes: inout [UInt8], at place: Int) {
    switch below(6) {
    case 0: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    case 1: bytes = bytes.map { $0 == 0x0A ? 0x0D : $0 }
    case 2: bytes.insert(contentsOf: FuzzMutator.marks[0], at: 0)
    case 3 where bytes.count < 4096: bytes = bytes.flatMap { [$0, 0] }
    default:
      bytes.insert(contentsOf: FuzzMutator.marks[below(FuzzMutator.marks.count)], at: place)
    }
  }
}
