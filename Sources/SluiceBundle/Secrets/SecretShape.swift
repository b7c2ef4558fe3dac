/// What a kind of secret looks like: a beginning that nothing else has, and letters behind it.
struct SecretShape {
  /// `a GitHub token`
  let what: String
  let beginning: [UInt8]
  let letters: LetterSet
  /// How many letters come behind the beginning.
  let count: ClosedRange<Int>

  init(_ what: String, _ beginning: String, _ letters: LetterSet, _ count: ClosedRange<Int>) {
    self.what = what
    self.beginning = Array(beginning.utf8)
    self.letters = letters
    self.count = count
  }

  /// The published forms of keys and tokens that open something by themselves.
  static let all: [SecretShape] =
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map {
      SecretShape("a GitHub token", $0, .alphanumeric, 36...251)
    }
    + ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"].map {
      SecretShape("a Slack token", $0, .dashed, 24...200)
    }
    + ["AKIA", "ASIA"].map { SecretShape("an AWS access key", $0, .upper, 16...16) }
    + ["sk_live_", "rk_live_"].map { SecretShape("a Stripe key", $0, .alphanumeric, 20...250) }
    + [
      SecretShape("a GitHub token", "github_pat_", .word, 60...250),
      SecretShape("a GitLab token", "glpat-", .dashed, 20...64),
      SecretShape("a Google API key", "AIza", .dashed, 35...35),
      SecretShape("an Anthropic key", "sk-ant-", .dashed, 40...200),
      SecretShape("an OpenAI key", "sk-proj-", .dashed, 40...250),
      SecretShape("a Hugging Face token", "hf_", .alphanumeric, 30...40),
      SecretShape("an npm token", "npm_", .alphanumeric, 36...36),
      SecretShape("a PyPI token", "pypi-AgE", .dashed, 50...500),
      SecretShape("a Databricks token", "dapi", .hexadecimal, 32...32),
      SecretShape("a Docker token", "dckr_pat_", .dashed, 27...27),
      SecretShape("a Vault token", "hvs.", .dashed, 24...250),
      SecretShape("a DigitalOcean token", "dop_v1_", .hexadecimal, 64...64),
      SecretShape("a SendGrid key", "SG.", .dotted, 60...75),
      SecretShape("an Azure storage key", "AccountKey=", .base64, 86...88),
    ]
}

/// Bytes that may stand in a word of some kind.
enum LetterSet {
  case alphanumeric, upper, hexadecimal, word, dashed, dotted, base64

  func contains(_ byte: UInt8) -> Bool {
    let isDigit = 0x30...0x39 ~= byte
    let isUpper = 0x41...0x5A ~= byte
    let isLetter = isUpper || 0x61...0x7A ~= byte
    switch self {
    case .alphanumeric: return isDigit || isLetter
    case .upper: return isDigit || isUpper
    case .hexadecimal: return isDigit || 0x61...0x66 ~= byte
    case .word: return isDigit || isLetter || byte == 0x5F
    case .dashed: return isDigit || isLetter || byte == 0x5F || byte == 0x2D
    case .dotted: return isDigit || isLetter || byte == 0x5F || byte == 0x2D || byte == 0x2E
    case .base64:
      return isDigit || isLetter || byte == 0x2B || byte == 0x2F || byte == 0x3D
    }
  }
}
