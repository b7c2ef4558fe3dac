/// The name of an image as container runtimes read it: `[REGISTRY/]PATH[:TAG][@DIGEST]`, the grammar of
/// the distribution project.
enum ImageReference {
  /// What is wrong with the text; `nil` if nothing is. O(text).
  static func problem(_ text: String) -> TextProblem? {
    if text.isEmpty { return TextProblem("is empty, and no image", help: "write `python:3.11`") }
    if text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) {
      let trimmed = text.filter { $0 != " " && $0 != "\n" && $0 != "\t" }
      return TextProblem(
        "has a blank or a letter in it that no image's name has",
        help: trimmed != text && problem(trimmed) == nil ? "did you mean '\(trimmed)'?" : nil)
    }
    for scheme in ["https://", "http://", "docker://"] where text.utf8.starts(with: scheme.utf8) {
      return TextProblem(
        "is an address, not an image's name",
        help: "did you mean '\(String(text.dropFirst(scheme.count)))'?")
    }
    var rest = Array(text.utf8)[...]
    if let at = rest.firstIndex(of: 0x40) {
      let digest = rest[rest.index(after: at)...]
      guard isDigest(digest) else {
        return TextProblem(
          "has behind '@' no digest", help: "write `@sha256:` and its 64 hexadecimal digits")
      }
      rest = rest[..<at]
    }
    let (domain, all) = split(rest)
    var path = all
    if let colon = path.lastIndex(of: 0x3A) {
      guard isTag(path[path.index(after: colon)...]) else {
        return TextProblem(
          "has no legal tag behind ':'",
          help: "a tag has letters, digits, '_', '.' and '-', at most 128 of them")
      }
      path = path[..<colon]
    }
    if let domain, !isDomain(domain) {
      return TextProblem(
        "names the registry '\(String(decoding: domain, as: UTF8.self))', which is no host",
        help: "write `HOST[:PORT]/PATH:TAG`")
    }
    if (domain.map { $0.count + 1 } ?? 0) + path.count > 255 {
      return TextProblem("is longer than the 255 characters of an image's name")
    }
    guard !isPath(path) else { return nil }
    let lowered = String(
      decoding: text.utf8.map { $0.isUpperCaseLetter ? $0 | 0x20 : $0 }, as: UTF8.self)
    let isCase = lowered != text && problem(lowered) == nil
    return TextProblem(
      isCase ? "has capitals in its path, which are not allowed there" : "is no image's name",
      help: isCase ? "did you mean '\(lowered)'?" : "write `[REGISTRY/]PATH[:TAG][@DIGEST]`")
  }

  /// The registry before the first `/`, if that is one, and the rest.
  private static func split(
    _ name: ArraySlice<UInt8>
  ) -> (domain: ArraySlice<UInt8>?, path: ArraySlice<UInt8>) {
    guard let slash = name.firstIndex(of: 0x2F) else { return (nil, name) }
    let first = name[..<slash]
    let isDomain =
      first.contains { $0 == 0x2E || $0 == 0x3A || $0.isUpperCaseLetter }
      || first.elementsEqual("localhost".utf8)
    return isDomain ? (first, name[name.index(after: slash)...]) : (nil, name)
  }

  private static func isDomain(_ text: ArraySlice<UInt8>) -> Bool {
    var host = text
    if let colon = text.lastIndex(of: 0x3A), text.last != 0x5D {
      let port = text[text.index(after: colon)...]
      guard !port.isEmpty, port.allSatisfy(\.isDecimalDigit) else { return false }
      host = text[..<colon]
    }
    if host.first == 0x5B, host.last == 0x5D, host.count > 2 {
      return host.dropFirst().dropLast().allSatisfy { $0.isHexadecimal || $0 == 0x3A }
    }
    return host.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { part in
      part.first?.isAlphanumeric == true && part.last?.isAlphanumeric == true
        && part.allSatisfy { $0.isAlphanumeric || $0 == 0x2D }
    }
  }

  private static func isPath(_ text: ArraySlice<UInt8>) -> Bool {
    text.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy(isComponent)
  }

  /// Small letters and digits; between them one `.`, one or two `_`, or any number of `-`.
  private static func isComponent(_ text: ArraySlice<UInt8>) -> Bool {
    var separator: [UInt8] = []
    guard let first = text.first, let last = text.last else { return false }
    let isLetter: (UInt8) -> Bool = { $0.isLowerCaseLetter || $0.isDecimalDigit }
    guard isLetter(first), isLetter(last) else { return false }
    for byte in text {
      if isLetter(byte) {
        separator = []
        continue
      }
      separator.append(byte)
      let isLegal =
        separator == [0x2E] || separator == [0x5F] || separator == [0x5F, 0x5F]
        || separator.allSatisfy { $0 == 0x2D }
      if !isLegal { return false }
    }
    return true
  }

  private static func isTag(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, text.count <= 128 else { return false }
    return (first.isAlphanumeric || first == 0x5F)
      && text.allSatisfy { $0.isAlphanumeric || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D }
  }

  private static func isDigest(_ text: ArraySlice<UInt8>) -> Bool {
    guard let colon = text.firstIndex(of: 0x3A) else { return false }
    let algorithm = text[..<colon]
    let digits = text[text.index(after: colon)...]
    let length = algorithm.elementsEqual("sha256".utf8) ? 64 : nil
    return algorithm.first.map { !$0.isDecimalDigit && $0.isAlphanumeric } ?? false
      && algorithm.allSatisfy { $0.isAlphanumeric || [0x2B, 0x2E, 0x2D, 0x5F].contains($0) }
      && digits.count >= 32 && length.map { $0 == digits.count } ?? true
      && digits.allSatisfy(\.isHexadecimal)
  }
}

extension UInt8 {
  /// `0`–`9`, `a`–`f`, `A`–`F`
  fileprivate var isHexadecimal: Bool {
    isDecimalDigit || (0x61...0x66).contains(self) || (0x41...0x46).contains(self)
  }
}
