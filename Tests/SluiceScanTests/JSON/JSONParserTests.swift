import SluiceCore
import SluiceScan
import Testing

struct JSONParserTests {
  @Test(arguments: [
    "null", " [1, -2.5e+3, NaN, -Infinity] ", "{\"a\": {\"b\": []}}", "\"\\ud83d\\ude00 \\n\"",
    "0", "-0.0", "{}", "[{}]", "\"\\ud800\"",
  ])
  func accepts(source: String) throws {
    _ = try JSONParser.parse(Array(source.utf8))
  }

  @Test(arguments: [
    ("", 0), ("{", 0), ("[1,]", 3), ("{\"a\": 1,}", 8), ("{'a': 1}", 1), ("[01]", 2), ("+1", 0),
    ("\"\\x\"", 1), ("\"a\nb\"", 2), ("[1 2]", 3), ("1.", 1), ("nul", 0), ("\u{FEFF}{}", 0),
    ("[\"a]", 1), ("{} {}", 3), (".5", 0),
  ])
  func refuses(source: String, place: Int) {
    #expect {
      try JSONParser.parse(Array(source.utf8))
    } throws: { error in
      (error as? JSONError)?.range.lowerBound == place
    }
  }

  @Test
  func lastOfEqualKeysCounts() throws {
    let source = Array("{\"a\": \"x\", \"a\": \"y\"}".utf8)
    #expect(try JSONParser.parse(source)["a"]?.string(in: source) == "y")
  }

  @Test
  func joinedStringsLeadBackToTheFile() throws {
    let source = Array("[\"a\\nb\", \"\\u00e9c\"]".utf8)
    let fragment = try #require(try JSONParser.parse(source).fragment(in: source))
    #expect(String(decoding: fragment.text, as: UTF8.self) == "a\nbéc")
    #expect(fragment.fileOffset(0) == 2)
    #expect(fragment.fileOffset(1) == 3)
    #expect(fragment.fileOffset(2) == 5)
    #expect(fragment.fileOffset(3) == 10)
    #expect(fragment.fileOffset(4) == 10)
    #expect(fragment.fileOffset(5) == 16)
    #expect(fragment.fileEnd == 17)
  }
}
