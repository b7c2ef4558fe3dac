import CLibGit2

/// What git keeps at one path: of a commit, or of the index.
struct TrackedFile: Hashable {
  /// What git knows of a file's kind.
  enum Mode: Hashable {
    case file, executable, link, submodule

    /// By git's number: `100644`, `100755`, `120000`, `160000` (octal); other bits do not count.
    init?(_ mode: UInt32) {
      switch mode & 0o170000 {
      case 0o100000: self = mode & 0o100 == 0 ? .file : .executable
      case 0o120000: self = .link
      case 0o160000: self = .submodule
      default: return nil
      }
    }
  }

  /// Relative to the working tree.
  var path: [UInt8]
  var mode: Mode
  /// Of the blob; of a submodule the commit.
  var id: ObjectID
  /// Only in the index: `git add -N` has announced it, and nothing is staged.
  var isAnnounced = false
  /// Only in the index: a sparse checkout leaves it out of the working tree.
  var isSparse = false
  /// Only in the index: a merge has left it in conflict.
  var isConflicted = false
}

/// The name of one of git's objects.
struct ObjectID: Hashable {
  /// 20 bytes.
  let bytes: [UInt8]

  init(_ id: UnsafePointer<git_oid>) {
    bytes = withUnsafeBytes(of: id.pointee.id) { Array($0) }
  }

  /// 40 lower-case hexadecimal digits.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// As libgit2 wants it.
  var value: git_oid {
    var id = git_oid()
    withUnsafeMutableBytes(of: &id.id) { $0.copyBytes(from: bytes) }
    return id
  }
}

/// The bytes of a C string, without its end.
func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
  var count = 0
  while text[count] != 0 { count += 1 }
  return UnsafeBufferPointer(start: text, count: count).map { UInt8(bitPattern: $0) }
}

extension [UInt8] {
  /// Calls `body` with the bytes as a C string. They must not hold a zero byte.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // The buffer has one element at least.
      buffer.baseAddress.map(body) ?? withUnsafePointer(to: 0, body)
    }
  }
}
