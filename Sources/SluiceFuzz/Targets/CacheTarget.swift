import SluiceCore
import SluicePipeline
import SluiceScan

/// What runs leave for the next one. The first byte chooses what the rest is read as.
func fuzzCache(_ input: [UInt8]) -> FuzzOutcome {
  var outcome = FuzzOutcome()
  guard let first = input.first else { return outcome }
  let body = 1..<input.count
  let size = 4096
  switch first % 5 {
  case 0:
    let memory = SourceMemory(headed(Array(input[body])), build: 7)
    outcome.note(12, memory.isEmpty ? 0 : 1)
  case 4:
    let answer = KeptAnswer(headed(Array(input[body])), build: 7)
    outcome.note(14, answer == nil ? 0 : 1)
  case 1: read(ModuleScan.self, input, body, size, &outcome) { .module($0) }
  case 2: read(ScriptScan.self, input, body, size, &outcome) { .script($0) }
  default: read(TemplateScan.self, input, body, size, &outcome) { .template($0) }
  }
  return outcome
}

private func headed(_ bytes: [UInt8]) -> StoredBytes {
  StoredBytes(StoredBytes.head(of: bytes, 7) + bytes)
}

/// Whatever is read has its places in the file, and can be written and read again.
private func read<Value: Storable>(
  _: Value.Type, _ input: [UInt8], _ body: Range<Int>, _ size: Int, _ outcome: inout FuzzOutcome,
  _ scan: (Value) -> Scan
) {
  var reader = StoreReader(input, body, file: 0, size: size)
  guard let value = try? Value(from: &reader) else { return outcome.note(13, 0) }
  outcome.note(scan(value), size: size)
  var writer = StoreWriter(file: 0)
  do throws(StoreError) {
    try value.store(in: &writer)
  } catch {
    return outcome.note(13, 1)
  }
  var again = StoreReader(writer.bytes, 0..<writer.bytes.count, file: 0, size: size)
  outcome.expect((try? Value(from: &again)) != nil, "what was kept cannot be read")
  outcome.note(13, 2, UInt64(min(writer.bytes.count / 16, 100)))
}

/// What runs keep of small sources, one of each kind.
func cacheSeeds() -> [[UInt8]] {
  let sources: [(UInt8, Language, String)] = [
    (
      1, .pythonModule,
      "import a.b as c\nfrom .d import e\n__all__ = ['f']\ndef f(product, upstream, n=1, *k):\n"
        + "    \"\"\"Says.\"\"\"\n    return upstream['load'], open('x.csv')\n"
    ),
    (
      2, .pythonScript,
      "# %% tags=[\"parameters\"]\nupstream = ['load', 'fit-*']\nproduct = None\nn = 1\n\n"
        + "# %%\nprint(upstream['load'], n)\n"
    ),
    (2, .rScript, "# %% tags=[\"parameters\"]\nupstream <- list('fit')\n\n# %%\nprint(1)\n"),
    (3, .sql, "CREATE TABLE {{product}} AS SELECT * FROM {{upstream['load']}} -- {{n}}\n"),
    (3, .shell, "{% include 'a' %}cp {{upstream['load']}} {{product}}\n"),
  ]
  return sources.compactMap { kind, language, text in
    var writer = StoreWriter(file: 0)
    do throws(StoreError) {
      switch scan(Array(text.utf8), file: 0, language: language) {
      case .module(let module): try module.store(in: &writer)
      case .script(let script): try script.store(in: &writer)
      case .template(let template): try template.store(in: &writer)
      }
    } catch {
      return nil
    }
    return [kind] + writer.bytes
  } + [[4] + answerSeed()]
}

/// An answer, as it is kept behind its head.
private func answerSeed() -> [UInt8] {
  let log = DiskLog()
  log.note("/nowhere", .content)
  log.note("/nowhere", leadsTo: nil)
  log.note("/a", leadsTo: "/b")
  let parts = [KeptAnswer.Part(descriptor: 1, bytes: Array("no findings\n".utf8))]
  let bytes = KeptAnswer(parts: parts, exitCode: 0, log: log).bytes(build: 7) ?? []
  return Array(bytes.dropFirst(headed([]).count))
}
