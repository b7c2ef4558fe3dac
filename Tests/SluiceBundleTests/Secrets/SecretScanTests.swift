import TestSupport
import Testing

@testable import SluiceBundle

/// Secrets in `text` as words, with what they are.
private func found(_ text: String, isSettings: Bool = false) -> [String] {
  let bytes = Array(text.utf8)
  return secrets(in: bytes.span, isSettings: isSettings).map { secret in
    "\(secret.what): \(String(decoding: bytes[secret.range], as: UTF8.self))"
  }
}

/// Joined here, so that this file holds nothing that looks like a secret itself.
private func joined(_ parts: String...) -> String { parts.joined() }

private let letters = "Zk3VbQ9xLw7TnRf2JmYp5HsDc8GaE4uXtB6q"

@Suite struct SecretScanTests {
  @Test func knowsPublishedForms() {
    let key = joined("gh", "p_", letters)
    #expect(found("token = '\(key)'") == ["a GitHub token: \(key)"])
    #expect(found("https://x@\(key)/") == ["a GitHub token: \(key)"])
    let access = joined("AKI", "A2E7QXL5VTNH3GJWR")
    #expect(found("id: \(access)\n") == ["an AWS access key: \(access)"])
    let google = joined("AI", "za", String(letters.prefix(34)), "_")
    #expect(found("KEY=\(google)\n", isSettings: true) == ["a Google API key: \(google)"])
    let face = joined("hf", "_", String(letters.filter { $0 != "_" }.prefix(34)))
    #expect(found("login(\"\(face)\")") == ["a Hugging Face token: \(face)"])
  }

  @Test func knowsPrivateKeys() {
    let body = (0..<4).map { _ in letters + letters }.joined(separator: "\n")
    for kind in ["", "RSA ", "OPENSSH ", "ENCRYPTED "] {
      let start = joined("-----BEGIN ", kind, "PRIVATE", " KEY-----")
      #expect(found(start + "\n" + body) == ["a private key: \(start)"])
      // In the JSON of a service account the lines' ends are escaped.
      let escaped = body.split(separator: "\n").joined(separator: "\\n")
      #expect(found("{\"k\": \"\(start)\\n\(escaped)\"}").count == 1)
      #expect(found(start + "\n...\n").isEmpty)
    }
    let certificate = joined("-----BEGIN ", "CERTIFICATE-----")
    #expect(found(certificate + "\n" + body).isEmpty)
  }

  @Test func knowsPasswordsInAddresses() {
    let address = joined("postgresql://app:", "Tr0ub4dor", "@db.prod.acme.io:5432/main")
    #expect(found("dsn = \"\(address)\"") == ["a password: Tr0ub4dor"])
    for harmless in [
      "postgresql://user:password@db.prod.acme.io/x", "mysql://root:s3cretword@localhost/x",
      "postgres://app:{password}@db.acme.io/x", "https://acme.io:8080/a@b", "http://a.b/c:d@e",
      "postgresql://app:$PASSWORD@db.acme.io", "redis://:${SECRET}@cache.acme.io",
      "amqp://guest:s3cr3tw0rd@rabbit/x", "https://user:hunter22@www.example.com/",
    ] { #expect(found(harmless).isEmpty, "\(harmless)") }
  }

  @Test func knowsValuesOfNamedSettings() {
    let value = "q8Zr4Tn1Xw7Lk2Vb9Mc3"
    #expect(found("API_KEY = '\(value)'") == ["a key or password: \(value)"])
    #expect(found("{\"db_password\": \"\(value)\"}") == ["a key or password: \(value)"])
    #expect(found("os.environ[\"SECRET\"] = \"\(value)\"") == ["a key or password: \(value)"])
    #expect(found("TOKEN=\(value)\n", isSettings: true) == ["a key or password: \(value)"])
    #expect(found("\"    token = \\\"\(value)\\\"\\n\"") == ["a key or password: \(value)"])
    for harmless in [
      "token = os.environ['SERVICE_TOKEN_2024_X9']", "TOKEN=\(value)", "name = '\(value)'",
      "api_key = 'your-api-key-Goes-Here-123'", "password = 'aaaaaaaaaaaaaaaaaaaaAA111'",
      "secret: {{ vault.secret_Name_0123456 }}", "tokenizer = 'bert-base-uncased-2022Large'",
      "key = 'abcdefghijklmnopqrstuvwxyz0123ABC'", "sha256: \"\(value)\"",
    ] { #expect(found(harmless).isEmpty, "\(harmless)") }
  }

  @Test func manualsAreLeftAlone() {
    for harmless in [
      joined("AKI", "AIOSFODNN7EXAMPLE"), joined("gh", "p_", String(repeating: "x", count: 36)),
      joined("gh", "p_", "abcdefghijklmnopqrstuvwxyz0123456789"), "sk_live_", "hf_transformers",
      joined("x", "gh", "p_", letters), joined("gh", "p_", letters, letters.prefix(9) + "_x"),
    ] { #expect(found("key: \(harmless)\n").isEmpty, "\(harmless)") }
  }

  /// Whatever the bytes are, the scan ends and its ranges lie in the text, one behind another.
  @Test func fuzzEndsAndStaysInside() {
    let seeds = [
      joined("-----BEGIN RSA PRIVATE", " KEY-----\nabc"), "a://b:c@d.e", "token = 'x'",
      joined("gh", "p_", letters), "\"password\":\\\"",
    ]
    var random = SeededGenerator(state: 11)
    for round in 0..<3000 {
      let seed = Array((seeds[round % seeds.count] + seeds[(round / 5) % seeds.count]).utf8)
      let bytes = seed.mutated(edits: 12, letters: Array("-:=@/'\"\\\n_ aZ9".utf8), using: &random)
      var last = 0
      for secret in secrets(in: bytes.span, isSettings: round % 2 == 0) {
        #expect(secret.range.lowerBound >= last && secret.range.upperBound <= bytes.count)
        last = secret.range.upperBound
      }
    }
  }
}
