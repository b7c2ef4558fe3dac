import SluiceCore
import Synchronization

/// What earlier runs read of sources about which there is nothing to say: with it this run need not read
/// them. A source is known by its path, by what was asked of it, and by how its file looks from outside;
/// files with findings are always read.
///
/// Made of bytes and turned into bytes; where these lie is for others to know. Bytes of another build,
/// or that anything has changed, count as none.
package final class SourceMemory: Sendable {
  /// What is known of one source.
  struct Entry: Sendable {
    var stamp: FileStamp
    var fingerprint: Fingerprint
    var isNotebook: Bool
    /// Where the facts lie in `bytes`.
    var facts: Range<Int>
    var bytes: [UInt8]
  }

  private struct News: Sendable {
    var entries: [[UInt8]: Entry] = [:]
    /// What this run has asked for.
    var asked: Set<[UInt8]> = []
    var recallCount = 0
  }

  private let build: UInt64
  /// So many nanoseconds must lie behind a file's last change before it is kept.
  let patience: Int
  private let known: [[UInt8]: Entry]
  private let news = Mutex(News())

  /// The largest memory of one project, in bytes: what this run has not asked for goes first.
  package static let byteLimit = Limit.memorySize.value

  /// What `bytes` hold; nothing, if they are not of this `build`. A file's change must lie `patience`
  /// nanoseconds back before it is kept: two seconds are the tick of the coarsest file system.
  package init(_ bytes: [UInt8], build: UInt64, patience: Int = 2_000_000_000) {
    self.build = build
    self.patience = patience
    known = SourceMemory.entries(bytes, build) ?? [:]
  }

  /// The entry of that name, if the file looks as it did.
  func recall(_ name: [UInt8], _ stamp: FileStamp) -> Entry? {
    let entry = known[name].flatMap { $0.stamp == stamp ? $0 : nil }
    news.withLock { news in
      news.asked.insert(name)
      if entry != nil { news.recallCount += 1 }
    }
    return entry
  }

  /// How many sources this run did not have to read.
  var recallCount: Int { news.withLock { $0.recallCount } }

  /// Whether earlier runs have left nothing.
  var isEmpty: Bool { known.isEmpty }

  /// Keeps an entry for the next run.
  func note(_ name: [UInt8], _ entry: Entry) {
    news.withLock { $0.entries[name] = entry }
  }

  // MARK: Bytes

  private static let magic = Array("SLUICE\u{1}\n".utf8)

  /// What the next run should know; `nil` if that is what this one knew.
  package func bytes() -> [UInt8]? {
    let (entries, asked) = news.withLock { ($0.entries, $0.asked) }
    guard !entries.isEmpty else { return nil }
    var writer = StoreWriter(file: 0)
    var size = 0
    func keep(_ name: [UInt8], _ entry: Entry) {
      guard size + entry.facts.count + name.count < SourceMemory.byteLimit else { return }
      size += entry.facts.count + name.count + 64
      do throws(StoreError) {
        try writer.write(name)
        entry.stamp.store(in: &writer)
        writer.write(UInt64(truncatingIfNeeded: entry.fingerprint.size))
        writer.write(entry.fingerprint.hash)
        writer.write(entry.isNotebook)
        try writer.write(Array(entry.bytes[entry.facts]))
      } catch {}
    }
    for (name, entry) in entries { keep(name, entry) }
    for (name, entry) in known where entries[name] == nil && asked.contains(name) {
      keep(name, entry)
    }
    for (name, entry) in known where entries[name] == nil && !asked.contains(name) {
      keep(name, entry)
    }
    return SourceMemory.sealed(writer.bytes, build)
  }

  /// Entries behind what tells whose they are, and whether they are whole.
  static func sealed(_ entries: [UInt8], _ build: UInt64) -> [UInt8] {
    var head = StoreWriter(file: 0)
    head.write(build)
    head.write(Fingerprint(entries).hash)
    return magic + head.bytes + entries
  }

  /// The length of what `sealed` puts before the entries.
  static let headLength = magic.count + 16

  private static func entries(_ bytes: [UInt8], _ build: UInt64) -> [[UInt8]: Entry]? {
    guard bytes.starts(with: magic) else { return nil }
    let whole = magic.count..<bytes.count
    var reader = StoreReader(bytes, whole, file: 0, size: 0)
    var entries: [[UInt8]: Entry] = [:]
    do throws(StoreError) {
      guard try reader.word() == build else { return nil }
      let hash = try reader.word()
      let body = bytes.withUnsafeBytes { all in
        Fingerprint(UnsafeRawBufferPointer(rebasing: all[reader.position...]))
      }
      guard hash == body.hash else { return nil }
      while !reader.isAtEnd {
        let name = try reader.data()
        let stamp = try FileStamp(from: &reader)
        guard let size = Int(exactly: try reader.word()) else { return nil }
        let fingerprint = Fingerprint(size: size, hash: try reader.word())
        let isNotebook = try reader.flag()
        entries[name] = Entry(
          stamp: stamp, fingerprint: fingerprint, isNotebook: isNotebook,
          facts: try reader.stretch(), bytes: bytes)
      }
    } catch {
      return nil
    }
    return entries
  }
}
