/// Reads what a `StoreWriter` wrote. Every read ends, whatever the bytes are; lists are never longer
/// than what is left. All is inlinable: what is read are thousands of small values of
/// other modules, and where the compiler does not see how, it looks up their types each time.
@usableFromInline package struct StoreReader {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline var index: Int
  @usableFromInline let end: Int
  /// The file that places get.
  @usableFromInline package let file: Int
  /// No place may end behind this offset.
  @usableFromInline let size: Int
  /// How many lists lie around what is read.
  @usableFromInline var depth = 0

  /// Reads `range` of `bytes`; places are of `file`, which has `size` bytes.
  @inlinable package init(_ bytes: [UInt8], _ range: Range<Int>, file: Int, size: Int) {
    let range = range.clamped(to: 0..<bytes.count)
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    self.file = file
    self.size = size
  }

  /// Offset of the next byte.
  @inlinable package var position: Int { index }

  /// Whether all has been read.
  @inlinable package var isAtEnd: Bool { index == end }

  /// A number that is not negative.
  @inlinable package mutating func number() throws(StoreError) -> Int {
    if index < end, bytes[index] < 0x80 {
      index += 1
      return Int(bytes[index - 1])
    }
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while index < end, shift < 63 {
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        guard let number = Int(exactly: value) else { throw .broken }
        return number
      }
      shift += 7
    }
    throw .broken
  }

  /// A byte.
  @inlinable package mutating func byte() throws(StoreError) -> UInt8 {
    guard index < end else { throw .broken }
    index += 1
    return bytes[index - 1]
  }

  /// Eight bytes.
  @inlinable package mutating func word() throws(StoreError) -> UInt64 {
    guard end - index >= 8 else { throw .broken }
    index += 8
    let word = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: index - 8, as: UInt64.self)
    }
    return UInt64(littleEndian: word)
  }

  /// A truth value.
  @inlinable package mutating func flag() throws(StoreError) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw .broken
    }
  }

  /// Bytes.
  @inlinable package mutating func data() throws(StoreError) -> [UInt8] {
    Array(bytes[try stretch()])
  }

  /// A text.
  @inlinable package mutating func text() throws(StoreError) -> String {
    let range = try stretch()
    return bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
  }

  /// Where bytes lie that follow behind their number.
  @inlinable package mutating func stretch() throws(StoreError) -> Range<Int> {
    let count = try number()
    guard count <= end - index else { throw .broken }
    index += count
    return index - count..<index
  }

  /// Offsets, in the file or in a text made of it.
  @inlinable package mutating func offsets() throws(StoreError) -> Range<Int> {
    let start = try number()
    let count = try number()
    let (upper, overflows) = start.addingReportingOverflow(count)
    guard !overflows else { throw .broken }
    return start..<upper
  }

  /// A place of the file.
  @inlinable package mutating func place() throws(StoreError) -> SourceRange {
    let range = try offsets()
    guard range.upperBound <= size else { throw .broken }
    return SourceRange(file: file, bytes: range)
  }

  /// A value.
  @inlinable package mutating func value<Value: Storable>() throws(StoreError) -> Value {
    guard depth < 200 else { throw .broken }
    depth += 1
    let value = try Value(from: &self)
    depth -= 1
    return value
  }

  /// A value that may be missing.
  @inlinable package mutating func optional<Value: Storable>() throws(StoreError) -> Value? {
    try flag() ? try value() : nil
  }

  /// Values.
  @inlinable package mutating func list<Value: Storable>() throws(StoreError) -> [Value] {
    let count = try self.count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try value()) }
    return values
  }

  /// Different values.
  @inlinable package mutating func set<Value: Storable & Hashable>() throws(StoreError) -> Set<
    Value
  > {
    let count = try self.count()
    var values = Set<Value>(minimumCapacity: count)
    for _ in 0..<count { values.insert(try value()) }
    return values
  }

  /// Keys and values.
  @inlinable package mutating func dictionary<Key: Storable & Hashable, Value: Storable>()
    throws(StoreError) -> [Key: Value]
  {
    let count = try self.count()
    var values = [Key: Value](minimumCapacity: count)
    for _ in 0..<count {
      let key: Key = try value()
      values[key] = try value()
    }
    return values
  }

  /// How many values follow: each takes at least a byte.
  @inlinable package mutating func count() throws(StoreError) -> Int {
    let count = try number()
    guard count <= end - index else { throw .broken }
    return count
  }
}
