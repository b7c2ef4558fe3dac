import Foundation
import SluiceReport
import TestSupport
import Testing

@Test(
  arguments: [
    (.null, "null"), (.bool(true), "true"), (.int(-3), "-3"),
    (.digits("123456789012345678901234567890"), "123456789012345678901234567890"),
    (.digits("-007"), "-7"), (.digits("000"), "0"), (.digits("12x"), "\"12x\""),
    (.digits(""), "\"\""),
    (.double(0.1), "0.1"), (.double(1e22), "1e+22"), (.double(-0.0), "-0.0"), (.double(5), "5.0"),
    (.double(.nan), "\"NaN\""), (.double(-.infinity), "\"-Infinity\""),
    (.double(.infinity), "\"Infinity\""),
    (.string("a\"b\\c/\n\r\t\u{8}\u{c}"), #""a\"b\\c/\n\r\t\b\f""#),
    (.string("\0\u{1B}\u{7F}\u{9B}\u{2028}\u{202E}"), #""\u0000\u001b\u007f\u009b\u2028\u202e""#),
    (.string("\u{E0041}é漢😀"), #""\udb40\udc41é漢😀""#),
    (.array([]), "[]"), (.object([]), "{}"),
    (
      .object(["b": .array([.int(1), .null]), "a": .object(["x": .int(2)])]),
      #"{"b": [1, null], "a": {"x": 2}}"#
    ),
  ] as [(JSONValue, String)])
func writesOnOneLine(value: JSONValue, text: String) {
  #expect(value.compact == text)
}

@Test func spreadsWhatDoesNotFit() {
  let exact = JSONValue.string(String(repeating: "x", count: 95))
  let over = JSONValue.string(String(repeating: "x", count: 96))
  #expect(JSONValue.array([.array([.int(1)])]).document == "[\n  [1]\n]\n")
  #expect(JSONValue.array([]).document == "[]\n")
  // 2 of margin, 2 brackets, 2 quotes, a comma.
  let fits = JSONValue.array([.array([.string(String(repeating: "x", count: 93))])]).document
  #expect(fits.split(separator: "\n").count == 3)
  for value in [exact, over] {
    let lines = JSONValue.array([.array([value])]).document.split(separator: "\n")
    #expect(lines.count == 5)
  }
}

@Test func anotherReaderAgrees() throws {
  var generator = SeededGenerator(state: 7)
  for _ in 0..<300 {
    let value = randomValue(depth: 4, &generator)
    let object = JSONValue.array([value])
    let one = try JSONSerialization.jsonObject(with: Data(object.compact.utf8)) as? NSArray
    let two = try JSONSerialization.jsonObject(with: Data(object.document.utf8)) as? NSArray
    #expect(one != nil)
    #expect(one == two)
  }
  let text = String(String.UnicodeScalarView((0...0x2100).compactMap { Unicode.Scalar($0) }))
  let read = try JSONSerialization.jsonObject(
    with: Data(JSONValue.array([.string(text)]).compact.utf8))
  #expect((read as? [String])?.first == text)
}

private func randomValue(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
  func text(_ generator: inout SeededGenerator) -> String {
    let length = Int.random(in: 0...30, using: &generator)
    let scalars = (0..<length).compactMap { _ in
      Unicode.Scalar(UInt32.random(in: 0...0x2100, using: &generator))
    }
    return String(String.UnicodeScalarView(scalars))
  }
  switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
  case 0: return .null
  case 1: return .bool(true)
  case 2: return .int(Int.random(in: -99...99, using: &generator))
  case 3: return .double(Double(Int.random(in: -999...999, using: &generator)) / 8)
  case 4: return .string(text(&generator))
  case 5:
    let count = Int.random(in: 0...6, using: &generator)
    return .array((0..<count).map { _ in randomValue(depth: depth - 1, &generator) })
  default:
    let count = Int.random(in: 0...4, using: &generator)
    return .object(
      (0..<count).map {
        .init("\($0)\(text(&generator))", randomValue(depth: depth - 1, &generator))
      })
  }
}
