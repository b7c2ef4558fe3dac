import SluiceCore
import Testing

@testable import SluicePipeline

@Suite struct BundlePathTests {
  @Test(arguments: [
    ([UInt8]("a b/ü".utf8), "a b/ü"), (Array("a\nb".utf8), #""a\nb""#),
    (Array(#"q"\"#.utf8), #""q\"\\""#), ([0x61, 0xFF, 0x01], #""a\377\001""#),
    (Array("\t\u{7F}".utf8), #""\t\177""#), (Array("ü\r".utf8), "\"ü\\r\""),
  ])
  func namesAreQuotedAsGitDoes(bytes: [UInt8], shown: String) {
    #expect(BundlePath(bytes).shown == shown)
  }

  @Test func foldersComeOutermostFirst() {
    #expect(BundlePath("a/b/c").folders == [BundlePath("a"), BundlePath("a/b")])
    #expect(BundlePath("a").folders.isEmpty)
  }

  @Test func pathsAreInGitsOrder() {
    let paths = ["a-b", "a/b", "a0", "b"].map { BundlePath($0) }
    #expect(paths.shuffled().sorted() == paths)
  }

  @Test(arguments: [
    ("data/**", "data/a/b.csv", true), ("data", "data/a/b.csv", true), ("data/", "data/x", true),
    ("data", "my/data/x", false), ("**/data", "my/data/x", true), ("**/data", "data/x", true),
    ("*.csv", "a/b.csv", true), ("./a.py", "a.py", true), ("a?.py", "ab.py", true),
    ("data/*.csv", "data/x.txt", false), ("", "a", false),
  ])
  func patternsFitFilesAndFolders(pattern: String, path: String, fits: Bool) {
    let pattern = BundleRules.Pattern(pattern, range: SourceRange(file: 0, bytes: 0..<0))
    #expect(pattern.matches(BundlePath(path)) == fits)
  }

  @Test(arguments: [
    ("5 MB", 5_000_000), ("5MB", 5_000_000), ("1.5 kB", 1500), ("512 KiB", 524_288), ("1000", 1000),
    ("2 gb", 2_000_000_000), ("1GiB", 1 << 30), ("7 B", 7), ("0", 0), ("", nil), ("MB", nil),
    ("5 XB", nil), ("-1", nil), ("1.2.3", nil), ("5 MBit", nil), ("99999999999999 TB", nil),
  ])
  func sizesAreRead(text: String, bytes: Int?) {
    #expect(byteCount(text) == bytes)
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (12_345, "12.3 kB"),
    (999_999, "999.9 kB"), (1_000_000, "1.0 MB"), (2_000_000_000, "2.0 GB"),
    (1_500_000_000_000, "1500.0 GB"),
  ])
  func sizesAreWritten(bytes: Int, text: String) {
    #expect(sizeText(bytes) == text)
  }
}
