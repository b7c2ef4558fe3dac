import SluiceCore
import SluiceYAML
import Testing

@Test(arguments: [
  ("b: &b {x: 1, y: 2}\nc: {<<: *b, y: 3, z: 4}\n", "{'x': 1, 'y': 3, 'z': 4}"),
  ("c: {y: 3, <<: {x: 1, y: 2}}\n", "{'x': 1, 'y': 3}"),
  ("c: {<<: [{x: 1, y: 2}, {x: 3, z: 4}], y: 5}\n", "{'x': 1, 'z': 4, 'y': 5}"),
  ("c: {<<: {<<: {a: 1}, b: 2}, c: 3}\n", "{'a': 1, 'b': 2, 'c': 3}"),
  ("c: {<<: [], a: 1}\n", "{'a': 1}"), ("c: {'<<': {a: 1}}\n", "{'<<': {'a': 1}}"),
  ("c: {<<: {1: a}, 1.0: b}\n", "{1.0: 'b'}"), ("c: {=: 1}\n", "{'=': 1}"),
])
func mergesAsPyYAML(text: String, wanted: String) {
  let document = read(text)
  #expect(outline(document.root?["c"]) == wanted)
  #expect(document.diagnostics.isEmpty)
}

@Test(arguments: [
  ("a: 1\nb: 2\na: 3\n", "a", "the key 'a' stands twice; the last one counts"),
  ("1: a\n1.0: b\n", "1.0", "the key '1.0' stands twice; the last one counts"),
  ("true: a\n1: b\n", "1", "the key '1' stands twice; the last one counts"),
  ("null: a\n~: b\n", "~", "the key '~' stands twice; the last one counts"),
  ("0x10: a\n16: b\n", "16", "the key '16' stands twice; the last one counts"),
  ("'a': 1\n\"a\": 2\n", "\"a\"", "the key 'a' stands twice; the last one counts"),
  (
    "100000000000000000000: a\n1.0e+20: b\n", "1.0e+20",
    "the key '1.0e+20' stands twice; the last one counts"
  ),
])
func reportsKeysThatStandTwice(text: String, place: String, message: String) throws {
  let document = read(text)
  let found = try #require(document.diagnostics.first)
  #expect(document.diagnostics.count == 1)
  #expect(found.kind.code == "SL102")
  #expect(found.message == message)
  #expect(slice(text, found.range) == place)
  #expect(found.range.bytes.lowerBound > 0)
  #expect(found.related.map(\.range.bytes.lowerBound) == [0])
}

@Test(arguments: ["1: a\n'1': b\n", "é: 1\ne\u{301}: 2\n", "a: 1\nA: 2\n", ".nan: 1\n.NaN: 2\n"])
func tellsDifferentKeysApart(text: String) {
  #expect(read(text).diagnostics.isEmpty)
}

@Test(arguments: [
  ("c: {<<: 1}\n", "1", "'<<' merges a mapping or a list of mappings, and this is a number"),
  ("c: {<<: [a]}\n", "a", "'<<' merges mappings, and this is text"),
  ("? [a]\n: 1\n", "[a]", "a list cannot be a key"),
  ("{{a: 1}: b}\n", "{a: 1}", "a mapping cannot be a key"),
  ("a: {{root}}\n", "{{root}}", "'{{root}}' without quotes is a mapping, not a placeholder"),
  ("a: *b\n", "*b", "no anchor is named 'b'"),
  ("a: &x [*x]\n", "*x", "'*x' stands inside what it names, so it has no end"),
  ("a: &x 1\nb: &x 2\n", "&x", "the anchor 'x' stands twice"),
])
func refusesKeysMergesAndAliases(text: String, place: String, message: String) {
  let document = read(text)
  #expect(document.diagnostics.map(\.kind.code) == ["SL103"])
  #expect(document.diagnostics.map(\.message) == [message])
  #expect(document.diagnostics.map { slice(text, $0.range) } == [place])
}

@Test func readsAnUnquotedPlaceholderAsTheTextThatWasMeant() {
  let document = read("a: {{root}}\nb: [{{ x.y }}, 1]\n{{c}}: 2\n")
  #expect(outline(document.root) == "{'a': '{{root}}', 'b': ['{{ x.y }}', 1], '{{c}}': 2}")
  #expect(document.diagnostics.first?.help == "quote the whole value: '{{root}}'")
}

@Test func namesTheNearestAnchor() {
  let document = read("a: &defaults {x: 1}\nb: {<<: *default}\n")
  #expect(document.diagnostics.first?.help == "did you mean '*defaults'?")
}
