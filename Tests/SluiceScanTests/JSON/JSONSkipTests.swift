import SluiceScan
import TestSupport
import Testing

/// What is skipped is checked all the same: a text is JSON with it or without.
struct JSONSkipTests {
  @Test func skipsWhatStandsBehindAKey() throws {
    let text = Array(
      #"{"a": {"outputs": [1, {"b": "x\"y"}, []]}, "outputs": {"c": {}}, "d": 5}"#.utf8)
    let root = try JSONParser.parse(text, skippedKeys: ["outputs"])
    #expect(root["a"]?["outputs"]?.items == [])
    #expect(root["outputs"]?.members == [])
    #expect(root["d"]?.integer(in: text) == 5)
  }

  @Test func agreesOnWhatIsJSON() {
    let text = Array(
      #"{"outputs": [{"data": {"image/png": "iVBORw0\n", "x": [1.5e3, null, true]}}, [], {}, "é"]}"#
        .utf8)
    let special = Array("{}[]:,\"\\ 0-e\n".utf8)
    var generator = SeededGenerator(state: 7)
    for _ in 0..<4000 {
      var changed = text
      for _ in 0...Int.random(in: 0..<3, using: &generator) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: changed[place] = special[Int.random(in: 0..<special.count, using: &generator)]
        case 1: changed.insert(special[place % special.count], at: place)
        case 2: if changed.count > 1 { changed.remove(at: place) }
        default: changed.removeLast(Int.random(in: 0..<3, using: &generator))
        }
        if changed.isEmpty { changed = [0x20] }
      }
      let whole = (try? JSONParser.parse(changed)) != nil
      let skipping = (try? JSONParser.parse(changed, skippedKeys: ["outputs"])) != nil
      #expect(whole == skipping, "\(String(decoding: changed, as: UTF8.self))")
    }
  }

  /// Plain runs are read many bytes at a time; every place of a stop in them counts.
  @Test func findsTheEndOfRunsOfEveryLength() throws {
    for length in 0..<80 {
      for stop in [#"\n"#, "é", #"\""#] {
        let text = Array(("\"" + String(repeating: "a", count: length) + stop + "b\"").utf8)
        let root = try JSONParser.parse(text)
        #expect(root.range == 0..<text.count)
      }
      let broken = Array(("\"" + String(repeating: "a", count: length) + "\n\"").utf8)
      #expect(throws: JSONError.self) { try JSONParser.parse(broken) }
    }
  }
}
