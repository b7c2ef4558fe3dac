import TestSupport
import Testing

@testable import SluiceCore

private func sha1(_ text: String) -> String {
  var hash = SHA1()
  hash.update(Array(text.utf8).span)
  return hash.finish()
}

@Suite struct DigestTests {
  /// The examples of FIPS 180-4 and its million of `a`.
  @Test(arguments: [
    (
      "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    ),
    (
      "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "a9993e364706816aba3e25717850c26c9cd0d89d"
    ),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
      "34aa973cd4c4daa4f61eeb2bdbad27316534016f"
    ),
  ])
  func givesTheStandardsDigests(text: String, sha256: String, sha1 wanted: String) {
    #expect(SHA256.digest(Array(text.utf8)) == sha256)
    #expect(sha1(text) == wanted)
  }

  /// However the bytes are cut, the digest is the same, at every length around a block's end.
  @Test func piecesDoNotMatter() {
    var random = SeededGenerator(state: 7)
    for length in 0...200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      var hash = SHA256()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...70, using: &random))
        hash.update(Array(piece).span)
        rest = rest.dropFirst(piece.count)
      }
      #expect(hash.finish() == SHA256.digest(bytes))
    }
  }
}
