import SluiceCore
import SluiceYAML
import TestSupport
import Testing

private func written(_ value: YAMLValue, header: [String] = []) -> String {
  String(decoding: yamlBytes(value, header: header), as: UTF8.self)
}

@Test func writesBlockStyleInTheOrderGiven() {
  let value = YAMLValue.mapping([
    YAMLEntry("kind", .string("Workflow")), YAMLEntry("count", .int(-3)), YAMLEntry("none", .null),
    YAMLEntry("flag", .bool(true)), YAMLEntry("empty", .mapping([])),
    YAMLEntry("nothing", .sequence([])),
    YAMLEntry(
      "list",
      .sequence([
        .string("a"), .mapping([YAMLEntry("x", .string("1")), YAMLEntry("y", .block("p\n q\n"))]),
      ])),
  ])
  #expect(
    written(value, header: ["made by\nhand", ""]) == """
      # made byhand
      #
      kind: Workflow
      count: -3
      none: null
      flag: true
      empty: {}
      nothing: []
      list:
      - a
      - x: '1'
        'y': |
          p
           q

      """)
}

@Test(arguments: [
  "fit", "fit-model", "/mnt/vol", "8Gi", "-c", "--flag", "python -m x", "a#b", "http://x:80", "x=1",
  "registry.example.com/team/fit:1.4.2", "Yes, please", "a, b", "1.2-slim", "tasks/fit.py", "é",
])
func leavesPlainTextUnquoted(text: String) {
  #expect(written(.mapping([YAMLEntry("a", .string(text))])) == "a: \(text)\n")
}

@Test(arguments: [
  "y", "N", "yes", "On", "off", "true", "NULL", "~", "", "012", "0o14", "0b1", "0x1F", "1e3",
  "1_000",
  "1:30", "-.5", ".inf", "nan", "1.4.2", "2024-01-02", "2024-1-2 3:04:05", "=", "<<", "12ab", "+1",
  "{{x}}", "*", "&a", "!x", "%x", "@x", "`x`", "a: b", "a #b", "a:", "- a", "? a", "#x", "---",
  "...",
  " a", "a ", "[a]", "it's: x",
])
func quotesWhatAReaderCouldTakeForSomethingElse(text: String) {
  let quoted = "'" + text.replacing("'", with: "''") + "'"
  #expect(written(.mapping([YAMLEntry("a", .string(text))])) == "a: \(quoted)\n")
  #expect(written(.mapping([YAMLEntry(text, .null)])) == "\(quoted): null\n")
}

@Test(arguments: [
  ("set -e\necho hi\n", "a: |\n  set -e\n  echo hi\n"), ("x\ny", "a: |-\n  x\n  y\n"),
  ("x\n\n", "a: |+\n  x\n\n"), (" x\ny\n", "a: \" x\\ny\\n\"\n"), ("\n", "a: \"\\n\"\n"),
  ("x\r\ny\n", "a: \"x\\r\\ny\\n\"\n"), ("x\u{85}y", "a: \"x\\Ny\"\n"), ("", "a: ''\n"),
  ("\u{0}\u{7}", "a: \"\\0\\a\"\n"), ("x\ty\n", "a: \"x\\ty\\n\"\n"),
])
func writesBlocksWhereABlockHoldsTheText(text: String, wanted: String) {
  let bytes = written(.mapping([YAMLEntry("a", .block(text))]))
  #expect(bytes == wanted || bytes == wanted + "...\n")
}

@Test func neverFoldsALine() {
  let long = String(repeating: "word ", count: 300) + "end"
  #expect(written(.string(long)).split(separator: "\n").first?.count == long.count)
  #expect(written(.string(long + "é\u{1}")).split(separator: "\n").count == 1)
}

/// The value that the reader should make of what the writer wrote.
private func same(_ value: YAMLValue, _ node: Node?) -> Bool {
  guard let node else { return false }
  switch value {
  case .null: return node.isNull
  case .bool(let value): return node.bool == value
  case .int(let value): return node.int == value
  case .string(let text), .block(let text):
    return node.string.map { $0.utf8.elementsEqual(text.utf8) } ?? false
  case .sequence(let items):
    guard let nodes = node.sequence, nodes.count == items.count else { return false }
    return zip(items, nodes).allSatisfy { same($0, $1) }
  case .mapping(let entries):
    guard let pairs = node.mapping, pairs.count == entries.count else { return false }
    return zip(entries, pairs).allSatisfy {
      same(.string($0.key), $1.key) && same($0.value, $1.value)
    }
  }
}

private let pieces = [
  "a", "b", "y", "n", "no", "0", "1", "7", "12", ".", "-", "+", ":", " ", "  ", "\n", "\n\n", "#",
  "'",
  "\"", "\\", "\t", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "<<",
  "~",
  "_", "e", "x", "T", "Z", "ä", "日", "🙂", "\r", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "\u{7F}",
  "line one\n", "  indented\n", "end \n", "# no\n", "- item\n", "a: b\n",
]

private func randomText(_ random: inout SeededGenerator) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 0...7, using: &random) {
    text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
  }
  return text
}

private func randomValue(_ depth: Int, _ random: inout SeededGenerator) -> YAMLValue {
  switch Int.random(in: 0..<(depth > 3 ? 5 : 8), using: &random) {
  case 0: return .null
  case 1: return .bool(Bool.random(using: &random))
  case 2: return .int(Int.random(in: Int.min...Int.max, using: &random))
  case 3: return .string(randomText(&random))
  case 4: return .block(randomText(&random))
  case 5, 6:
    var keys: Set<[UInt8]> = []
    var entries: [YAMLEntry] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let key = randomText(&random)
      guard keys.insert(Array(key.utf8)).inserted else { continue }
      entries.append(YAMLEntry(key, randomValue(depth + 1, &random)))
    }
    return .mapping(entries)
  default:
    return .sequence(
      (0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth + 1, &random) })
  }
}

@Test func theReaderReadsWhatTheWriterWrote() {
  var random = SeededGenerator(state: 3)
  for _ in 0..<1500 {
    let value = randomValue(0, &random)
    let bytes = yamlBytes(value, header: ["x"])
    let document = read(bytes)
    #expect(document.diagnostics.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
    #expect(same(value, document.root), "\(String(decoding: bytes, as: UTF8.self))")
  }
}
