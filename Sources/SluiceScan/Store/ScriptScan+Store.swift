package import SluiceCore

extension ScriptScan: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    guard diagnostics.isEmpty, commandComments.isEmpty, ownTags.isEmpty, cells.isEmpty else {
      throw .notKept
    }
    try writer.write(language)
    try writer.write(head)
    try writer.write(parametersCell)
    try writer.write(upstream)
    try writer.write(product)
    writer.write(hasText)
    try writer.write(header)
    try writer.write(parts)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      language: try reader.value(), head: try reader.place(),
      parametersCell: try reader.optional(), upstream: try reader.list())
    product = try reader.value()
    hasText = try reader.flag()
    header = try reader.optional()
    parts = try reader.list()
  }
}

extension ScriptScan.ParametersCell: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(range)
    writer.write(isLast)
    try writer.write(upstreamRange)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      range: try reader.place(), isLast: try reader.flag(), upstreamRange: try reader.optional())
  }
}

extension ScriptScan.Cell: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(kind.rawValue)
    try writer.write(tags)
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    guard let kind = Kind(rawValue: try reader.text()) else { throw .broken }
    self.init(kind: kind, tags: try reader.list(), range: try reader.place())
  }
}

extension ScriptScan.Language: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch self {
    case .python: writer.write(0 as UInt8)
    case .r: writer.write(1 as UInt8)
    case .other(let word):
      writer.write(2 as UInt8)
      try writer.write(word)
    case .unknown: writer.write(3 as UInt8)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .python
    case 1: self = .r
    case 2: self = .other(try reader.text())
    case 3: self = .unknown
    default: throw .broken
    }
  }
}

extension SourceProduct: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    guard diagnostics.isEmpty else { throw .notKept }
    try writer.write(value)
    try writer.write(className)
    try writer.write(statement)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      value: try reader.optional(), className: try reader.optional(),
      statement: try reader.optional())
  }
}

extension SourceValue: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch kind {
    case .text(let text):
      writer.write(0 as UInt8)
      try writer.write(text)
    case .none: writer.write(1 as UInt8)
    case .list(let items):
      writer.write(2 as UInt8)
      try writer.write(items)
    case .mapping(let entries):
      writer.write(3 as UInt8)
      try writer.write(entries)
    case .other(let word):
      writer.write(4 as UInt8)
      try writer.write(word)
    case .unknown: writer.write(5 as UInt8)
    }
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let kind: Kind
    switch try reader.byte() {
    case 0: kind = .text(try reader.text())
    case 1: kind = .none
    case 2: kind = .list(try reader.list())
    case 3: kind = .mapping(try reader.list())
    case 4: kind = .other(try reader.text())
    case 5: kind = .unknown
    default: throw .broken
    }
    self.init(kind: kind, range: try reader.place())
  }
}

extension SourceValue.Entry: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(key)
    try writer.write(value)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(key: try reader.value(), value: try reader.value())
  }
}
