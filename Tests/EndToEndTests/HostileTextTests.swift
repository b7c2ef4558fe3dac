import Foundation
import SluiceReport
import TestSupport
import Testing

/// Names and lines that terminals and servers would obey never reach them as they are.
@Suite struct HostileTextTests {
  /// `ESC`, `BEL`, C1, backspace, carriage return, bidirectional controls, separators, invisible ones.
  private static let hostile =
    "\u{1B}]0;pwned\u{7}\u{1B}[31m\u{9B}31m\u{7F}\u{8}\r\u{202E}live\u{2066}\u{2028}\u{200F}\u{FEFF}"

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E,
      0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  /// The text as YAML, and Python, write it with escapes.
  private static let escaped = hostile.unicodeScalars.map { scalar in
    "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
      + String(scalar.value, radix: 16)
  }.joined()

  private func project() throws -> Scratch {
    let text = HostileTextTests.escaped
    let file = HostileTextTests.hostile + ".py"
    let place = try Scratch([
      "pipeline.yaml": """
      tasks:
        - source: "\(text).py"
          name: "n\(text)"
          product: {nb: "out/\(text).ipynb"}
          "key\(text)": 1
        - source: b.py
          product: "p\(text).ipynb"
          params: {"k\(text)": "\(text)"}
        - source: "missing\(text).py"
          product: x.ipynb
        - source: "module.\(text)"
          product: y

      """,
      file: "# + tags=['parameters']\nupstream = ['a\u{1B}[31m\u{202E}b']\nproduct = None\n",
      "b.py": "# + tags=['parameters']\nupstream = None\nproduct = None\n# +\n"
        + "y = '\u{1B}[31m\u{202E}' + undefined_name\nx = '\u{1B}[31m' \n",
      "sluice.yaml": "\"bad\(text)\": 1\n", "env.yaml": "\"e\(text)\": \"{{\(text)}}\"\n",
      "line\nbreak\u{1B}[31m.py": "",
    ])
    try place.git("init", "-q")
    try place.commitAll()
    return place
  }

  private static let commands =
    ["text", "concise", "json", "sarif", "github", "gitlab", "junit"].map {
      ["check", "--advice", "--format", $0]
    } + ["text", "dot", "mermaid", "json"].map { ["graph", "--format", $0] }
    + ["tasks", "products", "sources", "upstream"].flatMap {
      [["list", $0], ["list", $0, "--format", "json"]]
    } + [
      ["status"], ["status", "--format", "json"], ["why", "b"], ["bundle", "--list"],
      ["bundle", "--list", "--format", "json"], ["export"], ["config"], ["explain", "--here"],
      ["check", "-v"],
    ]

  @Test(arguments: commands)
  func noFormatShowsARawControl(_ arguments: [String]) throws {
    let place = try project()
    let run = try Command(arguments, in: place.url)
    #expect(run.status < 2)
    for text in [run.output, run.talk] {
      let found = text.unicodeScalars.filter(HostileTextTests.isForbidden)
      #expect(found.isEmpty, "\(arguments): \(found.map { String($0.value, radix: 16) })")
    }
  }

  /// What the user names may come from a list of files that somebody else has named.
  @Test(arguments: [
    ["check", "X"], ["check", "-C", "X"], ["check", "-e", "X"], ["check", "--env", "X"],
    ["why", "no X"],
    ["export", "X"], ["export", "-o", "no/X"], ["--X"], ["X"], ["explain", "X"], ["whence", "X"],
    ["check", "--baseline", "X"], ["init", "-C", "X"],
  ])
  func talkIsSafe(_ arguments: [String]) throws {
    let words = arguments.map { $0.replacingOccurrences(of: "X", with: HostileTextTests.hostile) }
    let place = try project()
    let run = try Command(words, in: place.url)
    #expect(run.status != 0)
    let found = run.talk.unicodeScalars.filter(HostileTextTests.isForbidden)
    #expect(found.isEmpty, "\(found.map { String($0.value, radix: 16) })")
  }

  @Test func linesAreNoCommandsForTheServer() throws {
    let place = try Scratch([
      "pipeline.yaml": """
      tasks:
        - {source: "::stop-commands::x.py", name: "::add-mask::n", product: "a.ipynb"}
        - {source: b.py, product: b.ipynb}

      """,
      "::stop-commands::x.py": "# + tags=['parameters']\nupstream = ['no']\nproduct = None\n",
      "b.py": "upstream = ['##[set-output name=a;]b', '##vso[task.complete]' \n",
    ])
    let server = ["GITHUB_ACTIONS": "true"]
    for arguments in [
      ["check", "--format", "text"], ["check", "--format", "concise"], ["graph"], ["list"],
      ["list", "sources"],
      ["status"], ["bundle", "--list"], ["export"],
    ] {
      let run = try Command(arguments, in: place.url, environment: server)
      for line in (run.output + run.talk).split(separator: "\n") {
        let words = line.drop { $0.isWhitespace }
        #expect(!words.hasPrefix("::") || words.hasPrefix("::: "), "\(line)")
        #expect(!line.contains("##[") && !line.contains("##vso["), "\(line)")
      }
    }
    let github = try Command(["check", "--format", "github"], in: place.url, environment: server)
    #expect(github.output.split(separator: "\n").allSatisfy { $0.hasPrefix("::") })
    #expect(!github.output.contains("\n::stop-commands::"))
    // Elsewhere nothing is changed.
    #expect(try Command(["list"], in: place.url).output.contains("\n::add-mask::n"))
  }

  @Test(arguments: [
    ("::a::b", "\\::a::b"), ("  ::a::b", "  \\::a::b"), ("a ::b::", "a ::b::"),
    ("::: x:1:1", "::: x:1:1"),
    ("x ##[a]b", "x ##\\[a]b"), ("##vso[a]", "##vso\\[a]"), ("a\n::b::c\n", "a\n\\::b::c\n"),
    ("", ""),
  ])
  func aBackslashBreaksACommand(_ text: String, _ expected: String) {
    #expect(withoutCommands(text) == expected)
  }
}
