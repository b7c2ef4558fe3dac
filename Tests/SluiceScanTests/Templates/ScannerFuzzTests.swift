import SluiceCore
import SluiceScan
import TestSupport
import Testing

/// Cut and changed sources: every scanner ends and keeps its ranges inside the file.
struct ScannerFuzzTests {
  @Test(arguments: ScanFixture.all)
  func endsOnEveryPrefix(fixture: ScanFixture) throws {
    let bytes = try fixture.bytes()
    for length in 0...min(bytes.count, 500) {
      check(Array(bytes[..<length]), fixture.language)
    }
  }

  @Test(arguments: ScanFixture.all)
  func endsOnMutations(fixture: ScanFixture) throws {
    let bytes = try fixture.bytes()
    guard !bytes.isEmpty else { return }
    var generator = SeededGenerator(state: 42)
    let special = Array("{}%#[]()'\"\\`\n\r<-=+\u{E9}".utf8) + [0, 0xFF, 0xC3, 0xED, 0xF4]
    for _ in 0..<40 {
      var changed = bytes
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        let byte = special[Int.random(in: 0..<special.count, using: &generator)]
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[place] = byte
        case 1: changed.insert(byte, at: place)
        default: if changed.count > 1 { changed.remove(at: place) }
        }
      }
      check(changed, fixture.language)
    }
  }

  @Test(arguments: Extreme.all)
  func endsOnDeepAndLongSources(extreme: Extreme) {
    check(Array(extreme.source.utf8), extreme.language)
  }

  private func check(_ bytes: [UInt8], _ language: Language) {
    let ranges: [Range<Int>]
    switch scan(bytes, file: 0, language: language) {
    case .module(let module): ranges = module.diagnostics.map(\.range.bytes)
    case .template(let template):
      ranges = template.diagnostics.map(\.range.bytes) + template.upstream.map(\.range.bytes)
    case .script(let script):
      ranges =
        script.diagnostics.map(\.range.bytes) + script.upstream.map(\.range.bytes)
        + [script.head.bytes] + (script.parametersCell.map { [$0.range.bytes] } ?? [])
    }
    let outside = ranges.contains { $0.lowerBound < 0 || $0.upperBound > bytes.count }
    #expect(!outside)
  }
}

/// A source that is deep or long in some way that a scanner could recurse or go back in.
struct Extreme: Sendable, CustomTestStringConvertible {
  var language: Language
  var source: String
  /// Its beginning: the whole would flood the log.
  var testDescription: String { "\(language) \(source.prefix(30).debugDescription)" }

  private init(_ language: Language, _ source: String) {
    self.language = language
    self.source = source
  }

  static let all: [Extreme] = [
    .init(.sql, "{{ " + String(repeating: "(", count: 10_000)),
    .init(.sql, "{{ a" + String(repeating: ".b", count: 10_000) + " }}"),
    .init(.sql, "{{ a" + String(repeating: " + b", count: 10_000) + " }}"),
    .init(.sql, "{{ " + String(repeating: "not ", count: 10_000) + "a }}"),
    .init(.sql, String(repeating: "{% if a %}", count: 10_000)),
    .init(.sql, "{% if a %}" + String(repeating: "{% elif a %}{% set b = 1 %}", count: 5_000)),
    .init(.sql, "{{ a if b" + String(repeating: " else c if d", count: 5_000) + " }}"),
    .init(.sql, String(repeating: "{# ", count: 10_000)),
    .init(.notebook, String(repeating: "[", count: 10_000)),
    .init(
      .notebook, "{\"cells\":[{\"source\":\"" + String(repeating: "\\n", count: 10_000) + "\"}]}"),
    .init(.pythonScript, String(repeating: "# a\n# +\n# -\n", count: 3_000) + "x\n"),
    .init(.pythonScript, "# %% [markdown]\n" + String(repeating: "# ```a\n", count: 5_000)),
    .init(.pythonScript, "# %% " + String(repeating: "a=", count: 5_000) + "\n"),
    .init(.pythonScript, "# %% " + String(repeating: "[", count: 10_000) + "\n"),
    .init(.pythonScript, "# %% tags=" + String(repeating: "(", count: 10_000) + "\n"),
    .init(
      .rScript,
      "# %% tags=[\"parameters\"]\nupstream <- " + String(repeating: "list(", count: 5_000)),
    .init(.rMarkdown, String(repeating: "\n    a\n```{x}\n", count: 10_000)),
  ]
}
