/// A file's path relative to the project's root, as the bytes that the file system has: most are UTF-8,
/// and nothing makes them so. `/` stands between its parts. Ordered byte by byte, as git orders paths.
package struct BundlePath: Hashable, Comparable, Sendable {
  /// Never empty, without a `/` at its ends.
  package var bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The text, with `�` in the place of bytes that are not UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text, if the bytes are UTF-8 and nothing else.
  package var exactText: String? { String(validating: bytes, as: UTF8.self) }

  /// For people, on one line: as it is, or as git quotes it, in `"` with `\n`, `\"` and `\377`.
  package var shown: String {
    let isPlain =
      exactText != nil && !bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x22 || $0 == 0x5C }
    guard !isPlain else { return text }
    let isText = exactText != nil
    var quoted: [UInt8] = [0x22]
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C: quoted += [0x5C, byte]
      case 0x09: quoted += Array("\\t".utf8)
      case 0x0A: quoted += Array("\\n".utf8)
      case 0x0D: quoted += Array("\\r".utf8)
      case 0x20...0x7E: quoted.append(byte)
      case 0x80... where isText: quoted.append(byte)
      default:
        let digits = [byte >> 6, byte >> 3 & 7, byte & 7]
        quoted += [0x5C] + digits.map { 0x30 + $0 }
      }
    }
    return String(decoding: quoted + [0x22], as: UTF8.self)
  }

  /// The parts between the slashes, in their order.
  package var parts: [ArraySlice<UInt8>] { bytes.split(separator: 0x2F) }

  /// The paths of the folders that it lies in, the outermost first.
  package var folders: [BundlePath] {
    bytes.indices.filter { bytes[$0] == 0x2F }.map { BundlePath(Array(bytes[..<$0])) }
  }

  package static func < (one: BundlePath, other: BundlePath) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }
}
