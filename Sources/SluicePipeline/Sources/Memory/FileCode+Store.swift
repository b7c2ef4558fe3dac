package import SluiceCore
package import SluiceScan

// What is kept of a file's code is what tells that there is nothing to say about it.

extension FileCode: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(paths)
    try writer.write(imports)
    writer.write(moves)
    try writer.write(script)
    try writer.write(module)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    self.init()
    paths = try reader.list()
    imports = try reader.list()
    moves = try reader.flag()
    script = try reader.optional()
    module = try reader.optional()
  }
}

extension ScriptCode: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) {
    guard isSound, refusals.isEmpty, undefined.values.allSatisfy(\.isEmpty) else { throw .notKept }
    writer.write(hasCells)
    writer.write(installs)
    writer.write(hidesNothing)
    try writer.write(upstreamKeys)
    try writer.write(parameters)
    try writer.write(words)
    try writer.write(asked)
    try writer.write(Array(undefined.keys))
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      hasCells: try reader.flag(), installs: try reader.flag(), hidesNothing: try reader.flag(),
      upstreamKeys: try reader.optional(), parameters: try reader.optional(),
      words: try reader.value(), asked: try reader.value(), checkedFor: try reader.list())
  }
}

extension ScriptCode.Parameters: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(lastWords)
    try writer.write(firstPlace)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    self.init(lastWords: try reader.list(), firstPlace: try reader.place())
  }
}

extension ModuleCode: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) {
    guard isSound, errors.isEmpty, undefined.isEmpty else { throw .notKept }
    try writer.write(addresses)
    try writer.write(bodies)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    self.init(addresses: try reader.list(), bodies: try reader.dictionary())
  }
}

extension ModuleCode.Body: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) {
    writer.write(isStub)
    try writer.write(words)
    try writer.write(keys)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    self.init(isStub: try reader.flag(), words: try reader.value(), keys: try reader.optional())
  }
}

extension Scan: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch self {
    case .module(let scan):
      writer.write(0 as UInt8)
      try writer.write(scan)
    case .script(let scan):
      writer.write(1 as UInt8)
      try writer.write(scan)
    case .template(let scan):
      writer.write(2 as UInt8)
      try writer.write(scan)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .module(try reader.value())
    case 1: self = .script(try reader.value())
    case 2: self = .template(try reader.value())
    default: throw .broken
    }
  }
}
