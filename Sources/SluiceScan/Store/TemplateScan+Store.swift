package import SluiceCore

extension TemplateScan: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    guard diagnostics.isEmpty else { throw .notKept }
    try writer.write(upstream)
    try writer.write(variables)
    try writer.write(product)
    try writer.write(inclusions)
    try writer.write(sql)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(upstream: try reader.list(), variables: try reader.list())
    product = try reader.value()
    inclusions = try reader.list()
    sql = try reader.value()
  }
}

extension TemplateInclusion: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(kind.rawValue)
    try writer.write(names)
    writer.write(ignoresMissing)
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    guard let kind = Kind(rawValue: try reader.text()) else { throw .broken }
    self.init(
      kind: kind, names: try reader.list(), ignoresMissing: try reader.flag(),
      range: try reader.offsets())
  }
}

extension SQLScript: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(created)
    try writer.write(ownNames)
    try writer.write(reads)
    writer.write(isUncertain)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init()
    created = try reader.list()
    ownNames = try reader.set()
    reads = try reader.list()
    isUncertain = try reader.flag()
  }
}

extension SQLScript.Created: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(name)
    writer.write(kind == .view)
    writer.write(isTemporary)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      name: try reader.value(), kind: try reader.flag() ? .view : .table,
      isTemporary: try reader.flag())
  }
}

extension SQLScript.Name: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(parts)
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(parts: try reader.list(), range: try reader.offsets())
    guard !parts.isEmpty else { throw .broken }
  }
}

extension SQLScript.Part: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch self {
    case .name(let text):
      writer.write(false)
      try writer.write(text)
    case .placeholder(let text):
      writer.write(true)
      try writer.write(text)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self = try reader.flag() ? .placeholder(try reader.text()) : .name(try reader.text())
  }
}
