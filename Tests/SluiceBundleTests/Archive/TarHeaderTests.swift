import SluicePipeline
import Testing

@testable import SluiceBundle

private func text(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> String {
  String(decoding: bytes[offset..<(offset + count)].prefix { $0 != 0 }, as: UTF8.self)
}

@Suite struct TarHeaderTests {
  @Test func everyFieldIsTheSameForEveryone() {
    let bytes = TarHeader(path: Array("run.sh".utf8), kind: .executable, size: 8).bytes
    #expect(bytes.count == 512)
    let fields = [
      (0, 100), (100, 8), (108, 8), (116, 8), (124, 12), (136, 12), (257, 6), (265, 32),
    ]
    #expect(
      fields.map { text(bytes, $0.0, $0.1) } == [
        "run.sh", "0000755", "0000000", "0000000", "00000000010", "02263523000", "ustar", "root",
      ])
    // The sum counts its own eight bytes as blanks.
    let sum = bytes.enumerated().reduce(0) {
      $0 + (148..<156 ~= $1.offset ? 32 : Int($1.element))
    }
    #expect(Int(text(bytes, 148, 6), radix: 8) == sum)
  }

  /// Readers take the names of a pax header for UTF-8, if nothing says otherwise.
  @Test func longNamesOfAnyBytesSayThatTheyAre() {
    for (byte, says) in [(UInt8(ascii: "a"), false), (0xE4, true)] {
      let path = [UInt8](repeating: byte, count: 300)
      let bytes = TarHeader(path: path, kind: .file, size: 1).bytes
      #expect((text(bytes, 512, 512).hasPrefix("21 hdrcharset=BINARY\n")) == says)
    }
  }

  /// A name of up to 100 bytes, a prefix of up to 155; else a pax header with the whole path.
  @Test(arguments: 90...270)
  func longPathsFitOrGetAHeaderOfTheirOwn(length: Int) {
    for slash in [0, 1, 40, 99, 100, 101, 154, 155, 156, 200] where slash < length - 1 {
      var path = [UInt8](repeating: UInt8(ascii: "a"), count: length)
      if slash > 0 { path[slash] = 0x2F }
      let bytes = TarHeader(path: path, kind: .file, size: 1).bytes
      if bytes.count == 512 {
        let prefix = text(bytes, 345, 155)
        let name = text(bytes, 0, 100)
        #expect((prefix.isEmpty ? name : prefix + "/" + name).utf8.elementsEqual(path))
      } else {
        #expect(length > 100 && (slash == 0 || slash < length - 101 || slash > 155))
        let record = text(bytes, 512, 512)
        #expect(record == "\(length + 10) path=\(String(decoding: path, as: UTF8.self))\n")
        #expect(bytes[156] == UInt8(ascii: "x") && text(bytes, 124, 11).utf8.count == 11)
      }
    }
  }

  @Test func longLinksAndLargeFilesGetRecords() {
    let target = [UInt8](repeating: UInt8(ascii: "t"), count: 101)
    let link = TarHeader(path: [0x61], kind: .link(target: target), size: 0).bytes
    #expect(link.count == 1536 && text(link, 512, 16) == "115 linkpath=ttt")
    let large = TarHeader(path: [0x61], kind: .file, size: 1 << 33).bytes
    #expect(large.count == 1536 && text(large, 512, 20) == "19 size=8589934592\n")
    #expect(TarHeader(path: [0x61], kind: .file, size: (1 << 33) - 1).bytes.count == 512)
  }

  @Test func theLastBlockIsFilled() {
    #expect([0, 1, 511, 512, 513].map { padding(behind: $0).count } == [0, 511, 1, 0, 511])
  }
}
