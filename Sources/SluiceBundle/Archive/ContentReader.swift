import SluiceCore
import SluicePipeline

/// Reads the contents of a plan's files, each in pieces of one buffer.
final class ContentReader {
  /// Bytes that are read at once.
  static let pieceSize = 1 << 20

  /// Gets the content's whole size, a piece, and where the piece begins. An empty content is one empty
  /// piece.
  typealias Piece = (Int, UnsafeRawBufferPointer, Int) throws(BundleError) -> Void

  private let plan: BundlePlan
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: ContentReader.pieceSize, alignment: 16)

  init(_ plan: BundlePlan) {
    self.plan = plan
  }

  deinit { buffer.deallocate() }

  /// Hands the content of the file at `position` to `take`, and says how many bytes it has. A content
  /// that is not the one that git names, or not as long as it was, is an error.
  func read(
    _ position: Int, onlyBeginning: Bool = false, _ take: Piece
  ) throws(BundleError) -> Int {
    let path = plan.list.files[position].path
    switch plan.contents[position] {
    case .link: return 0
    case .disk:
      return try read(try plan.disk.file(at: path), path, onlyBeginning, take)
    case .object(let repository, let id, let isOnDisk):
      let store = plan.stores[repository]
      return try read(id, of: store, isOnDisk: isOnDisk, path, onlyBeginning, take)
    case .largeFile(let file, let place):
      let opened =
        if let place { try OpenFile(absolute: place, for: path) } else {
          try plan.disk.file(at: path)
        }
      guard opened.size == file.size else { throw .changed(path) }
      var hash = SHA256()
      let size = try read(opened, path, onlyBeginning) { (size, piece, start) throws(BundleError) in
        hash.update(piece)
        try take(size, piece, start)
      }
      guard onlyBeginning || hash.finish() == file.digest else { throw .changed(path) }
      return size
    }
  }

  private func read(
    _ id: ObjectID, of store: ObjectStore, isOnDisk: Bool, _ path: BundlePath,
    _ onlyBeginning: Bool, _ take: Piece
  ) throws(BundleError) -> Int {
    let size = store.size(of: id)
    if isOnDisk, size.map({ $0 > plan.objectLimit }) ?? true {
      let file = try plan.disk.file(at: path)
      // Another size comes from a conversion of line ends: then only the object will do.
      if size == nil || file.size == size {
        return try readChecked(file, id, path, onlyBeginning, take)
      }
    }
    guard let size else { throw .objectMissing(path) }
    if size > plan.objectLimit, let stream = store.stream(of: id) {
      return try read(size, path, onlyBeginning, take) { (space) throws(BundleError) in
        do throws(GitError) { return try stream.read(into: space) } catch { throw .git(error) }
      }
    }
    var failure: BundleError?
    do throws(GitError) {
      try store.withBytes(of: id) { bytes in
        do throws(BundleError) {
          var start = 0
          repeat {
            let end = min(bytes.count, start + ContentReader.pieceSize)
            try take(bytes.count, UnsafeRawBufferPointer(rebasing: bytes[start..<end]), start)
            start = end
          } while start < bytes.count && !onlyBeginning
        } catch {
          failure = error
        }
      }
    } catch {
      throw .git(error)
    }
    if let failure { throw failure }
    return size
  }

  /// Reads a file that has to be the object, as git names objects.
  private func readChecked(
    _ file: consuming OpenFile, _ id: ObjectID, _ path: BundlePath, _ onlyBeginning: Bool,
    _ take: Piece
  ) throws(BundleError) -> Int {
    var hash = SHA1()
    hash.update((Array("blob \(file.size)".utf8) + [0]).span)
    let size = try read(file, path, onlyBeginning) { (size, piece, start) throws(BundleError) in
      hash.update(piece)
      try take(size, piece, start)
    }
    guard onlyBeginning || hash.finish() == id.text else { throw .changed(path) }
    return size
  }

  private func read(
    _ file: consuming OpenFile, _ path: BundlePath, _ onlyBeginning: Bool, _ take: Piece
  ) throws(BundleError) -> Int {
    let file = file
    return try read(file.size, path, onlyBeginning, take) { (space) throws(BundleError) in
      try file.read(into: space)
    }
  }

  /// Reads as many bytes as were promised; fewer or more are an error.
  private func read(
    _ size: Int, _ path: BundlePath, _ onlyBeginning: Bool, _ take: Piece,
    from fill: (UnsafeMutableRawBufferPointer) throws(BundleError) -> Int
  ) throws(BundleError) -> Int {
    var start = 0
    repeat {
      var count = 0
      let wanted = min(buffer.count, size - start)
      while count < wanted {
        let got = try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[count..<wanted]))
        guard got > 0 else { throw .changed(path) }
        count += got
      }
      try take(size, UnsafeRawBufferPointer(rebasing: buffer[..<count]), start)
      start += count
    } while start < size && !onlyBeginning
    if !onlyBeginning {
      let more = try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<1]))
      guard more == 0 else { throw .changed(path) }
    }
    return size
  }
}
