import SluiceCore
import SluiceYAML
import TestSupport
import Testing

private let seedText = """
  # ä comment
  meta: &m {extract_upstream: yes, n: 0x1F, when: 2024-01-02T03:04:05Z}
  tasks:
    - source: "scripts/fit.py"   # 日本
      product: {nb: 'out/{{n}}.ipynb', data: out/🙂.csv}
      params: &p
        <<: *m
        n: [1, 2.5, ~, .inf, 1:30]
    - <<: [*p, {x: 1}]
      source: !!str |
        select *
          from t

      ? [a, b]
      : >-
        folded

        text
    - {{root}}
  ...

  """

/// Needs only to end, with every place inside the text (`read` checks that).
@Test func everyPrefixEnds() {
  let bytes = Array(seedText.utf8)
  for count in 0...bytes.count { _ = read(Array(bytes[..<count])) }
}

@Test func everyMutationEnds() {
  var random = SeededGenerator(state: 20)
  let bytes = Array(seedText.utf8)
  let sharp =
    Array("\t\n\r :-?[]{},&*!|>'\"%@`#<=~{}\\\0".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF, 0x85]
  for _ in 0..<900 {
    var mutated = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let index = Int.random(in: 0..<mutated.count, using: &random)
      let byte = sharp[Int.random(in: 0..<sharp.count, using: &random)]
      switch Int.random(in: 0..<4, using: &random) {
      case 0: mutated[index] = byte
      case 1: mutated.insert(byte, at: index)
      case 2: mutated.remove(at: index)
      default: mutated[index] = UInt8.random(in: 0...255, using: &random)
      }
    }
    _ = read(mutated)
  }
}

@Test func randomSyntaxEnds() {
  var random = SeededGenerator(state: 7)
  let pieces = [
    "a", "b: ", "- ", "\n", "\n  ", ": ", ", ", "[", "]", "{", "}", "'", "\"", " #", "|\n", ">",
    "&a ",
    "*a", "!!int ", "? ", "1", "\t", "---\n", "<<: ", "ä", "{{", "}}", "\r\n", "%", "@", "\\",
    "!x!y ",
  ]
  for _ in 0..<4000 {
    var text = ""
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }
    _ = read(text)
  }
}
