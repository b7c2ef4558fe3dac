import SluiceCore
import SluiceScan

extension SourceJob {
  /// What the memory has of the file as it looks now, else what reading it gives; what is then known is
  /// kept for the next run, if there is nothing to say about it.
  func remembered(in memory: SourceMemory) -> Outcome {
    guard let name, let stamp = folder.stamp(of: key.path), stamp.isFile else {
      return reading()
    }
    if let entry = memory.recall(name, stamp), let read = recalled(entry) { return .success(read) }
    let outcome = reading()
    guard case .success(let read) = outcome else { return outcome }
    let isSettled =
      stamp.isSettled(memory.patience) && folder.stamp(of: key.path) == stamp
      && read.source.fingerprint.size == stamp.size
    guard isSettled || isPacked,
      let facts = PackedFacts(read, by: self, in: isSettled ? memory.spool : nil)
    else { return outcome }
    if isSettled {
      memory.note(
        name,
        SourceMemory.Entry(
          stamp: stamp, fingerprint: read.source.fingerprint, isNotebook: read.source.isNotebook,
          facts: facts.part))
    }
    return .success(isPacked ? read.with(.packed(facts)) : read)
  }

  /// All that the facts depend on beside the file itself.
  private var name: [UInt8]? {
    var writer = StoreWriter(file: 0)
    do throws(StoreError) {
      try writer.write(key.path)
      try key.language.store(in: &writer)
      try writer.write(key.kernel)
      try question.store(in: &writer)
      return writer.bytes
    } catch {
      return nil
    }
  }

  private func recalled(_ entry: SourceMemory.Entry) -> Read? {
    let packed = PackedFacts(entry.facts, job: self, size: entry.fingerprint.size)
    guard let facts = packed.kept else { return nil }
    return Read(
      source: readAgain(entry.fingerprint, isNotebook: entry.isNotebook), facts: facts,
      comments: nil)
  }
}

extension Language {
  fileprivate func store(in writer: inout StoreWriter) throws(StoreError) {
    let number: UInt8 =
      switch self {
      case .pythonModule: 0
      case .pythonScript: 1
      case .rScript: 2
      case .otherScript: 3
      case .rMarkdown: 4
      case .markdown: 5
      case .notebook: 6
      case .sql: 7
      case .shell: 8
      }
    writer.write(number)
    if case .otherScript(let suffix) = self { try writer.write(suffix) }
  }
}
