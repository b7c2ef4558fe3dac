/// Paths in containers and on volumes, as Kubernetes takes them and as they are safe.
enum KubernetesPath {
  /// What is wrong with a path at which a volume is mounted; `nil` if nothing is.
  static func mountProblem(_ text: String) -> TextProblem? {
    if text.isEmpty { return TextProblem("is empty, and no path", help: "write `/mnt/shared`") }
    if !text.utf8.starts(with: "/".utf8) {
      return TextProblem("is no absolute path", help: "did you mean '/\(text)'?")
    }
    if text.utf8.contains(0x3A) {
      return TextProblem("has a ':' in it, which no mount's path may have")
    }
    if text.utf8.allSatisfy({ $0 == 0x2F }) {
      return TextProblem(
        "would hide the whole image", help: "mount it below, as `/mnt/shared`")
    }
    return climbing(text) ?? unprintable(text)
  }

  /// What is wrong with a folder of a volume; `nil` if nothing is.
  static func subPathProblem(_ text: String) -> TextProblem? {
    if text.utf8.starts(with: "/".utf8) {
      let rest = String(text.drop { $0 == "/" })
      return TextProblem(
        "is an absolute path, and a volume's folder is named from the volume's own root",
        help: rest.isEmpty
          ? "leave it out: all of the volume is seen then" : "did you mean '\(rest)'?")
    }
    return climbing(text) ?? unprintable(text)
  }

  /// The path without what changes nothing: `//`, `/./` and a `/` at the end.
  static func normal(_ text: String) -> String {
    let parts = text.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return text.utf8.starts(with: "/".utf8) ? "/" + parts : parts
  }

  private static func climbing(_ text: String) -> TextProblem? {
    guard text.split(separator: "/").contains("..") else { return nil }
    return TextProblem("leads out of its folder with '..'", help: "write the path without '..'")
  }

  private static func unprintable(_ text: String) -> TextProblem? {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    return TextProblem("has a line break or another control character in it")
  }
}
