import SluiceCore
import Testing

@Test(arguments: ["a", "ab", "aba", "abcabcab", "a long needle, longer than a word"])
func findsTheFirstPlace(needle: String) {
  let search = ByteSearch(Array(needle.utf8))
  let whole = String(repeating: "aab", count: 9) + needle + "abca" + needle
  for cut in 0...whole.utf8.count {
    let text = Array(whole.utf8.prefix(cut))
    let start = min(cut, 3)
    let expected = (start..<max(start, cut - needle.utf8.count + 1)).first {
      text[$0...].starts(with: needle.utf8)
    }
    #expect(search.offset(in: text, from: start) == expected)
    #expect(search.offset(in: Array(whole.utf8), from: start, before: cut) == expected)
  }
}
