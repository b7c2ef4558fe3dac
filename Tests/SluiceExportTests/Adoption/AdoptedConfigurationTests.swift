import SluicePipeline
import TestSupport
import Testing

@testable import SluiceExport

private func analysis(_ files: [String: String]) throws -> Analysis {
  let own = [
    "pipeline.yaml": "- {source: a.sh, name: fit, product: /mnt/x/a}\n",
    "a.sh": "touch {{product}}\n",
  ].merging(files) { $1 }
  let place = ProjectPlace(
    root: "/here/p", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  return try Analyzer(folder: .memory(own.mapValues { Array($0.utf8) }), place: place).analysis()
}

/// What `adopt` makes of the two files, read once more; the text with it.
private func adopted(
  _ soopervisor: String, into existing: String? = nil, replacing: Bool = false
) throws -> (text: String, isSame: Bool) {
  let files = existing.map { ["sluice.yaml": replacing ? "" : $0] } ?? [:]
  let before = try analysis(files.merging(["soopervisor.yaml": soopervisor]) { $1 })
  let text = try AdoptedConfiguration(
    try #require(before.soopervisor), path: "soopervisor.yaml",
    into: existing.map { Array($0.utf8) }, replacing: replacing
  ).text
  let after = try analysis(["sluice.yaml": text])
  return (text, AdoptedConfiguration.isSame(after.configuration, as: before.configuration))
}

private let sections = """
  training:
    backend: argo-workflows
    repository: team/fit
    include: [lib]
    exclude: [out, lib/x]
    mounted_volumes:
      - {name: x, sub_path: a, spec: {secret: {secretName: s, defaultMode: 256, optional: yes}}}
    task_resources: {fit: {vcpus: 4, memory: 512, gpu: 1}}
  """

@Suite struct AdoptedConfigurationTests {
  @Test func aNewFileNamesEveryOrigin() throws {
    let (text, isSame) = try adopted(sections)
    #expect(isSame)
    for origin in ["repository", "include", "exclude", "mounted_volumes[0]", "task_resources"] {
      #expect(text.contains("# from training.\(origin)\n"), "\(text)")
    }
  }

  @Test(arguments: [
    "# of ours\nfail-on: warning # yes\n", "fail-on: warning", "targets:\nfail-on: error\n",
    "targets: {}   # none yet\n", "bundle: # small\n    max-file: 5 MB\n\n# end\n",
    "bundle: {}\n", "# only a comment\n", "fail-on: error\n\n\n",
  ])
  func linesThatAreThereStay(existing: String) throws {
    let (text, isSame) = try adopted(sections, into: existing)
    #expect(isSame, "\(text)")
    for line in existing.split(separator: "\n")
    where !line.hasPrefix("targets") && line != "bundle: {}" {
      #expect(text.split(separator: "\n").contains(line), "\(text)")
    }
    if existing.contains("# none yet") { #expect(text.contains("targets:  # none yet\n")) }
  }

  @Test(arguments: [
    "targets: {own: {}}\n", "{fail-on: error}\n", "- a\n", "a: [\n", "\"targets\": {}\n",
    "bundle: {max-file: 5 MB}\n",
  ])
  func whatHasNoRoomIsRefused(existing: String) throws {
    let soopervisor = try #require(try analysis(["soopervisor.yaml": sections]).soopervisor)
    #expect(throws: AdoptedConfiguration.Refusal.self) {
      try AdoptedConfiguration(soopervisor, path: "s", into: Array(existing.utf8))
    }
  }

  @Test func targetsAreReplacedWhereThatIsAskedFor() throws {
    let existing = """
      fail-on: error
      targets:
        # the old one
        own:
          image: a
      # about rules
      rules: {}
      """
    let (text, isSame) = try adopted("image: b\n", into: existing, replacing: true)
    #expect(isSame, "\(text)")
    #expect(text.hasPrefix("fail-on: error\n# about rules\nrules: {}\n\ntargets:\n"), "\(text)")
    #expect(!text.contains("own:"))
  }

  /// Texts that YAML could take for something else, and names with signs of their own.
  @Test func everyTextArrives() throws {
    let texts = [
      "yes", "null", "1e3", "012", "0x1F", "- a", "a: b", "#a", "{{x}}", "é\u{1F600}", "a\\nb", "~",
      "2020-01-01", "'", "*a", "&a", "!a", "|", "%", "@", "`", String(repeating: "x", count: 300),
    ]
    for text in texts {
      let quoted = "\"" + text.replacing("\\", with: "\\\\") + "\""
      let (yaml, isSame) = try adopted(
        """
        \(quoted):
          backend: argo-workflows
          repository: \(quoted)
          exclude: [\(quoted)]
          mounted_volumes: [{name: \(quoted), spec: {csi: {\(quoted): \(quoted), b: 0.50, c: 2020-01-01}}}]
        """)
      #expect(isSame, "\(yaml)")
    }
  }
}
