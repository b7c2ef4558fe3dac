/// Path arithmetic on text alone: nothing is looked up on a disk.
package enum Path {
  /// `.` and empty parts dropped, `..` taken back where something stands before it. An absolute path
  /// stays absolute; the empty path is `.`.
  package static func normalized(_ path: String) -> String {
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

  /// `path` seen from `base`, normalized; an absolute `path` stays as it is.
  package static func joined(_ base: String, _ path: String) -> String {
    path.hasPrefix("/") || base.isEmpty || base == "."
      ? normalized(path) : normalized(base + "/" + path)
  }

  /// Everything before the last `/`: `.` if there is none.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Everything behind the last `/`.
  package static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// From the last dot of the name on, dot included, as Python's `pathlib` has it: empty for
  /// `.profile`, `a.` and `a`.
  package static func suffix(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
      name.index(after: dot) != name.endIndex
    else { return "" }
    return String(name[dot...])
  }

  /// The name without its suffix.
  package static func stem(of path: String) -> String {
    String(name(of: path).dropLast(suffix(of: path).count))
  }

  /// `path` as seen from the absolute folder `root`: relative if it lies inside, else absolute. Both
  /// must be normalized.
  package static func relative(_ path: String, to root: String) -> String {
    if path == root { return "." }
    let prefix = root == "/" ? "/" : root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
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
