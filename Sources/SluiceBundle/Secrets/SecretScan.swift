/// A place in a text that looks like a secret.
struct Secret: Hashable {
  /// `a GitHub token`
  var what: String
  var range: Range<Int>
}

/// Everything in `text` that looks like a secret, by offset. Examples of manuals, variables and texts
/// that stand for a secret are left alone: a finding that is wrong is the next one's end. O(bytes).
func secrets(in text: Span<UInt8>, isSettings: Bool) -> [Secret] {
  SecretScan.run(over: text, isSettings: isSettings)
}

private enum SecretScan {
  /// By first byte.
  private static let shapes: [[SecretShape]] = {
    var table = [[SecretShape]](repeating: [], count: 256)
    for shape in SecretShape.all { table[Int(shape.beginning[0])].append(shape) }
    return table
  }()

  static func run(over text: Span<UInt8>, isSettings: Bool) -> [Secret] {
    var found: [Secret] = []
    var index = 0
    var isInWord = false
    while index < text.count {
      let byte = text[index]
      defer { isInWord = LetterSet.word.contains(byte) }
      var secret: Secret?
      switch byte {
      case UInt8(ascii: "-"): secret = privateKey(at: index, in: text)
      case UInt8(ascii: ":"):
        secret =
          address(at: index, in: text) ?? assignment(at: index, in: text, isSettings: isSettings)
      case UInt8(ascii: "="): secret = assignment(at: index, in: text, isSettings: isSettings)
      default:
        guard !isInWord, !shapes[Int(byte)].isEmpty else { break }
        secret = shaped(at: index, in: text)
      }
      if let secret, found.last.map({ $0.range.upperBound <= secret.range.lowerBound }) ?? true {
        found.append(secret)
        index = max(index + 1, secret.range.upperBound)
      } else {
        index += 1
      }
    }
    return found
  }

  private static func shaped(at start: Int, in text: Span<UInt8>) -> Secret? {
    for shape in shapes[Int(text[start])] where starts(text, with: shape.beginning, at: start) {
      let from = start + shape.beginning.count
      let end = run(of: shape.letters, from: from, in: text, atMost: shape.count.upperBound + 1)
      let goesOn = end < text.count && LetterSet.word.contains(text[end])
      guard !goesOn, shape.count.contains(end - from), isRandom(text, from..<end) else { continue }
      return Secret(what: shape.what, range: start..<end)
    }
    return nil
  }

  /// `-----BEGIN RSA PRIVATE KEY-----` with a key behind it.
  private static func privateKey(at start: Int, in text: Span<UInt8>) -> Secret? {
    let beginning = Array("-----BEGIN ".utf8)
    guard starts(text, with: beginning, at: start) else { return nil }
    var end = start + beginning.count
    while end < min(text.count, start + 60), text[end] != UInt8(ascii: "-") { end += 1 }
    let title = string(text, (start + beginning.count)..<end)
    guard title.hasSuffix("PRIVATE KEY") || title == "PGP PRIVATE KEY BLOCK",
      starts(text, with: Array("-----".utf8), at: end)
    else { return nil }
    end += 5
    let body = end..<min(text.count, end + 600)
    var letters: [UInt8] = []
    for index in body {
      // A label of the next line, or the key's end.
      if text[index] == UInt8(ascii: "-"), starts(text, with: Array("-----END".utf8), at: index) {
        break
      }
      if LetterSet.base64.contains(text[index]) { letters.append(text[index]) }
    }
    guard letters.count >= 60, Set(letters).count >= 20 else { return nil }
    return Secret(what: "a private key", range: start..<end)
  }

  /// The password in `scheme://user:password@host`, seen from the `:` before the slashes.
  private static func address(at colon: Int, in text: Span<UInt8>) -> Secret? {
    guard starts(text, with: Array("://".utf8), at: colon), colon > 1,
      LetterSet.alphanumeric.contains(text[colon - 1])
    else { return nil }
    let start = colon + 3
    var mark: Int?
    var separator: Int?
    var end = start
    while end < min(text.count, start + 300) {
      let byte = text[end]
      guard byte > 0x20, byte < 0x7F, ![0x22, 0x27, 0x2F, 0x5C, 0x60].contains(byte) else { break }
      if byte == UInt8(ascii: ":"), separator == nil { separator = end }
      if byte == UInt8(ascii: "@") { mark = end }
      end += 1
    }
    guard let mark, let separator, separator < mark else { return nil }
    let password = string(text, (separator + 1)..<mark)
    let host = string(text, (mark + 1)..<end)
    let isPlaceholder =
      password.utf8.contains { [0x24, 0x7B, 0x7D, 0x3C, 0x3E, 0x2A, 0x28].contains($0) }
      || placeholders.contains(password.lowercased())
    let isLocal =
      !host.utf8.contains(0x2E) || host.hasPrefix("127.") || host.hasPrefix("0.0.0.0")
      || host.contains("example")
    guard password.utf8.count >= 6, Set(password.utf8).count >= 5, !isPlaceholder, !isLocal else {
      return nil
    }
    return Secret(what: "a password", range: (separator + 1)..<mark)
  }

  /// A value behind `API_KEY =`, `"password":`, `token=`, seen from the sign.
  private static func assignment(
    at sign: Int, in text: Span<UInt8>, isSettings: Bool
  ) -> Secret? {
    // Most signs are followed by no text: that is the cheapest to see.
    var from = sign + 1
    while from < text.count, text[from] == 0x20 || text[from] == 0x5C { from += 1 }
    guard from < text.count else { return nil }
    let isQuoted = text[from] == 0x22 || text[from] == 0x27
    guard isQuoted || isSettings else { return nil }
    if isQuoted { from += 1 }
    var end = sign
    while end > 0, [0x20, 0x22, 0x27, 0x5C, 0x5D].contains(text[end - 1]) { end -= 1 }
    var start = end
    while start > max(0, end - 60), LetterSet.dashed.contains(text[start - 1]) { start -= 1 }
    guard end > start, Array("dnty".utf8).contains(text[end - 1] | 0x20) else { return nil }
    let name = string(text, start..<end).lowercased().filter { $0 != "_" && $0 != "-" }
    guard names.contains(where: name.hasSuffix) else { return nil }
    // What has a form of its own is named by it.
    if from < text.count, let secret = shaped(at: from, in: text) { return secret }
    let to = run(of: .base64, from: from, in: text, atMost: 130, andAlso: [0x5F, 0x2D, 0x2E, 0x7E])
    let behind = to < text.count ? text[to] : 0x0A
    let closing: [UInt8] = isQuoted ? [0x22, 0x27, 0x5C] : [0x0A, 0x0D, 0x20]
    guard closing.contains(behind), 20...128 ~= to - from, isRandom(text, from..<to) else {
      return nil
    }
    let value = (from..<to).map { text[$0] }
    let hasDigits = value.count { 0x30...0x39 ~= $0 } >= 3
    let isMixed = value.contains { 0x41...0x5A ~= $0 } && value.contains { 0x61...0x7A ~= $0 }
    let isHexadecimal = value.count >= 32 && value.allSatisfy(LetterSet.hexadecimal.contains)
    guard hasDigits, isMixed || isHexadecimal else { return nil }
    return Secret(what: "a key or password", range: from..<to)
  }

  /// The ends of names that hold secrets, without dashes and underscores.
  private static let names = [
    "secret", "token", "password", "passwd", "apikey", "accesskey", "secretkey", "privatekey",
    "secretaccesskey", "accountkey", "authkey",
  ]

  private static let placeholders: Set<String> = [
    "password", "passwd", "secret", "postgres", "changeme", "example", "mypassword", "yourpassword",
    "your-password", "your_password", "pa55word", "password123", "testpassword", "hunter2",
  ]

  /// Whether the letters look thrown rather than written: a manual's `xxxx`, `EXAMPLE` and `12345678`
  /// do not.
  private static func isRandom(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var counts = [Int](repeating: 0, count: 256)
    var steps = 0
    for index in range {
      counts[Int(text[index])] += 1
      if index > range.lowerBound, text[index] == text[index - 1] &+ 1 { steps += 1 }
    }
    let words = string(text, range).lowercased()
    let isExample = ["example", "xxxx", "placeholder", "dummy", "changeme", "your"].contains {
      words.contains($0)
    }
    let distinct = counts.count { $0 > 0 }
    return !isExample && distinct >= min(10, range.count / 2 + 2) && steps * 3 < range.count
  }

  private static func starts(_ text: Span<UInt8>, with word: [UInt8], at start: Int) -> Bool {
    guard start + word.count <= text.count else { return false }
    for index in word.indices where text[start + index] != word[index] { return false }
    return true
  }

  private static func run(
    of letters: LetterSet, from start: Int, in text: Span<UInt8>, atMost limit: Int,
    andAlso others: [UInt8] = []
  ) -> Int {
    var end = start
    while end < text.count, end - start < limit,
      letters.contains(text[end]) || others.contains(text[end])
    { end += 1 }
    return end
  }

  private static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: range.map { text[$0] }, as: UTF8.self)
  }
}
