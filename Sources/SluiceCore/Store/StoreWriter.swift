/// A value that can be written as bytes and read back, by the same build of the program alone.
@usableFromInline package protocol Storable {
  /// Writes the value so that `init(from:)` reads an equal one. Throws where it cannot be kept.
  func store(in writer: inout StoreWriter) throws(StoreError)
  /// The value that was written. Throws for all other bytes; never traps, always ends.
  init(from reader: inout StoreReader) throws(StoreError)
}

/// Why a value cannot be written or read.
@usableFromInline package enum StoreError: Error, Sendable {
  /// The bytes are not what the reader expects.
  case broken
  /// The value holds something that is not kept.
  case notKept
}

/// Writes values as bytes: numbers in groups of seven bits, texts and lists behind their length.
@usableFromInline package struct StoreWriter {
  /// What was written.
  package private(set) var bytes: [UInt8] = []
  /// The file whose places are written; places of another cannot be.
  package let file: Int

  package init(file: Int) { self.file = file }

  /// Writes a number that is not negative.
  package mutating func write(_ number: Int) throws(StoreError) {
    guard var rest = UInt64(exactly: number) else { throw .notKept }
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes a byte.
  package mutating func write(_ byte: UInt8) { bytes.append(byte) }

  /// Writes eight bytes.
  package mutating func write(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a truth value.
  package mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Writes bytes behind their number.
  package mutating func write(_ text: [UInt8]) throws(StoreError) {
    try write(text.count)
    bytes += text
  }

  /// Writes a text as UTF-8.
  package mutating func write(_ text: String) throws(StoreError) {
    let utf8 = text.utf8
    try write(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  /// Writes offsets.
  package mutating func write(_ range: Range<Int>) throws(StoreError) {
    try write(range.lowerBound)
    try write(range.count)
  }

  /// Writes a place of `file`.
  package mutating func write(_ range: SourceRange) throws(StoreError) {
    guard range.file == file else { throw .notKept }
    try write(range.bytes)
  }

  /// Writes a value.
  package mutating func write(_ value: some Storable) throws(StoreError) {
    try value.store(in: &self)
  }

  /// Writes whether there is a value, and it.
  package mutating func write(_ value: (some Storable)?) throws(StoreError) {
    write(value != nil)
    if let value { try write(value) }
  }

  /// Writes values behind their number.
  package mutating func write<Value: Storable>(_ values: [Value]) throws(StoreError) {
    try write(values.count)
    for value in values { try write(value) }
  }

  /// Writes different values behind their number.
  package mutating func write<Value: Storable>(_ values: Set<Value>) throws(StoreError) {
    try write(values.count)
    for value in values { try write(value) }
  }

  /// Writes keys and values behind their number.
  package mutating func write<Key: Storable, Value: Storable>(
    _ values: [Key: Value]
  ) throws(StoreError) {
    try write(values.count)
    for (key, value) in values {
      try write(key)
      try write(value)
    }
  }
}
