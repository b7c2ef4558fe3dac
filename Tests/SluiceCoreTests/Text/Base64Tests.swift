import SluiceCore
import Testing

/// The vectors of RFC 4648, section 10.
@Test(arguments: [
  ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
  ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
])
func encodesBase64(text: String, wanted: String) {
  #expect(base64(Array(text.utf8)) == wanted)
}

@Test func usesTheWholeAlphabet() {
  #expect(base64([0xFB, 0xFF, 0xBF, 0x00]) == "+/+/AA==")
}
