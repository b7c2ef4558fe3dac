/// Several files as one text, the input of targets that read a folder: behind a line
/// `==> path <==` each file's bytes and a line's end.
package struct FuzzFiles: Sendable {
  /// By path; of a path that stands there twice the last counts.
  package var files: [(path: String, bytes: [UInt8])] = []

  package init(_ files: [(path: String, bytes: [UInt8])] = []) { self.files = files }

  private static let open = Array("==> ".utf8)
  private static let close = Array(" <==\n".utf8)

  /// Reads such a text; what stands before the first line of a file is dropped.
  package init(_ input: [UInt8]) {
    var starts: [(mark: Int, path: String, body: Int)] = []
    var index = 0
    while index < input.count {
      let line = index
      while index < input.count, input[index] != 0x0A { index += 1 }
      index = min(index + 1, input.count)
      let text = input[line..<index]
      guard text.starts(with: FuzzFiles.open), text.count > 9,
        text.suffix(FuzzFiles.close.count).elementsEqual(FuzzFiles.close)
      else { continue }
      let path = text.dropFirst(FuzzFiles.open.count).dropLast(FuzzFiles.close.count)
      starts.append((line, String(decoding: path, as: UTF8.self), index))
    }
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1].mark - 1 : input.count - 1
      files.append((start.path, Array(input[start.body..<max(start.body, end)])))
    }
  }

  /// The text that `init(_ input:)` reads.
  package var text: [UInt8] {
    var text: [UInt8] = []
    for (path, bytes) in files {
      text += FuzzFiles.open
      text += path.utf8
      text += FuzzFiles.close
      text += bytes
      text.append(0x0A)
    }
    return text
  }

  /// The bytes of each path.
  package var byPath: [String: [UInt8]] {
    Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
  }
}
