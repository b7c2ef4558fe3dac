import SluiceCore
package import SluicePipeline

/// Takes the bytes of an archive in their order.
package typealias ArchiveSink = (UnsafeRawBufferPointer) throws(BundleError) -> Void

/// What has been written.
package struct WrittenArchive: Hashable, Sendable {
  package var manifest: BundleManifest
  /// SHA-256 of the compressed archive.
  package var archiveDigest: String
  /// Bytes of the compressed archive.
  package var archiveSize: Int
}

extension BundlePlan {
  /// Writes the archive, file by file and piece by piece: the memory that it takes does not grow with
  /// the files. The last entry is the manifest, as `text` writes it. `look` sees each file's beginning
  /// on its way: all of it, or the first `ContentReader.pieceSize` bytes.
  package func write(
    to sink: @escaping ArchiveSink, look: (BundleFile, UnsafeRawBufferPointer) -> Void,
    manifest text: (BundleManifest) -> [UInt8]
  ) throws(BundleError) -> WrittenArchive {
    var archiveHash = SHA256()
    var archiveSize = 0
    let gzip = try GzipStream { (bytes) throws(BundleError) in
      archiveHash.update(bytes)
      archiveSize += bytes.count
      try sink(bytes)
    }
    let reader = ContentReader(self)
    var files: [BundleManifest.File] = []
    for position in list.files.indices {
      let file = list.files[position]
      var hash = SHA256()
      var size = 0
      switch file.kind {
      case .link(let target):
        hash.update(target.span)
        size = target.count
        try gzip.write(TarHeader(path: file.path.bytes, kind: file.kind, size: 0).bytes)
      case .file, .executable:
        size = try reader.read(position) { (total, piece, start) throws(BundleError) in
          if start == 0 {
            let header = TarHeader(path: file.path.bytes, kind: file.kind, size: total)
            try gzip.write(header.bytes)
            look(file, piece)
          }
          hash.update(piece)
          try gzip.write(piece)
        }
        try gzip.write(padding(behind: size))
      }
      files.append(.init(path: file.path, kind: file.kind, size: size, digest: hash.finish()))
    }
    let manifest = BundleManifest(files: files)
    let bytes = text(manifest)
    let path = Array(BundleManifest.path.utf8)
    try gzip.write(TarHeader(path: path, kind: .file, size: bytes.count).bytes)
    // Two empty blocks end an archive.
    let end = [UInt8](repeating: 0, count: 2 * TarHeader.blockSize)
    try gzip.write(bytes + padding(behind: bytes.count) + end)
    try gzip.finish()
    return WrittenArchive(
      manifest: manifest, archiveDigest: archiveHash.finish(), archiveSize: archiveSize)
  }

  /// Shows each file's beginning to `look`, and writes nothing.
  package func look(
    _ look: (BundleFile, UnsafeRawBufferPointer) -> Void
  ) throws(BundleError) {
    let reader = ContentReader(self)
    for position in list.files.indices {
      let file = list.files[position]
      if case .link = file.kind { continue }
      _ = try reader.read(position, onlyBeginning: true) { _, piece, _ in look(file, piece) }
    }
  }
}
