import SluiceCore
import SluiceYAML
import Testing

@Test(arguments: [
  ("a: 1\n\tb: 2\n", "\t", "a tab cannot indent"),
  ("tasks:\n\t- x\n", "\t", "a tab cannot indent"),
  ("a: 1\t# c\nb: x\ty\n", "\t", "PyYAML takes a tab only in quotes, block texts and comments"),
  (
    "t:\n  - s: {{root}}/x.py\n    p: y\n", "{{root}}/x.py",
    "'{{' without quotes opens a mapping, not a placeholder"
  ),
  (
    "t: [{{root}}/x.py, b]\n", "{{root}}/x.py",
    "'{{' without quotes opens a mapping, not a placeholder"
  ),
  ("source:fit.py\nproduct: x\n", "source:", "no space follows the ':' of 'source'"),
  ("product: x\nsource:fit.py\n", "source:", "no space follows the ':' of 'source'"),
  ("- a:x\n  b: y\n", "a:", "no space follows the ':' of 'a'"),
  ("a: 1\nä ü # c\nb: 2\n", "ä ü", "no ':' follows 'ä ü'"),
  ("a: 'open\nb: 2\n", "'open", "the quote is never closed"),
  ("a: \"open", "\"open", "the quote is never closed"),
  ("a: [x, y\nb: 2\n", "[", "the '[' is never closed"),
  ("a: {x: y", "{", "the '{' is never closed"),
  ("a: [x: y: z]\n", ":", "expected ',' or ']' here"),
  ("title: Fit: second try\n", "Fit: second try", "a second ': ' stands in one value"),
  ("a: b:\n  c: d\n", "b:", "a key stands on the line of another key"),
  ("a: 1\n  b: 2\n", "b", "'b' is indented like a part of the value above"),
  ("a:\n  b: 1\n c: 2\n", "c:", "this line is indented unlike the keys beside it"),
  ("- a\nb: 1\n", "b:", "expected '-' here, because a list stands at this indentation"),
  ("a: 1\n- b\n", "-", "a list item stands among the keys of a mapping"),
  ("a: - b\n", "-", "a list cannot begin on the line of its key"),
  ("a: @x\n", "@x", "text cannot begin with '@' unless it is quoted"),
  ("a: *.csv\n", "*.csv", "'*' begins an alias unless it is quoted"),
  ("a: \"C:\\data\"\n", "\\d", "'\\d' is no escape in double quotes"),
  ("a: \"x\" y\n", "y", "text follows the closing quote"),
  ("a: 'it's ok'\n", "s ok'", "text follows the closing quote"),
  ("a: b]\nc: ]\n", "]", "this ']' closes nothing"),
  ("a: [x, , y]\n", ",", "a value is missing before this ','"),
  ("a: |x\n  y\n", "x", "only a digit, '+', '-' or a comment can follow '|' and '>'"),
  ("a: !x!y z\n", "!x!y", "the handle of this tag is not declared"),
  ("  a: 1\nb: 2\n", "b:", "the document ended before this"),
  (
    "a: 1\n---\nb: 2\n", "---",
    "a second document begins here, and Ploomber reads only files with one"
  ),
  ("a: \u{1}\n", "\u{1}", "the control character U+0001 may not stand in YAML"),
])
func explainsSyntaxErrors(text: String, place: String, message: String) throws {
  let found = try #require(read(text).diagnostics.first)
  #expect(found.kind.code == "SL101")
  #expect(found.message == message)
  #expect(slice(text, found.range) == place)
}

@Test func aPlaceholderInASyntaxErrorIsOneFinding() {
  let document = read("a: {{root}}/x.py\nb: 1\n")
  #expect(document.diagnostics.map(\.help) == ["quote the whole value: '{{root}}/x.py'"])
}

@Test(arguments: [
  ("a: 1\nb:\n  - x\n  - y: [p, @\nc: 2\n", "{'a': 1, 'b': ['x', {'y': ['p']}]}"),
  ("a: 1\nb: 'x\n", "{'a': 1}"), ("a: {b: 1, c: [2, @\n", "{'a': {'b': 1, 'c': [2]}}"),
  ("a: 1\n---\nb: 2\n", "{'a': 1}"), ("@", "-"),
])
func keepsWhatStoodBeforeTheError(text: String, wanted: String) {
  let document = read(text)
  #expect(outline(document.root) == wanted)
  #expect(!document.isComplete)
  #expect(document.diagnostics.count == 1)
}

@Test(
  arguments: [
    ([0xFF, 0xFE, 0x61, 0x00], "the file is UTF-16, not UTF-8"),
    ([0xFE, 0xFF, 0x00, 0x61], "the file is UTF-16, not UTF-8"),
    ([0x61, 0x00, 0x3A, 0x00], "the file is UTF-16, not UTF-8"),
    ([0x61, 0x3A, 0x20, 0xFF, 0x0A], "this byte is not UTF-8"),
    ([0x61, 0x3A, 0x20, 0xC3], "this byte is not UTF-8"),
    ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "this byte is not UTF-8"),
    ([0x61, 0x3A, 0x20, 0xC0, 0x80], "this byte is not UTF-8"),
  ] as [([UInt8], String)])
func refusesOtherEncodings(bytes: [UInt8], message: String) {
  let document = read(bytes)
  #expect(document.diagnostics.first?.message == message)
  #expect(document.diagnostics.first?.kind == .yamlSyntax)
}

@Test func readsOnBehindABadByte() {
  let document = read(Array("a: ".utf8) + [0xFF] + Array("\nb: 2\n".utf8))
  #expect(outline(document.root) == "{'a': '_', 'b': 2}")
  #expect(document.diagnostics.map(\.range.bytes) == [3..<4])
}
