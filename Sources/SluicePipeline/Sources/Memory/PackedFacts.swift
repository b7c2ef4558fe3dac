import SluiceCore
import SluiceScan

/// What one source says.
enum SourceFacts: Sendable {
  case made(Scan, ReadFile)
  indirect case packed(PackedFacts)
}

/// What a source about which there is nothing to say says, as bytes: a tenth of what the values take.
struct PackedFacts: Sendable {
  let part: StoredPart
  /// How they were made, and can be made again.
  private let job: SourceJob
  /// Of the file, in bytes.
  private let size: Int

  init(_ part: StoredPart, job: SourceJob, size: Int) {
    self.part = part
    self.job = job
    self.size = size
  }

  /// `nil` where there is something to say about the file, or the facts are packed already. The bytes lie
  /// in the spool, if there is one.
  init?(_ read: SourceJob.Read, by job: SourceJob, in spool: ByteSpool? = nil) {
    guard read.comments == nil, case .made(let scan, let file) = read.facts else { return nil }
    var front = StoreWriter(file: job.file)
    var writer = StoreWriter(file: job.file)
    do throws(StoreError) {
      try front.write(scan)
      try writer.write(front.bytes)
      try writer.write(file.code)
    } catch {
      return nil
    }
    self.init(StoredPart(writer.bytes, in: spool), job: job, size: read.source.fingerprint.size)
  }

  /// The form in which they are kept; `nil` where the bytes are not what was packed.
  var kept: SourceFacts? {
    if job.isPacked { return .packed(self) }
    return stored { bytes throws(StoreError) in
      .made(try storedScan(bytes), ReadFile(job.key, try storedCode(bytes)))
    }
  }

  /// The scan. Bytes that hold none count as not there: the file is read.
  func scan() -> Scan? { stored(storedScan) ?? again?.scan }

  /// What its code says.
  func code() -> FileCode? { stored(storedCode) ?? again?.code }

  private func stored<Value>(_ read: ([UInt8]) throws(StoreError) -> Value) -> Value? {
    guard let bytes = part.bytes else { return nil }
    do throws(StoreError) {
      return try read(bytes)
    } catch {
      return nil
    }
  }

  private func storedScan(_ bytes: [UInt8]) throws(StoreError) -> Scan {
    var reader = StoreReader(bytes, 0..<bytes.count, file: job.file, size: size)
    var scan = StoreReader(bytes, try reader.stretch(), file: job.file, size: size)
    let value: Scan = try scan.value()
    guard scan.isAtEnd else { throw .broken }
    return value
  }

  private func storedCode(_ bytes: [UInt8]) throws(StoreError) -> FileCode {
    var reader = StoreReader(bytes, 0..<bytes.count, file: job.file, size: size)
    _ = try reader.stretch()
    let value: FileCode = try reader.value()
    guard reader.isAtEnd else { throw .broken }
    return value
  }

  private var again: (scan: Scan, code: FileCode)? {
    guard case .success(let read) = job.reading(), case .made(let scan, let file) = read.facts
    else { return nil }
    return (scan, file.code)
  }
}
