/// Path arithmetic on text alone: nothing is looked up on a disk.
package enum Path {
  /// `.` and empty parts dropped, `..` taken back where something stands before it. An absolute path
  /// stays absolute; the empty path is `.`.
  package static func normalized(_ path: String) -> String {
    guard !isNormal(path.utf8) else { return path }
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == ".." {
        if let last = parts.last, last != ".." {
          parts.removeLast()
          continue
        }
        if isAbsolute { continue }
      }
      parts.append(part)
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// Whether nothing has to be done: most paths are written so.
  private static func isNormal(_ path: String.UTF8View) -> Bool {
    guard !path.isEmpty else { return false }
    var dots = 0
    var length = 0
    var isFirst = true
    for byte in path {
      if byte == slash {
        // The root's own slash has nothing before it.
        guard isFirst || length > dots || dots > 2 else { return false }
        (dots, length) = (0, 0)
      } else {
        length += 1
        if byte == dot { dots += 1 }
      }
      isFirst = false
    }
    return length > dots || dots > 2
  }

  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  /// `path` seen from `base`, normalized; an absolute `path` stays as it is.
  package static func joined(_ base: String, _ path: String) -> String {
    path.hasPrefix("/") || base.isEmpty || base == "."
      ? normalized(path) : normalized(base + "/" + path)
  }

  /// Everything before the last `/`: `.` if there is none.
  package static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: slash) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Everything behind the last `/`.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: slash) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// From the last dot of the name on, dot included, as Python's `pathlib` has it: empty for
  /// `.profile`, `a.` and `a`.
  package static func suffix(of path: String) -> String {
    let name = path.utf8[
      (path.utf8.lastIndex(of: slash).map(path.utf8.index(after:)) ?? path.startIndex)...]
    guard let dot = name.lastIndex(of: dot), dot != name.startIndex,
      name.index(after: dot) != name.endIndex
    else { return "" }
    return String(path[dot...])
  }

  /// The name without its suffix.
  package static func stem(of path: String) -> String {
    let name = name(of: path)
    return String(name[..<name.utf8.index(name.endIndex, offsetBy: -suffix(of: path).utf8.count)])
  }

  /// `path` as seen from the absolute folder `root`: relative if it lies inside, else absolute. Both
  /// must be normalized.
  package static func relative(_ path: String, to root: String) -> String {
    if path == root { return "." }
    let prefix = root == "/" ? "/" : root + "/"
    guard path.utf8.starts(with: prefix.utf8) else { return path }
    return String(Substring(path.utf8.dropFirst(prefix.utf8.count)))
  }

  /// The way from the absolute folder `base` to the absolute `path`, with `..` where needed. Both
  /// must be normalized.
  package static func way(from base: String, to path: String) -> String {
    let from = base.split(separator: "/")
    let to = path.split(separator: "/")
    var common = 0
    while common < from.count, common < to.count, from[common] == to[common] { common += 1 }
    let parts = Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
