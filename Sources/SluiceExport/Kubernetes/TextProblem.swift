/// What is wrong with a text that Kubernetes or Argo reads by a grammar of its own.
struct TextProblem: Error, Hashable, Sendable {
  /// A clause behind the text in quotes: `has '_' in it, which no DNS label may have`.
  var message: String
  /// The way out; `nil` where the message says it already.
  var help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}

extension UInt8 {
  /// `a`–`z`
  var isLowerCaseLetter: Bool { (0x61...0x7A).contains(self) }
  /// `A`–`Z`
  var isUpperCaseLetter: Bool { (0x41...0x5A).contains(self) }
  /// `0`–`9`
  var isDecimalDigit: Bool { (0x30...0x39).contains(self) }
  /// A letter or a digit of ASCII.
  var isAlphanumeric: Bool { isLowerCaseLetter || isUpperCaseLetter || isDecimalDigit }
}
