import CZlib

/// Compresses what comes piece by piece into one gzip member (RFC 1952) without a name and a time, and
/// hands it on piece by piece. The same bytes in give the same bytes out, however they are cut.
final class GzipStream {
  private let stream: UnsafeMutablePointer<z_stream>
  private let header: UnsafeMutablePointer<gz_header>
  private let output: UnsafeMutableRawBufferPointer
  private let sink: (UnsafeRawBufferPointer) throws(BundleError) -> Void

  /// The level is fixed: 6 is where gzip itself stands. 255 is RFC 1952's word for "unknown system".
  init(_ sink: @escaping (UnsafeRawBufferPointer) throws(BundleError) -> Void) throws(BundleError) {
    self.sink = sink
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    header = .allocate(capacity: 1)
    header.initialize(to: gz_header())
    header.pointee.os = 255
    output = .allocate(byteCount: 256 << 10, alignment: 16)
    let size = Int32(MemoryLayout<z_stream>.size)
    // 15 bits of window, and 16 for gzip's own header and end.
    guard
      deflateInit2_(
        stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK,
      deflateSetHeader(stream, header) == Z_OK
    else { throw .compression }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    header.deallocate()
    output.deallocate()
  }

  /// Takes the next piece.
  func write(_ bytes: UnsafeRawBufferPointer) throws(BundleError) {
    var rest = bytes
    // zlib counts in 32 bits.
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(piece.count)
      try run(Z_NO_FLUSH)
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
    }
  }

  /// Hands the rest on. Nothing may come after it.
  func finish() throws(BundleError) {
    stream.pointee.next_in = nil
    stream.pointee.avail_in = 0
    try run(Z_FINISH)
  }

  private func run(_ flush: Int32) throws(BundleError) {
    while true {
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      let status = deflate(stream, flush)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        throw .compression
      }
      let count = output.count - Int(stream.pointee.avail_out)
      if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: output[..<count])) }
      // Room that is left says that nothing more is to come now.
      if status == Z_STREAM_END || stream.pointee.avail_out > 0 { return }
    }
  }
}

extension GzipStream {
  /// Takes the next piece.
  func write(_ bytes: [UInt8]) throws(BundleError) {
    var failure: BundleError?
    bytes.withUnsafeBytes { bytes in
      do throws(BundleError) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
