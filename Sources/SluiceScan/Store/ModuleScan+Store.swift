package import SluiceCore

// A scan is kept only if there is nothing to say about its file: findings are always made anew.

extension ModuleScan: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    guard diagnostics.isEmpty else { throw .notKept }
    try writer.write(functions)
    try writer.write(bindings)
    try writer.write(tried)
    try writer.write(exports)
    try writer.write(starImports)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(functions: try reader.list(), bindings: try reader.dictionary())
    tried = try reader.dictionary()
    exports = try reader.value()
    starImports = try reader.list()
  }
}

extension ModuleScan.Function: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(name)
    try writer.write(nameRange)
    try writer.write(range)
    try writer.write(parameters)
    try writer.write(upstream)
    writer.write(followsImports)
    writer.write(isDecorated)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      name: try reader.text(), nameRange: try reader.place(), range: try reader.place(),
      parameters: try reader.list(), upstream: try reader.list(),
      followsImports: try reader.flag(), isDecorated: try reader.flag())
  }
}

extension ModuleScan.Parameter.Kind: Storable {}

extension ModuleScan.Parameter: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(name)
    try writer.write(kind)
    writer.write(hasDefault)
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      name: try reader.text(), kind: try reader.value(), hasDefault: try reader.flag(),
      range: try reader.place())
  }
}

extension ModuleScan.Binding: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch self {
    case .function(let position):
      writer.write(0 as UInt8)
      try writer.write(position)
    case .imported(let module, let level, let name, let range):
      writer.write(1 as UInt8)
      try writer.write(module)
      try writer.write(level)
      try writer.write(name)
      try writer.write(range)
    case .alias(let module, let level, let name, let range):
      writer.write(2 as UInt8)
      try writer.write(module)
      try writer.write(level)
      try writer.write(name)
      try writer.write(range)
    case .value(let range):
      writer.write(3 as UInt8)
      try writer.write(range)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .function(try reader.number())
    case 1:
      self = .imported(
        module: try reader.text(), level: try reader.number(), name: try reader.optional(),
        try reader.place())
    case 2:
      self = .alias(
        module: try reader.text(), level: try reader.number(), name: try reader.text(),
        try reader.place())
    case 3: self = .value(try reader.place())
    default: throw .broken
    }
  }
}

extension ModuleScan.Exports: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch self {
    case .unlisted: writer.write(0 as UInt8)
    case .listed(let names):
      writer.write(1 as UInt8)
      try writer.write(names)
    case .computed: writer.write(2 as UInt8)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .unlisted
    case 1: self = .listed(try reader.set())
    case 2: self = .computed
    default: throw .broken
    }
  }
}

extension ModuleScan.StarImport: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(module)
    try writer.write(level)
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      module: try reader.text(), level: try reader.number(), range: try reader.place())
  }
}

extension UpstreamReference: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    switch self {
    case .task(let name, let range):
      writer.write(0 as UInt8)
      try writer.write(name.text)
      try writer.write(range)
    case .wildcard(let pattern, let range):
      writer.write(1 as UInt8)
      try writer.write(pattern)
      try writer.write(range)
    case .dynamic: throw .notKept
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .task(TaskName(try reader.text()), try reader.place())
    case 1: self = .wildcard(pattern: try reader.text(), try reader.place())
    default: throw .broken
    }
  }
}
