import Testing

@testable import SluiceScan

@Test(arguments: [
  ("'a'", "a"), (#""a\"b""#, "a\"b"), (#"'a\\b\n'"#, "a\\b\n"),
  (#"'\x41\u00e9\u{e9}\101'"#, "AééA"),
  (#"r"(a\b)""#, #"a\b"#), (#"R'--[x]--'"#, "x"), ("'open", "open"), ("'", ""), (#"'\q'"#, #"\q"#),
  ("`a b`", "a b"), (#"'\u{110000}'"#, #"\u{110000}"#),
])
func readsTheValueOfAnRString(text: String, value: String) {
  let bytes = Array(text.utf8)
  #expect(rStringValue(bytes, 0..<bytes.count) == value)
}
