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

  @Test(arguments: [
    ("sql", "{{ " + String(repeating: "(", count: 10_000)),
    ("sql", "{{ a" + String(repeating: ".b", count: 10_000) + " }}"),
    ("sql", "{{ a" + String(repeating: " + b", count: 10_000) + " }}"),
    ("sql", "{{ " + String(repeating: "not ", count: 10_000) + "a }}"),
    ("sql", String(repeating: "{% if a %}", count: 10_000)),
    ("sql", "{% if a %}" + String(repeating: "{% elif a %}{% set b = 1 %}", count: 5_000)),
    ("sql", "{{ a if b" + String(repeating: " else c if d", count: 5_000) + " }}"),
    ("sql", String(repeating: "{# ", count: 10_000)),
    ("ipynb", String(repeating: "[", count: 10_000)),
    ("ipynb", "{\"cells\":[{\"source\":\"" + String(repeating: "\\n", count: 10_000) + "\"}]}"),
    ("py", String(repeating: "# a\n# +\n# -\n", count: 3_000) + "x\n"),
    ("py", "# %% [markdown]\n" + String(repeating: "# ```a\n", count: 5_000)),
    ("py", "# %% " + String(repeating: "a=", count: 5_000) + "\n"),
    ("py", "# %% " + String(repeating: "[", count: 10_000) + "\n"),
    ("py", "# %% tags=" + String(repeating: "(", count: 10_000) + "\n"),
    ("R", "# %% tags=[\"parameters\"]\nupstream <- " + String(repeating: "list(", count: 5_000)),
    ("Rmd", String(repeating: "\n    a\n```{x}\n", count: 10_000)),
  ])
  func endsOnDeepAndLongSources(kind: String, source: String) {
    let languages: [String: Language] = [
      "sql": .sql, "ipynb": .notebook, "py": .pythonScript, "R": .rScript, "Rmd": .rMarkdown,
    ]
    if let language = languages[kind] { check(Array(source.utf8), language) }
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
