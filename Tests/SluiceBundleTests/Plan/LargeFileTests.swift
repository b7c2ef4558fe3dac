import TestSupport
import Testing

@testable import SluiceBundle

private let digest = String(repeating: "4d7a21", count: 11).prefix(64)
private let pointer = """
  version https://git-lfs.github.com/spec/v1
  oid sha256:\(digest)
  size 12345

  """

@Test func aPointerOfGitLFSIsRead() {
  let file = LargeFile(pointer: Array(pointer.utf8))
  #expect(file?.digest == String(digest) && file?.size == 12345)
  #expect(
    file?.place(in: "/r/.git")
      == "/r/.git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)")
}

@Test(arguments: [
  "", "version https://git-lfs.github.com/spec/v1\n", "oid sha256:\(digest)\nsize 1\n",
  pointer.replacing("12345", with: "-1"), pointer.replacing("sha256:4", with: "sha256:G"),
  pointer.replacing("size", with: "sizes"), pointer + String(repeating: " ", count: 1000),
])
func whatIsNoPointerIsNone(text: String) {
  #expect(LargeFile(pointer: Array(text.utf8)) == nil)
}

@Test func fuzzPointersEnd() {
  var random = SeededGenerator(state: 3)
  for _ in 0..<2000 {
    let bytes = Array(pointer.utf8).mutated(
      edits: 4, letters: Array("0a \n:\u{FF}".utf8), using: &random)
    if let file = LargeFile(pointer: bytes) {
      #expect(file.size >= 0 && file.digest.utf8.count == 64)
    }
  }
}
