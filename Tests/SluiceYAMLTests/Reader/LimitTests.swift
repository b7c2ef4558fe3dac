import SluiceCore
import SluiceYAML
import Testing

@Test func stopsAtDepth() {
  let ok = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
  #expect(read(ok).diagnostics.isEmpty)
  let deep = read(String(repeating: "[", count: 100_000))
  #expect(deep.diagnostics.map(\.kind.code) == ["SL104"])
  #expect(!deep.isComplete)
  let lists = read((0..<300).map { String(repeating: " ", count: $0) + "-\n" }.joined())
  #expect(lists.diagnostics.map(\.kind.code) == ["SL104"])
}

@Test func countsDepthThroughAliases() {
  var text = "a0: &a0 []\n"
  for level in 1...300 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
  let document = read(text)
  #expect(
    document.diagnostics.map(\.message) == [
      "too many collections stand inside each other (limit 'yaml-depth': 200)"
    ])
}

@Test func stopsAtTheBillionLaughs() {
  var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
  for level in 1...9 {
    let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
    text += "a\(level): &a\(level) [\(aliases)]\n"
  }
  let document = read(text)
  #expect(document.diagnostics.map(\.kind.code) == ["SL104"])
  #expect(
    document.diagnostics.map(\.message) == [
      "the file holds too many values, aliases followed (limit 'yaml-values': 200000)"
    ])
}

@Test func stopsAtSizeAndDirectives() {
  let small = YAMLLimits(depth: 10, nodes: 10, bytes: 20, directives: 1)
  #expect(read("a: 12345678901234567890", limits: small).diagnostics.map(\.kind.code) == ["SL104"])
  #expect(read("%A\n%B\n--- a", limits: small).diagnostics.map(\.kind.code) == ["SL104"])
  #expect(read("a: 1", limits: small).diagnostics.isEmpty)
}
