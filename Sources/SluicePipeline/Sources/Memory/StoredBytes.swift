import SluiceCore

/// Bytes that lie somewhere and are read part by part, from several threads at once.
package struct StoredBytes: Sendable {
  /// How many there are.
  package let count: Int
  private let read: @Sendable (Range<Int>) -> [UInt8]?

  /// `read` gives a part; `nil`, or fewer bytes than asked for, where it cannot.
  package init(count: Int, read: @escaping @Sendable (Range<Int>) -> [UInt8]?) {
    self.count = count
    self.read = read
  }

  /// Bytes that are at hand.
  package init(_ bytes: [UInt8]) {
    self.init(count: bytes.count) { Array(bytes[$0]) }
  }

  private static let magic = Array("SLUICE\u{1}\n".utf8)

  /// What `sealed` puts before the bytes is so long.
  static let headLength = magic.count + 24

  /// What tells which `build` of the program wrote the bytes, and whether they are whole; they follow.
  package static func head(of bytes: [UInt8], _ build: UInt64) -> [UInt8] {
    var head = StoreWriter(file: 0)
    head.write(build)
    head.write(Fingerprint(bytes).hash)
    head.write(UInt64(bytes.count))
    return magic + head.bytes
  }

  /// The bytes behind a head of that build; `nil` where they are not what it says.
  func headed(_ build: UInt64) -> [UInt8]? {
    guard let head = part(0..<min(StoredBytes.headLength, count)),
      head.starts(with: StoredBytes.magic)
    else { return nil }
    var reader = StoreReader(head, StoredBytes.magic.count..<head.count, file: 0, size: 0)
    do throws(StoreError) {
      guard try reader.word() == build else { return nil }
      let hash = try reader.word()
      guard let size = Int(exactly: try reader.word()), size <= count - StoredBytes.headLength,
        let bytes = part(StoredBytes.headLength..<StoredBytes.headLength + size),
        Fingerprint(bytes).hash == hash
      else { return nil }
      return bytes
    } catch {
      return nil
    }
  }

  /// All bytes of the range; `nil` where they cannot be had.
  func part(_ range: Range<Int>) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= count, let bytes = read(range),
      bytes.count == range.count
    else { return nil }
    return bytes
  }
}

/// Puts bytes aside that nobody needs soon: where they take no memory, if there is such a place.
package struct ByteSpool: Sendable {
  private let put: @Sendable ([UInt8]) -> StoredBytes?

  /// `put` takes bytes, from several threads at once, and tells where they can be read; `nil` where it has
  /// no room for them.
  package init(_ put: @escaping @Sendable ([UInt8]) -> StoredBytes?) { self.put = put }

  /// Where the bytes lie from now on.
  func keeping(_ bytes: [UInt8]) -> StoredBytes? { put(bytes) }
}

/// A part of stored bytes that must be what it was when it was written.
struct StoredPart: Sendable {
  private enum Place: Sendable {
    case here([UInt8])
    case there(StoredBytes, Range<Int>)
  }

  private let place: Place
  /// Of all its bytes.
  let hash: UInt64

  /// Bytes that lie in the spool from now on; without one, or if it has no room, in memory, and in no more
  /// than they take.
  init(_ bytes: [UInt8], in spool: ByteSpool? = nil) {
    hash = Fingerprint(bytes).hash
    if let stored = spool?.keeping(bytes) {
      place = .there(stored, 0..<bytes.count)
    } else {
      place = .here(
        [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
          count = buffer.initialize(fromContentsOf: bytes)
        })
    }
  }

  init(_ stored: StoredBytes, _ range: Range<Int>, hash: UInt64) {
    place = .there(stored, range)
    self.hash = hash
  }

  /// How many there are.
  var count: Int {
    switch place {
    case .here(let bytes): bytes.count
    case .there(_, let range): range.count
    }
  }

  /// `nil` where they cannot be read, or have changed.
  var bytes: [UInt8]? {
    switch place {
    case .here(let bytes): return bytes
    case .there(let stored, let range):
      guard let bytes = stored.part(range), Fingerprint(bytes).hash == hash else { return nil }
      return bytes
    }
  }
}
