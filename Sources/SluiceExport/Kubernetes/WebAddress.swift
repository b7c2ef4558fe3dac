/// An address that Argo can send a request to.
enum WebAddress {
  /// What is wrong with the text; `nil` if nothing is. O(text).
  static func problem(_ text: String) -> TextProblem? {
    if text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      return TextProblem(
        "has a blank or a control character in it", help: "write `%20` for a blank")
    }
    let schemes = ["https://", "http://"]
    let lowered = text.lowercased()
    guard let scheme = schemes.first(where: lowered.hasPrefix) else {
      return TextProblem(
        "is no address of http", help: "write `https://HOST/PATH`")
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    let host =
      authority.split(separator: 0x40, omittingEmptySubsequences: false).last ?? authority[...]
    guard !host.isEmpty else {
      return TextProblem("names no host", help: "write `https://HOST/PATH`")
    }
    if host.first != 0x5B, let colon = host.lastIndex(of: 0x3A) {
      let port = String(decoding: host[host.index(after: colon)...], as: UTF8.self)
      guard port.isEmpty || Int(port).map({ (1...65_535).contains($0) }) ?? false else {
        return TextProblem("has the port '\(port)'", help: "a port is a number from 1 to 65535")
      }
    }
    return nil
  }
}
