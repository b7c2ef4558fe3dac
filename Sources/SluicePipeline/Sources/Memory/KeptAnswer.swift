package import SluiceCore

/// What a run has said, and what that depends on: as long as nothing of it changes, a run that is asked
/// the same says the same. Bytes of another build, or that anything has changed, are no answer.
package struct KeptAnswer: Sendable {
  /// One piece of output.
  package struct Part: Sendable {
    /// To which of the process's files it went: 1 or 2.
    package var descriptor: Int
    package var bytes: [UInt8]

    package init(descriptor: Int, bytes: [UInt8]) {
      self.descriptor = descriptor
      self.bytes = bytes
    }
  }

  /// In the order in which they were said.
  package var parts: [Part]
  /// What the process ended with.
  package var exitCode: Int
  private let log: DiskLog

  /// `log` knows all that was asked of the disk.
  package init(parts: [Part], exitCode: Int, log: DiskLog) {
    self.parts = parts
    self.exitCode = exitCode
    self.log = log
  }

  /// The answer that the bytes hold; `nil` if they are not of this `build`.
  package init?(_ stored: StoredBytes, build: UInt64) {
    guard let bytes = stored.headed(build) else { return nil }
    var reader = StoreReader(bytes, 0..<bytes.count, file: 0, size: 0)
    do throws(StoreError) {
      self.init(
        parts: try reader.list(), exitCode: try reader.number(), log: try reader.value())
    } catch {
      return nil
    }
    guard reader.isAtEnd else { return nil }
  }

  /// Whether the same question has another answer now, perhaps.
  package var isOutdated: Bool { log.hasChanged }

  /// What `init(_:build:)` reads; `nil` where the answer holds for this moment alone, or takes more than
  /// `SourceMemory.byteLimit`.
  package func bytes(build: UInt64) -> [UInt8]? {
    var writer = StoreWriter(file: 0)
    do throws(StoreError) {
      try writer.write(parts)
      try writer.write(exitCode)
      try writer.write(log)
    } catch {
      return nil
    }
    guard writer.bytes.count <= SourceMemory.byteLimit else { return nil }
    return StoredBytes.head(of: writer.bytes, build) + writer.bytes
  }
}

extension KeptAnswer.Part: Storable {
  package func store(in writer: inout StoreWriter) throws(StoreError) {
    try writer.write(descriptor)
    try writer.write(bytes)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(descriptor: try reader.number(), bytes: try reader.data())
  }
}
