import SluiceCore
import SluiceScan
import Testing

private func tree(_ bytes: [UInt8]) -> PythonTree {
  parsePython(Fragment(verbatim: bytes), file: 0, mode: .module)
}

/// The names as people write them; Python puts them into small letters and takes `-` for `_`.
@Test(arguments: [
  ("koi8-r", [0xC1, 0xD1], "ая"), ("KOI8_U", [0xA4], "є"), ("cp1251", [0xE0], "а"),
  ("windows-1250", [0x9A], "š"), ("iso-8859-2", [0xB1], "ą"), ("ISO_8859-15", [0xA4], "€"),
  ("latin9", [0xA4], "€"), ("cp437", [0x81], "ü"), ("ibm866", [0x80], "А"),
  ("mac-roman", [0x8E], "é"), ("macintosh", [0xDB], "€"), ("latin-1-unix", [0xE9], "é"),
  ("cp850", [0x9B], "ø"), ("iso8859-16", [0xA4], "€"),
])
func readsCodePages(name: String, bytes: [UInt8], text: String) {
  let source = Array("# coding: \(name)\nx = '".utf8) + bytes + Array("'\ny = = 1".utf8)
  let tree = tree(source)
  #expect(tree.diagnostics.map(\.kind.code) == ["SL204"])
  #expect(tree.diagnostics.first?.range.bytes.lowerBound == source.count - 3)
  #expect(String(decoding: tree.fragment.text, as: UTF8.self).contains("'\(text)'"))
}

@Test(arguments: [
  ("utf-16", "Python cannot read a file in the encoding 'utf-16'"),
  ("klingon", "Python cannot read a file in the encoding 'klingon'"),
  ("cp-1252", "Python cannot read a file in the encoding 'cp-1252'"),
  ("hex", "Python cannot read a file in the encoding 'hex'"),
  ("uft-8", "Python knows no encoding 'uft-8'"),
])
func refusesEncodings(name: String, message: String) {
  let tree = tree(Array("# coding: \(name)\nx = 1".utf8))
  #expect(tree.diagnostics.map(\.message) == [message])
  #expect(tree.diagnostics.map(\.range.bytes) == [10..<10 + name.utf8.count])
}

/// Python reads these; ASCII in them is ASCII.
@Test(arguments: ["gbk", "shift_jis", "euc-jp", "big5", "utf-7", "U8", "utf-8-unix", "us-ascii"])
func acceptsASCIIInEncodings(name: String) {
  #expect(tree(Array("# coding: \(name)\nx = 1".utf8)).diagnostics.isEmpty)
}

@Test func reportsTheFirstByteThatAPageLacks() {
  let source = Array("# coding: cp1252\nx = '".utf8) + [0x80, 0x81, 0x81, 0x27]
  let tree = tree(source)
  #expect(tree.diagnostics.map(\.range.bytes) == [23..<24])
  #expect(
    tree.diagnostics.map(\.message) == [
      "the file is declared as 'cp1252', which has no such character"
    ])
}

@Test(arguments: ["latin-1", "utf8", "gbk"])
func refusesAMarkWithAnotherEncoding(name: String) {
  let bytes = [0xEF, 0xBB, 0xBF] + Array("# coding: \(name)\nx = 1".utf8)
  #expect(tree(bytes).diagnostics.map(\.kind.code) == ["SL205"])
}

@Test func knowsUTF16ByItsMark() {
  let bytes: [UInt8] = [0xFF, 0xFE] + Array("x = 1".utf8).flatMap { [$0, 0] }
  #expect(
    tree(bytes).diagnostics.first?.message == "the file is UTF-16, which Python does not read")
}
