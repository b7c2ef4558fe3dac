import SluiceCore
import Synchronization

/// What earlier runs read of sources about which there is nothing to say: with it this run need not read
/// them. A source is known by its path, by what was asked of it, and by how its file looks from outside;
/// files with findings are always read.
///
/// Made of bytes and turned into bytes; where these lie is for others to know. Bytes of another build,
/// or that anything has changed, count as none. An index tells what is there; the facts of a source are
/// read when it is asked for.
package final class SourceMemory: Sendable {
  /// What is known of one source. Not a struct, as tables of thousands are never full.
  final class Entry: Sendable {
    let stamp: FileStamp
    let fingerprint: Fingerprint
    let isNotebook: Bool
    let facts: StoredPart

    init(stamp: FileStamp, fingerprint: Fingerprint, isNotebook: Bool, facts: StoredPart) {
      self.stamp = stamp
      self.fingerprint = fingerprint
      self.isNotebook = isNotebook
      self.facts = facts
    }
  }

  private struct State: Sendable {
    /// What earlier runs left.
    var known: [[UInt8]: Entry] = [:]
    /// What this run has learned.
    var news: [[UInt8]: Entry] = [:]
    /// What this run has asked for.
    var asked: Set<[UInt8]> = []
    var recallCount = 0
  }

  private let build: UInt64
  /// So many nanoseconds must lie behind a file's last change before it is kept.
  let patience: Int
  /// Where what this run learns is put aside.
  let spool: ByteSpool?
  private let state: Mutex<State>
  /// Whether earlier runs have left nothing.
  package let isEmpty: Bool

  /// The largest memory of one project, in bytes: what this run has not asked for goes first.
  package static let byteLimit = Limit.memorySize.value

  /// What the bytes hold; nothing, if they are not of this `build`. A file's change must lie `patience`
  /// nanoseconds back before it is kept: two seconds are the tick of the coarsest file system. What is
  /// learned lies in the `spool` until it is written, if there is one.
  package init(
    _ stored: StoredBytes, build: UInt64, patience: Int = 2_000_000_000, spool: ByteSpool? = nil
  ) {
    self.build = build
    self.patience = patience
    self.spool = spool
    let known = SourceMemory.entries(stored, build) ?? [:]
    state = Mutex(State(known: known))
    isEmpty = known.isEmpty
  }

  /// The entry of that name, if the file looks as it did.
  func recall(_ name: [UInt8], _ stamp: FileStamp) -> Entry? {
    state.withLock { state in
      let entry = state.known[name].flatMap { $0.stamp == stamp ? $0 : nil }
      state.asked.insert(name)
      if entry != nil { state.recallCount += 1 }
      return entry
    }
  }

  /// How many sources this run did not have to read.
  var recallCount: Int { state.withLock { $0.recallCount } }

  /// What this run keeps for the next.
  var learned: [[UInt8]: Entry] { state.withLock { $0.news } }

  /// Keeps an entry for the next run.
  func note(_ name: [UInt8], _ entry: Entry) {
    state.withLock { $0.news[name] = entry }
  }

  /// Drops what earlier runs left: nothing is asked for any more.
  func forgetEarlier() { state.withLock { $0.known = [:] } }

  // MARK: Bytes

  /// Whether this run has learned anything.
  package var hasNews: Bool { state.withLock { !$0.news.isEmpty } }

  /// What the next run should know; `nil` if that is what this one knew. `earlier` gives what is kept so
  /// far. The facts and names take at most `limit` bytes.
  package func bytes(
    behind earlier: () -> StoredBytes, limit: Int = SourceMemory.byteLimit
  ) -> [UInt8]? {
    var all: [UInt8] = []
    let isWritten = write(behind: earlier, limit: limit) { part in
      all += part
      return true
    }
    return isWritten ? all : nil
  }

  /// The same bytes, part by part, to one who says whether he took them: they need not fit into memory.
  /// Whether there are any, and all were taken.
  package func write(
    behind earlier: () -> StoredBytes, limit: Int = SourceMemory.byteLimit,
    to take: ([UInt8]) -> Bool
  ) -> Bool {
    let (entries, asked) = state.withLock { ($0.news, $0.asked) }
    guard !entries.isEmpty else { return false }
    let known = SourceMemory.entries(earlier(), build) ?? [:]
    var index = StoreWriter(file: 0)
    var parts: [StoredPart] = []
    var size = 0
    func keep(_ name: [UInt8], _ entry: Entry) {
      guard size + name.count + entry.facts.count < limit else { return }
      do throws(StoreError) {
        try index.write(name)
        entry.stamp.store(in: &index)
        index.write(UInt64(truncatingIfNeeded: entry.fingerprint.size))
        index.write(entry.fingerprint.hash)
        index.write(entry.isNotebook)
        try index.write(entry.facts.count)
        index.write(entry.facts.hash)
        parts.append(entry.facts)
        size += name.count + entry.facts.count
      } catch {}
    }
    for (name, entry) in entries { keep(name, entry) }
    for (name, entry) in known where entries[name] == nil && asked.contains(name) {
      keep(name, entry)
    }
    for (name, entry) in known where entries[name] == nil && !asked.contains(name) {
      keep(name, entry)
    }
    guard take(StoredBytes.head(of: index.bytes, build)), take(index.bytes) else { return false }
    var buffer: [UInt8] = []
    for part in parts {
      // What cannot be read any more has another hash then, and counts as not there.
      buffer += part.bytes ?? [UInt8](repeating: 0, count: part.count)
      guard buffer.count >= SourceMemory.bufferSize else { continue }
      guard take(buffer) else { return false }
      buffer.removeAll(keepingCapacity: true)
    }
    return take(buffer)
  }

  private static let bufferSize = 1 << 16

  private static func entries(_ stored: StoredBytes, _ build: UInt64) -> [[UInt8]: Entry]? {
    stored.headed(build).flatMap { index in
      do throws(StoreError) {
        return try entries(index, of: stored)
      } catch {
        return nil
      }
    }
  }

  private static func entries(
    _ index: [UInt8], of stored: StoredBytes
  ) throws(StoreError) -> [[UInt8]: Entry] {
    var reader = StoreReader(index, 0..<index.count, file: 0, size: 0)
    var entries: [[UInt8]: Entry] = [:]
    var start = StoredBytes.headLength + index.count
    while !reader.isAtEnd {
      let name = try reader.data()
      let stamp = try FileStamp(from: &reader)
      guard let size = Int(exactly: try reader.word()) else { throw .broken }
      let fingerprint = Fingerprint(size: size, hash: try reader.word())
      let isNotebook = try reader.flag()
      let length = try reader.number()
      guard length <= stored.count - start else { throw .broken }
      entries[name] = Entry(
        stamp: stamp, fingerprint: fingerprint, isNotebook: isNotebook,
        facts: StoredPart(stored, start..<start + length, hash: try reader.word()))
      start += length
    }
    return entries
  }
}
