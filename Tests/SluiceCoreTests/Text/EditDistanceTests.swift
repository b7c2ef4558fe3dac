import SluiceCore
import TestSupport
import Testing

@Test(
  arguments: [
    ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1),
    ("abc", "acb", 1),
    ("abc", "xabc", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("é", "e\u{301}", 2),
    ("漢字", "漢", 1),
  ] as [(String, String, Int)])
func countsEdits(a: String, b: String, distance: Int) {
  #expect(editDistance(a, b) == distance)
  #expect(editDistance(b, a) == distance)
}

@Test func keepsTheLawsOfADistance() {
  var generator = SeededGenerator(state: 3)
  for _ in 0..<300 {
    let words = (0..<2).map { _ in
      String(
        (0..<Int.random(in: 0...7, using: &generator)).map { _ in
          "abc".randomElement(using: &generator) ?? "a"
        })
    }
    let distance = editDistance(words[0], words[1])
    #expect((distance == 0) == (words[0] == words[1]))
    #expect(distance >= abs(words[0].count - words[1].count))
    #expect(distance <= max(words[0].count, words[1].count))
  }
}

@Test(
  arguments: [
    ("cleen", ["load", "clean", "fit"], "clean"), ("fi", ["fit", "fat"], "fit"),
    ("fit", ["fit"], nil),
    ("Fit", ["fot", "fit"], "fit"), ("fit-model", ["fit_model"], "fit_model"), ("a", ["b"], nil),
    ("abcdef", ["uvwxyz"], nil), ("", ["a"], nil), ("x", [], nil), ("laod", ["load"], "load"),
    ("fat", ["fit", "fut"], "fit"),
  ] as [(String, [String], String?)])
func suggestsTheNearestName(word: String, candidates: [String], expected: String?) {
  #expect(nearest(to: word, among: candidates) == expected)
}

@Test func suggestsNothingForWhatNobodyTypes() {
  let long = String(repeating: "a", count: 100_000)
  #expect(nearest(to: long, among: [long + "b"]) == nil)
}
