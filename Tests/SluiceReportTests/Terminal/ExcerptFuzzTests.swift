import SluiceCore
import SluicePipeline
import SluiceReport
import TestSupport
import Testing

/// Letters that are awkward for columns, terminals or both, and bytes that are no letters.
private let pieces: [[UInt8]] =
  [
    "a", "upstream['x']", "\t", " ", "\n", "\r\n", "\r", "漢", "é", "e\u{301}", "😀", "\u{1B}[2J",
    "\0", "\u{202E}",
    "\u{2028}", "\u{FEFF}", String(repeating: "long ", count: 60),
  ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xE2, 0x82], [0xF0, 0x9F]]

@Test func anyBytesGiveAnInertExcerpt() {
  var generator = SeededGenerator(state: 42)
  for round in 0..<600 {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      bytes += pieces.randomElement(using: &generator) ?? []
    }
    var sample = Sample()
    let file = sample.sources.add(SourceFile(path: "a.py", bytes: bytes))
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let end = Int.random(in: start...bytes.count, using: &generator)
    let range = SourceRange(file: file, bytes: start..<end)
    sample.diagnostics = [
      Diagnostic(
        kind: .unusedKey, range: range, message: String(decoding: bytes, as: UTF8.self),
        label: "here", related: [.init(range: range, message: "there")])
    ]
    let width = [Int.min, 0, 30, 80, Int.max][round % 5]
    let text = textReport(sample.analysis, options: TextOptions(width: width))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
    if !bytes.isEmpty {
      let lines = text.split(separator: "\n").map(String.init)
      #expect(
        lines.contains { $0.hasSuffix("^ here") } && lines.contains { $0.hasSuffix("- there") })
      // A narrow terminal gets at least 20 columns of source.
      if width <= 80 {
        let excerpts = lines.dropFirst(2).filter { $0.contains(" |") && !$0.hasSuffix("re") }
        let limit = max(width, 20 + 8)
        #expect(excerpts.allSatisfy { displayWidth(of: $0) <= limit })
      }
    }
    _ = jsonReport(sample.analysis.findings)
    _ = conciseReport(sample.analysis)
  }
}

@Test func aLongLineIsCutInLinearTime() {
  var sample = Sample()
  let line = String(repeating: "x, ", count: 150_000) + "needle"
  let file = sample.file("long.json", line)
  let bytes = line.utf8.count
  sample.diagnostics = [
    Diagnostic(
      kind: .unusedKey, range: SourceRange(file: file, bytes: (bytes - 6)..<bytes), message: "m"),
    Diagnostic(kind: .unusedKey, range: SourceRange(file: file, bytes: 0..<bytes), message: "m"),
  ]
  let text = textReport(sample.analysis)
  #expect(text.contains("x, needle\n"))
  #expect(text.utf8.count < 1_500)
}
