/// The grammars of names that Kubernetes and Argo have.
enum KubernetesName: Hashable, Sendable, CaseIterable {
  /// DNS-1123 label: volumes, containers.
  case label
  /// DNS-1123 subdomain: claims, secrets, config maps, accounts, classes.
  case subdomain
  /// The name behind the prefix of labels and annotations.
  case qualified
  /// A variable of a container, as every version of Kubernetes takes it.
  case variable
  /// A key of a secret or of a config map.
  case entry
  /// Templates, tasks and steps of Argo.
  case template
  /// Parameters and artifacts of Argo.
  case parameter

  /// As a finding calls it.
  var words: String {
    switch self {
    case .label: "a DNS label"
    case .subdomain: "a DNS name"
    case .qualified: "a label's name"
    case .variable: "a variable's name"
    case .entry: "a key of a secret or config map"
    case .template: "a name of Argo's"
    case .parameter: "a parameter's name"
    }
  }

  /// In bytes.
  var limit: Int {
    switch self {
    case .label, .qualified: 63
    case .subdomain, .entry: 253
    // Neither has a limit of its own; what is longer than that has another mistake.
    case .variable, .parameter: 1024
    case .template: 128
    }
  }

  /// What it is made of, as help.
  var alphabet: String {
    switch self {
    case .label: "small letters, digits and '-', and at both ends a letter or a digit"
    case .subdomain: "small letters, digits, '-' and '.', and at both ends a letter or a digit"
    case .qualified: "letters, digits, '-', '_' and '.', and at both ends a letter or a digit"
    case .variable: "letters, digits, '_', '-' and '.', and no digit at the beginning"
    case .entry: "letters, digits, '_', '-' and '.'"
    case .template: "letters, digits and '-', and no '-' at the beginning"
    case .parameter: "letters, digits, '_' and '-'"
    }
  }

  /// What is wrong with the text as such a name; `nil` if nothing is. O(text).
  func problem(_ text: String) -> TextProblem? {
    guard !text.isEmpty else { return TextProblem("is empty, and no name", help: nil) }
    let count = text.utf8.count
    guard count <= limit else {
      return TextProblem(
        "has \(count) characters, and \(words) has at most \(limit)", help: "give it a shorter name"
      )
    }
    guard !isLegal(text) else { return nil }
    let near = nearestLegal(text)
    return TextProblem(
      "is not \(words)",
      help: near.map { "did you mean '\($0)'?" } ?? "it may have \(alphabet)")
  }

  private func isLegal(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy(isMember), let first = bytes.first, let last = bytes.last else {
      return false
    }
    switch self {
    case .label, .qualified: return first.isAlphanumeric && last.isAlphanumeric
    case .subdomain:
      // Each part between two dots is a label without its limit.
      return bytes.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { part in
        part.first?.isAlphanumeric == true && part.last?.isAlphanumeric == true
      }
    case .variable:
      return !first.isDecimalDigit && !text.utf8.starts(with: "..".utf8) && text != "."
    case .entry: return text != "." && !text.utf8.starts(with: "..".utf8)
    case .template: return first.isAlphanumeric
    case .parameter: return true
    }
  }

  private func isMember(_ byte: UInt8) -> Bool {
    switch self {
    case .label: byte.isLowerCaseLetter || byte.isDecimalDigit || byte == 0x2D
    case .subdomain: byte.isLowerCaseLetter || byte.isDecimalDigit || byte == 0x2D || byte == 0x2E
    case .qualified, .variable, .entry:
      byte.isAlphanumeric || byte == 0x2D || byte == 0x2E || byte == 0x5F
    case .template: byte.isAlphanumeric || byte == 0x2D
    case .parameter: byte.isAlphanumeric || byte == 0x2D || byte == 0x5F
    }
  }

  /// The text with other letters replaced by what people write for them; `nil` where little of it is
  /// left.
  private func nearestLegal(_ text: String) -> String? {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let lower = byte.isUpperCaseLetter ? byte | 0x20 : byte
      if isMember(byte) {
        bytes.append(byte)
      } else if isMember(lower) {
        bytes.append(lower)
      } else if [0x20, 0x2D, 0x2E, 0x2F, 0x5F].contains(byte) {
        bytes.append(self == .variable ? 0x5F : 0x2D)
      } else {
        return nil
      }
    }
    let isEdge: (UInt8) -> Bool = { $0.isAlphanumeric || (self == .variable && $0 == 0x5F) }
    while let last = bytes.last, !isEdge(last) { bytes.removeLast() }
    let start = bytes.firstIndex(where: isEdge) ?? bytes.endIndex
    let candidate = String(decoding: bytes[start...], as: UTF8.self)
    return !candidate.isEmpty && isLegal(candidate) ? candidate : nil
  }
}
