import SluiceCore

/// A few names, sorted, each once: what is held of thousands of sources takes half of a set's memory.
struct NameList: Hashable, Sendable {
  /// Sorted.
  let names: [String]

  /// O(n log n).
  init(_ names: some Sequence<String>) {
    var sorted: [String] = []
    for name in names.sorted() where name != sorted.last { sorted.append(name) }
    self.names = sorted.withoutSpareRoom()
  }

  var isEmpty: Bool { names.isEmpty }

  /// O(log n).
  func contains(_ name: String) -> Bool {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name
  }
}

extension NameList: Storable {
  func store(in writer: inout StoreWriter) throws(StoreError) { try writer.write(names) }

  init(from reader: inout StoreReader) throws(StoreError) {
    let names: [String] = try reader.list()
    guard zip(names, names.dropFirst()).allSatisfy(<) else { throw .broken }
    self.names = names
  }
}
