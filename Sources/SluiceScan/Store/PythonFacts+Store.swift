package import SluiceCore

extension PythonPathLiteral.Use: Storable {}

extension PythonPathLiteral: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(text)
    try writer.write(range)
    try writer.write(use)
    try writer.write(function)
    writer.write(isPart)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      text: try reader.text(), range: try reader.place(), use: try reader.value(),
      function: try reader.optional(), isPart: try reader.flag())
  }
}

extension PythonImport: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(module)
    try writer.write(level)
    try writer.write(name)
    try writer.write(alias)
    try writer.write(range)
    writer.write(guards.rawValue)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      module: try reader.text(), level: try reader.number(), name: try reader.optional(),
      alias: try reader.optional(), range: try reader.place(),
      guards: Guards(rawValue: try reader.byte()))
  }
}

extension PythonAddress: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(scheme)
    try writer.write(range)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(scheme: try reader.text(), range: try reader.place())
  }
}

extension PythonWord: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(name)
    try writer.write(range)
    writer.write(isAssigned)
    writer.write(isAnnotated)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      name: try reader.text(), range: try reader.place(), isAssigned: try reader.flag(),
      isAnnotated: try reader.flag())
  }
}
