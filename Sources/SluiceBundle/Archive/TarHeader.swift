import SluicePipeline

/// One entry's header in a tar archive: POSIX.1-1988 (ustar), with a POSIX.1-2001 (pax) header before it
/// where a name or a size does not fit. Times, owners and permissions are the same for everyone.
struct TarHeader {
  var path: [UInt8]
  var kind: BundleFile.Kind
  /// Bytes of the content; 0 for a link.
  var size: Int

  /// Seconds since 1970: the first day of 1980, before which zip files, and so Python wheels, know no
  /// time.
  static let time = 315_532_800

  /// Every block of an archive has as many bytes.
  static let blockSize = 512

  /// The header's blocks, a multiple of 512 bytes. The same entry gives the same bytes.
  var bytes: [UInt8] {
    var records: [UInt8] = []
    let target: [UInt8]
    switch kind {
    case .link(let text): target = text
    case .file, .executable: target = []
    }
    let split = TarHeader.split(path)
    if split == nil { records += TarHeader.record("path", path) }
    if target.count > 100 { records += TarHeader.record("linkpath", target) }
    // Names in these records are UTF-8, if nobody says otherwise.
    if !isUTF8(records) {
      records = TarHeader.record("hdrcharset", Array("BINARY".utf8)) + records
    }
    if size > TarHeader.sizeLimit { records += TarHeader.record("size", Array("\(size)".utf8)) }
    var bytes: [UInt8] = []
    if !records.isEmpty {
      bytes += TarHeader.block(
        name: Array("././@PaxHeader".utf8), prefix: [], mode: 0o644, size: records.count,
        type: UInt8(ascii: "x"), target: [])
      bytes += records
      bytes += padding(behind: records.count)
    }
    let type: UInt8
    let mode: Int
    switch kind {
    case .file: (type, mode) = (UInt8(ascii: "0"), 0o644)
    case .executable: (type, mode) = (UInt8(ascii: "0"), 0o755)
    case .link: (type, mode) = (UInt8(ascii: "2"), 0o777)
    }
    bytes += TarHeader.block(
      name: split?.name ?? Array(path.prefix(100)), prefix: split?.prefix ?? [], mode: mode,
      size: size > TarHeader.sizeLimit ? 0 : size, type: type, target: Array(target.prefix(100)))
    return bytes
  }

  /// Eleven octal digits.
  private static let sizeLimit = 0o777_7777_7777

  /// The path as a name of up to 100 bytes behind a prefix of up to 155; `nil` where no slash allows it.
  /// Old readers, busybox among them, know this and nothing newer.
  private static func split(_ path: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
    if path.count <= 100 { return ([], path) }
    guard path.count <= 256 else { return nil }
    let first = max(1, path.count - 101)
    guard first < path.count - 1, first <= 155,
      let slash = path[first..<min(156, path.count - 1)].firstIndex(of: 0x2F)
    else { return nil }
    return (Array(path[..<slash]), Array(path[(slash + 1)...]))
  }

  /// `LENGTH KEY=VALUE\n`, where the length counts its own digits.
  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(key)=".utf8) + value + [0x0A]
    var length = rest.count + 1
    while "\(length)".utf8.count + rest.count != length {
      length = "\(length)".utf8.count + rest.count
    }
    return Array("\(length)".utf8) + rest
  }

  private static func block(
    name: [UInt8], prefix: [UInt8], mode: Int, size: Int, type: UInt8, target: [UInt8]
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: blockSize)
    func put(_ bytes: some Collection<UInt8>, at offset: Int) {
      block.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
    func number(_ value: Int, digits: Int) -> [UInt8] {
      let text = String(value, radix: 8)
      return Array(repeatElement(0x30, count: max(0, digits - text.utf8.count))) + Array(text.utf8)
    }
    put(name, at: 0)
    put(number(mode, digits: 7), at: 100)
    put(number(0, digits: 7), at: 108)
    put(number(0, digits: 7), at: 116)
    put(number(size, digits: 11), at: 124)
    put(number(time, digits: 11), at: 136)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    block[156] = type
    put(target, at: 157)
    put(Array("ustar\u{0}00root".utf8), at: 257)
    put(Array("root".utf8), at: 297)
    put(number(0, digits: 7), at: 329)
    put(number(0, digits: 7), at: 337)
    put(prefix, at: 345)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(number(sum, digits: 6) + [0, 0x20], at: 148)
    return block
  }
}

private func isUTF8(_ bytes: [UInt8]) -> Bool {
  String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes)
}

/// The zeros that fill the last block of a content of `count` bytes.
func padding(behind count: Int) -> [UInt8] {
  let rest = count % TarHeader.blockSize
  return [UInt8](repeating: 0, count: rest == 0 ? 0 : TarHeader.blockSize - rest)
}
