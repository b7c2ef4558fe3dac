import SluiceCore
import SluiceYAML
import Testing

/// Every node of a text as `range text`, parents first.
private func places(_ node: Node, _ text: String) -> [String] {
  var found = [slice(text, node.range)]
  switch node.value {
  case .scalar: break
  case .sequence(let items): for item in items { found += places(item, text) }
  case .mapping(let entries):
    for entry in entries { found += places(entry.key, text) + places(entry.value, text) }
  }
  return found
}

@Test(arguments: [
  ("a: 1\n\n# end\n", ["a: 1", "a", "1"]),
  ("ä: 'ö' # ü\nb: 日本 x\n", ["ä: 'ö' # ü\nb: 日本 x", "ä", "'ö'", "b", "日本 x"]),
  ("\u{FEFF}a: é\n", ["a: é", "a", "é"]),
  ("- a: 1\n  b: 2\n\n- c\n", ["- a: 1\n  b: 2\n\n- c", "a: 1\n  b: 2", "a", "1", "b", "2", "c"]),
  ("a:\n- x\n-\n", ["a:\n- x\n-", "a", "- x\n-", "x", ""]),
  ("a: &n !!str x\nb: *n\n", ["a: &n !!str x\nb: *n", "a", "x", "b", "*n"]),
  ("a: !!map # c\n  b: 1\n", ["a: !!map # c\n  b: 1", "a", "b: 1", "b", "1"]),
  (
    "a: !!str\nb: {c: [d]}\n", ["a: !!str\nb: {c: [d]}", "a", "", "b", "{c: [d]}", "c", "[d]", "d"]
  ),
  (
    "a: |  # c\n  x\n  y\n\n# d\nb: 1\n",
    ["a: |  # c\n  x\n  y\n\n# d\nb: 1", "a", "|  # c\n  x\n  y", "b", "1"]
  ),
  (
    "a: x\n  y\r\nb: \"z\n  w\"\n",
    ["a: x\n  y\r\nb: \"z\n  w\"", "a", "x\n  y", "b", "\"z\n  w\""]
  ),
])
func placesEveryNode(text: String, wanted: [String]) throws {
  let root = try #require(read(text).root)
  #expect(places(root, text) == wanted)
}

@Test func countsBytesBehindManyWideCharacters() throws {
  let text = String(repeating: "# ä日🙂\n", count: 200) + "key: wörd\n"
  let root = try #require(read(text).root)
  #expect(root["key"].map { slice(text, $0.range) } == "wörd")
}

@Test(arguments: [
  ("", "-"), ("# only\n", "-"), ("---\n", "null"), ("a\n...\n", "'a'"), ("[]", "[]"),
])
func readsSmallDocuments(text: String, wanted: String) {
  let document = read(text)
  #expect(outline(document.root) == wanted)
  #expect(document.diagnostics.isEmpty)
}

@Test func answersByKeyAndKind() throws {
  let root = try #require(
    read("name: fit\nn: 3\non: yes\nt: 2024-01-01\nl: [x]\nm: {}\ne:\nname: last\n").root)
  #expect(root["name"]?.string == "last")
  #expect(root["missing"] == nil)
  #expect(root["n"]?.int == 3)
  #expect(root["n"]?.string == nil)
  #expect(root["l"]?.sequence?.count == 1)
  #expect(root["e"]?.isNull == true)
  #expect(root["name"]?["x"] == nil)
  let kinds = root.mapping?.map(\.value.kindWords)
  #expect(
    kinds == ["text", "a number", "a boolean", "a date", "a list", "a mapping", "nothing", "text"])
  #expect(root.mapping?[2].key.bool == true)
  #expect(root.mapping?[0].key.text == "name")
}
