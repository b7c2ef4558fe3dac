extension String: Storable {
  @usableFromInline package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(self)
  }
  @inlinable package init(from reader: inout StoreReader) throws(StoreError) {
    self = try reader.text()
  }
}

extension Int: Storable {
  @usableFromInline package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(self)
  }
  @inlinable package init(from reader: inout StoreReader) throws(StoreError) {
    self = try reader.number()
  }
}

extension Array: Storable where Element: Storable {
  @usableFromInline package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(self)
  }
  @inlinable package init(from reader: inout StoreReader) throws(StoreError) {
    self = try reader.list()
  }
}

extension Fragment: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(text)
    try writer.write(segments)
    try writer.write(fileEnd)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      text: try reader.data(), segments: try reader.list(), fileEnd: try reader.number())
  }
}

extension Fragment.Segment: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(textStart)
    try writer.write(fileStart)
    writer.write(isVerbatim)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      textStart: try reader.number(), fileStart: try reader.number(),
      isVerbatim: try reader.flag())
  }
}

extension SourceRange: Storable {
  @usableFromInline package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(self)
  }
  @inlinable package init(from reader: inout StoreReader) throws(StoreError) {
    self = try reader.place()
  }
}

/// Enums whose cases are bytes are kept as these.
extension Storable where Self: RawRepresentable, RawValue == UInt8 {
  @usableFromInline package func store(in writer: inout StoreWriter) throws(StoreError) {
    writer.write(rawValue)
  }

  @inlinable package init(from reader: inout StoreReader) throws(StoreError) {
    guard let value = Self(rawValue: try reader.byte()) else { throw .broken }
    self = value
  }
}
