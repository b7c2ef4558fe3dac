import SluiceCore
import SluiceScan
import TestSupport
import Testing

@testable import SluicePipeline

/// What the file's tags hide, and what of them cannot be understood.
private func reader(_ source: String, _ language: Language) throws -> CellTagReader {
  let scanned = scan(Array(source.utf8), file: 0, language: language)
  guard case .script(let script) = scanned else { throw WrongScan() }
  return CellTagReader(script.ownTags, file: 0)
}

private struct WrongScan: Error {}

private func text(_ range: Range<Int>, _ source: String) -> String {
  String(decoding: Array(source.utf8)[range], as: UTF8.self)
}

private func notebook(_ tags: String) -> String {
  """
  {"cells": [
   {"cell_type": "code", "metadata": {}, "source": "1", "outputs": []},
   {"cell_type": "code", "metadata": {"tags": \(tags)}, "source": "2", "outputs": []}
  ], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
  """
}

@Test func readsTheTagsOfANotebook() throws {
  let source = notebook(#"["a", "sluice-ignore=SL250, no-such because \u00fcber", 3]"#)
  let found = try reader(source, .notebook).found
  try #require(found.count == 1)
  #expect(found[0].words.map(\.text) == ["SL250", "no-such"])
  #expect(text(found[0].words[1].range.bytes, source) == "no-such")
  #expect(found[0].reason == "über")
  let cell = text(found[0].reach, source)
  #expect(cell.hasPrefix(#"{"cell_type""#) && cell.contains(#""source": "2""#))
  #expect(cell.hasSuffix("}"))
}

@Test(
  arguments: [
    ("x = 0\n\n# %% tags=['sluice-ignore=SL250']\nx = 1\n# %%\nx = 2\n", .pythonScript),
    ("x = 0\n\n# + tags=[\"sluice-ignore=SL250\"]\nx = 1\n\n# +\nx = 2\n", .pythonScript),
    ("# %% [markdown] tags=[\"b\", \"sluice-ignore=SL250\"]\n# x = 1\n\n# %%\n2\n", .pythonScript),
    ("#' a\nx <- 0\n\n#+ tags=c('sluice-ignore=SL250')\nx <- 1\n\n#+\nx = 2\n", .rScript),
    ("a\n\n```{r, tags=c(\"sluice-ignore=SL250\")}\nx = 1\n```\n\nb\n", .rMarkdown),
    ("a\n\n```python tags=[\"sluice-ignore=SL250\"]\nx = 1\n```\n\nb\n", .markdown),
  ] as [(String, Language)])
func readsTheTagsOfMarkers(source: String, language: Language) throws {
  let found = try reader(source, language).found
  try #require(found.count == 1)
  #expect(text(found[0].words[0].range.bytes, source) == "SL250")
  #expect(text(found[0].range.bytes, source) == "sluice-ignore=SL250")
  let reach = text(found[0].reach, source)
  #expect(reach.contains("1") && !reach.contains("2\n") && !reach.contains("0\n"))
  #expect(reach.contains("tags="))
}

@Test(
  arguments: [
    ("sluice-ignore", false), ("sluice-ignore=", false), ("sluice-ignore= because", false),
    ("sluice_ignore=SL250", false), ("sluice-ingore=SL250", false),
    ("sluice: ignore[SL250]", false),
    ("sluice=SL250", false), ("sluice", true), ("sluice-gate", true), ("sluices: two", true),
  ] as [(String, Bool)])
func tagsThatAreNotUnderstood(tag: String, isAnothers: Bool) throws {
  let reader = try reader(notebook("[\"\(tag)\"]"), .notebook)
  #expect(reader.found.isEmpty)
  #expect(reader.unreadable.isEmpty == isAnothers)
}

@Test func aTagBehindEscapesStandsForItsMarker() throws {
  let source = "# %% tags=[\"sluice-ignore=SL\\u0032\\u0035\\u0030\"]\nx = 1\n"
  let found = try reader(source, .pythonScript).found
  #expect(found.first?.words.first?.text == "SL250")
  #expect(found.first?.words.first?.range.bytes == 0..<48)
}

@Test func mutatedTagsNeverTrap() throws {
  let seeds: [(String, Language)] = [
    (notebook("[\"sluice-ignore=SL250, a because b\", \"sluice: x\"]"), .notebook),
    (
      "# %% tags=[\"sluice-ignore=a\", 'sluice-ignore=b c']\nx\n# + tags=['sluice=']\n",
      .pythonScript
    ),
    ("```{r, tags=c('sluice-ignore=a')}\nx\n```\n", .rMarkdown),
  ]
  var generator = SeededGenerator(state: 11)
  for (seed, language) in seeds {
    let seed = Array(seed.utf8)
    for length in 0...seed.count {
      _ = try reader(String(decoding: seed[..<length], as: UTF8.self), language)
    }
    for _ in 0..<500 {
      let bytes = seed.mutated(edits: 4, letters: pythonPunctuation, using: &generator)
      _ = try reader(String(decoding: bytes, as: UTF8.self), language)
    }
  }
}
