import Foundation
import TestSupport
import Testing

@testable import sluice

/// What a shell offers, asked for real.
@Suite struct CompletionTests {
  /// The first of these programs that is installed.
  private static func installed(_ name: String) -> URL? {
    ["/usr/bin", "/bin"].map { URL(filePath: $0).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
  }

  private func project() throws -> Scratch {
    let project = try Scratch(["pipeline.yaml": "- {source: load.sh, product: a}\n"])
    try project.write("load.sh", "touch {{product}}\n")
    for shell in ["bash", "zsh", "fish"] {
      let script = try Command(["completions", shell], in: project.url)
      #expect(script.status == 0 && script.talk.isEmpty)
      try project.write("sluice.\(shell)", script.output)
    }
    return project
  }

  /// The output of a shell that runs `text` in `folder`, with the program on its path.
  private func run(_ shell: URL, _ text: String, in folder: URL) throws -> String {
    let process = Process()
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().path(percentEncoded: false)
    process.executableURL = shell
    process.arguments = ["-c", text]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "\(program):/usr/bin:/bin", "HOME": "/"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    .enabled(if: installed("bash") != nil),
    arguments: [
      ("sluice exp", ["explain", "export"]), ("sluice why lo", ["load"]), ("sluice why x", []),
      ("sluice explain SL30", ["SL301", "SL302"]),
      ("sluice explain unknown-ups", ["unknown-upstream"]),
      ("sluice check --form", ["--format"]), ("sluice check --format sar", ["sarif"]),
      ("sluice check loa", ["load.sh"]),
      ("sluice completions f", ["fish"]), ("sluice schema p", ["pipeline"]),
    ])
  func bashOffers(line: String, wanted: [String]) throws {
    let project = try project()
    let bash = try #require(CompletionTests.installed("bash"))
    let words = line.split(separator: " ").map { "'\($0)'" }
    let text = """
      source ./sluice.bash
      COMP_WORDS=(\(words.joined(separator: " "))) COMP_CWORD=\(words.count - 1)
      COMP_LINE='\(line)' COMP_POINT=\(line.count) COMP_TYPE=9 COMP_KEY=9
      compopt() { :; }
      _sluice sluice "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let offered = try run(bash, text, in: project.url).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    if wanted.isEmpty { #expect(offered.isEmpty, "\(line): \(offered)") }
    for word in wanted { #expect(offered.contains(word), "\(line): \(offered)") }
  }

  @Test(.enabled(if: installed("zsh") != nil))
  func zshReadsTheScript() throws {
    let zsh = try #require(CompletionTests.installed("zsh"))
    let text = "autoload -U compinit; compinit -u -d ./dump; source ./sluice.zsh; whence -w _sluice"
    #expect(try run(zsh, text, in: try project().url).contains("_sluice: function"))
  }

  @Test(.enabled(if: installed("fish") != nil))
  func fishOffers() throws {
    let fish = try #require(CompletionTests.installed("fish"))
    let text = "source ./sluice.fish; complete -C 'sluice check --format sar'"
    #expect(try run(fish, text, in: try project().url).contains("sarif"))
  }

  /// The shell waits, and has no place for words.
  @Test func noProjectOffersNothingAndSaysNothing() throws {
    let empty = try Scratch()
    let run = try Command(
      ["---completion", "why", "--", "positional@0", "2", "0", "sluice", "why", ""], in: empty.url,
      environment: ["SAP_SHELL": "bash"])
    #expect(run.talk.isEmpty)
  }
}
