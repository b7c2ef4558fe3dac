import Testing

@testable import SluiceExport

@Suite struct KubernetesNameTests {
  @Test(arguments: [
    (KubernetesName.label, "a", true), (.label, "a-1", true), (.label, "1a", true),
    (.label, "-a", false), (.label, "a-", false), (.label, "a.b", false), (.label, "A", false),
    (.label, "", false), (.label, String(repeating: "a", count: 63), true),
    (.label, String(repeating: "a", count: 64), false), (.label, "é", false),
    (.subdomain, "a.b-c.d", true), (.subdomain, "a..b", false), (.subdomain, "a.-b", false),
    (.subdomain, ".a", false), (.subdomain, "a_b", false),
    (.subdomain, String(repeating: "a", count: 253), true),
    (.subdomain, String(repeating: "a", count: 254), false),
    (.qualified, "A_b.c-1", true), (.qualified, "_a", false), (.qualified, "a_", false),
    (.variable, "PATH", true), (.variable, "_a.b-c", true), (.variable, "1A", false),
    (.variable, "A B", false), (.variable, "..", false), (.variable, "..a", false),
    (.variable, ".", false), (.variable, ".a", true), (.variable, "A=", false),
    (.entry, "1.json", true), (.entry, "..", false), (.entry, "a/b", false),
    (.template, "a-B-1-", true), (.template, "-a", false), (.template, "a_b", false),
    (.parameter, "_a-b", true), (.parameter, "-", true), (.parameter, "a.b", false),
  ])
  func knowsEachGrammar(name: KubernetesName, text: String, isLegal: Bool) {
    #expect((name.problem(text) == nil) == isLegal)
  }

  @Test(arguments: [
    (KubernetesName.label, "My_Volume", "did you mean 'my-volume'?"),
    (.subdomain, "my claim", "did you mean 'my-claim'?"),
    (.variable, "MY VAR", "did you mean 'MY_VAR'?"),
    (.parameter, "a.b", "did you mean 'a-b'?"),
    (.label, "größe", "it may have \(KubernetesName.label.alphabet)"),
  ])
  func namesTheNearest(name: KubernetesName, text: String, help: String) {
    #expect(name.problem(text)?.help == help)
  }

  @Test func answersForEveryByte() {
    for name in KubernetesName.allCases {
      for byte in UInt8.min...0x7F {
        for text in [[byte], [0x61, byte], [byte, 0x61], [0x61, byte, 0x61]] {
          let text = String(decoding: text, as: UTF8.self)
          guard let help = name.problem(text)?.help, help.hasPrefix("did you mean '") else {
            continue
          }
          let meant = String(help.dropFirst("did you mean '".count).dropLast(2))
          #expect(name.problem(meant) == nil, "\(name): '\(text)' to '\(meant)'")
        }
      }
    }
  }
}
