/// The files that an upload without a version has brought to a folder: what the next one has to take
/// away again is known from it, and nothing else is ever taken away.
struct UploadList {
  /// Paths relative to the folder.
  var paths: Set<[UInt8]>

  init(_ paths: some Sequence<[UInt8]>) { self.paths = Set(paths) }

  /// As the pod keeps it: `./PATH` and a zero byte for each. Whoever can write to the disk could have
  /// written the list: a path that leads out of the folder is none.
  init(reading bytes: [UInt8]) {
    let entries = bytes.split(separator: 0).compactMap { entry -> [UInt8]? in
      guard entry.starts(with: [0x2E, 0x2F]) else { return nil }
      let path = entry.dropFirst(2)
      let parts = path.split(separator: 0x2F, omittingEmptySubsequences: false)
      let isSafe = parts.allSatisfy { !$0.isEmpty && $0 != [0x2E] && $0 != [0x2E, 0x2E] }
      return isSafe ? Array(path) : nil
    }
    self.init(entries)
  }

  /// What is in this list, in none of the new one's places, and not a product: sorted, as the pod
  /// reads it.
  func gone(since new: UploadList, products: Set<[UInt8]>) -> [UInt8] {
    paths.subtracting(new.paths).subtracting(products).sorted { $0.lexicographicallyPrecedes($1) }
      .flatMap { [0x2E, 0x2F] + $0 + [0] }
  }
}
