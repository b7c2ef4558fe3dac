import SluiceCore
import SluiceYAML
import TestSupport
import Testing

@testable import SluicePipeline

/// A project of two tasks with this `soopervisor.yaml`.
private func analysis(
  _ text: String, _ files: [String: String] = [:], entry: String = "pipeline.yaml",
  isPackage: Bool = false
) throws -> Analysis {
  let own = [
    entry: """
    - {source: a.sh, name: fit-a, product: /mnt/x/a}
    - {source: a.sh, name: fit-b, product: /mnt/x/b}
    - {source: a.sh, name: load, product: /mnt/x/c}
    """,
    "a.sh": "touch {{product}}\n", "soopervisor.yaml": text,
  ].merging(files) { $1 }
  let place = ProjectPlace(
    root: "/here/my_project", entry: entry, isDefaultEntry: true, isPackage: isPackage)
  return try Analyzer(folder: .memory(own.mapValues { Array($0.utf8) }), place: place).analysis()
}

/// What is said of `soopervisor.yaml` itself.
private func findings(_ analysis: Analysis) -> [Diagnostic] {
  analysis.diagnostics.filter {
    $0.range.file == analysis.soopervisor?.file && $0.kind != SoopervisorKinds.productInContainer
  }
}

/// The node as one line: keys and texts alone.
private func outline(_ node: Node?) -> String {
  switch node?.value {
  case nil: "-"
  case .scalar(let scalar): scalar.text
  case .sequence(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { "\($0.key.text): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
}

@Suite struct SoopervisorReaderTests {
  @Test(arguments: [
    ("image: x\n", Soopervisor.Era.disk), ("", .disk), ("# nothing\n", .disk),
    ("training: {backend: argo-workflows}\n", .sections), ("training: {}\n", .sections),
    ("image: {backend: argo-workflows}\n", .sections), ("storage: {}\n", .disk),
    ("image: x\ntraining: {backend: slurm}\n", .sections),
  ])
  func theShapeDecides(text: String, era: Soopervisor.Era) throws {
    #expect(try analysis(text).soopervisor?.era == era)
  }

  @Test func theFirstVolumeIsTheDisk() throws {
    let analysis = try analysis(
      """
      mounted_volumes:
        - {claim_name: code, sub_path: 'a/{{ project_name }}'}
        - {name: data, sub_path: '{{project_name}}', spec: {hostPath: {path: /d}}}
        - {name: m, spec: {persistentVolumeClaim: {claimName: models}}}
      """)
    let settings = try #require(analysis.configuration.targets.first).settings
    #expect(outline(settings["disk"]) == "{claim: code, mount: /mnt/code, sub-path: a/{project}}")
    #expect(
      outline(settings["volumes"])
        == "[{name: data, volume: {hostPath: {path: /d}}, mount: /mnt/data, sub-path: my_project, "
        + "mode: rwx}, {name: m, claim: models, mount: /mnt/m, mode: rwx}]")
    #expect(findings(analysis).isEmpty)
  }

  @Test func withoutVolumesTheDiskIsThatOfItsTime() throws {
    let target = try #require(try analysis("image: a/b:1\n").configuration.targets.first)
    #expect(
      outline(target.settings)
        == "{disk: {claim: nfs, mount: /mnt/nfs, sub-path: {project}}, image: a/b:1}")
  }

  @Test func argumentsBecomeKeysOfTheirOwn() throws {
    let analysis = try analysis(
      "args: -f -e other.yaml --env--a--b 'x y' --env--n=3 --log INFO\n")
    let settings = try #require(analysis.configuration.targets.first).settings
    #expect(outline(settings["entry"]) == "other.yaml")
    #expect(outline(settings["placeholders"]) == "{a.b: x y, n: 3}")
    #expect(analysis.soopervisor?.leftOut.map(\.key) == ["args", "args"])
  }

  @Test(
    arguments: [
      (nil, "my_project:latest", "Never"), ("team/fit", "team/fit:latest", nil),
      ("team/fit:1", "team/fit:1", nil), ("localhost:5000/x", "localhost:5000/x", nil),
    ] as [(String?, String, String?)])
  func theImageFollowsTheRule(repository: String?, image: String, policy: String?) throws {
    let line = repository.map { "  repository: \($0)\n" } ?? ""
    let analysis = try analysis("t:\n  backend: argo-workflows\n" + line)
    let settings = try #require(analysis.configuration.targets.first).settings
    #expect(settings["source"]?["image"]?.text == image)
    #expect(settings["image-pull-policy"]?.text == policy)
  }

  @Test func aPackageGivesItsVersion() throws {
    let text = "t: {backend: argo-workflows, repository: team/fit}\n"
    let version = ["src/pkg/__init__.py": "__version__ = '1.0+g1'\n"]
    let known = try analysis(text, version, entry: "src/pkg/pipeline.yaml", isPackage: true)
    let source = known.configuration.targets.first?.settings["source"]
    #expect(source?["image"]?.text == "team/fit:1.0-plus-g1")
    let unknown = try analysis(text, entry: "src/pkg/pipeline.yaml", isPackage: true)
    #expect(unknown.diagnostics.contains { $0.kind == SoopervisorKinds.versionUnknown })
    #expect(unknown.configuration.targets.first?.settings["source"]?["image"] == nil)
  }

  /// There the first match counts, and here all do.
  @Test func overlappingResourcesAreWrittenOut() throws {
    let analysis = try analysis(
      """
      t:
        backend: argo-workflows
        task_resources:
          fit-a: {vcpus: 2}
          fit-*: {memory: 512, gpu: 1}
          l*: {vcpus: 1}
          load: {vcpus: 8}
      """)
    let settings = try #require(analysis.configuration.targets.first).settings
    #expect(
      outline(settings["resources"])
        == "{fit-a: {cpu: 2}, fit-b: {memory: 512Mi, gpu: 1}, l*: {cpu: 1}}")
    #expect(analysis.soopervisor?.leftOut.map(\.key) == ["t.task_resources.load"])
  }

  @Test func excludedFilesStayOut() throws {
    let analysis = try analysis(
      "t: {backend: argo-workflows, include: [lib, 'a*'], exclude: [lib/x]}\n")
    let rules = analysis.configuration.bundle
    #expect(rules.including(BundlePath("lib/y"))?.text == "lib")
    #expect(rules.including(BundlePath("lib/x/z")) == nil)
    #expect(rules.including(BundlePath("ab")) == nil)
    #expect(rules.including(BundlePath("a*"))?.text == "a[*]")
  }

  @Test func configurationOfOurOwnComesFirst() throws {
    let text = "t: {backend: argo-workflows, exclude: [out]}\n"
    let named = try analysis(text, ["sluice.yaml": "targets: {own: {}}\n"])
    #expect(named.configuration.targets.map(\.name) == ["own"] && named.soopervisor == nil)
    let empty = try analysis(text, ["sluice.yaml": "targets:\nbundle: {exclude: [data]}\n"])
    #expect(empty.configuration.targets.map(\.name) == ["t"])
    #expect(empty.configuration.bundle.exclude.map(\.text) == ["data"])
  }

  @Test func findingsHaveTheirPlaces() throws {
    let text = "t: {backend: argo-workflows, repositry: a}\nimage: 3\n"
    let analysis = try analysis(text)
    let words = findings(analysis).map { finding -> String in
      String(decoding: Array(text.utf8)[finding.range.bytes], as: UTF8.self)
    }
    #expect(words == ["repositry", "3"])
  }

  @Test(arguments: [
    ("-l role=a -n b", ["-l", "role=a", "-n", "b"]), ("a 'b c' \"d\\\"e\"", ["a", "b c", "d\"e"]),
    ("", []), ("''", [""]), ("a\\ b", ["a b"]), ("'a", nil), ("a\\", nil), ("é \t\n", ["é"]),
  ])
  func wordsAreSplitAsAShellDoes(text: String, words: [String]?) {
    #expect(shellWords(text) == words)
  }

  /// Whatever stands there, reading ends, and what it makes is what a target takes.
  @Test func readingEndsAndFitsTheTable() throws {
    let samples = [
      "mounted_volumes:\n  - {claim_name: nfs, sub_path: '{{project_name}}'}\nargs: --env--a 1 -f\n",
      "code_pod: {args: '-l a -n b', path: '/e/{{project_name}}'}\nstorage: {provider: box}\n",
      "t:\n  backend: argo-workflows\n  include: [a]\n  exclude: [b]\n"
        + "  mounted_volumes: [{name: x, spec: {emptyDir: {}}}]\n  task_resources: {'*': {gpu: 1}}\n",
    ]
    var generator = SeededGenerator(state: 12)
    for sample in samples {
      let bytes = Array(sample.utf8)
      for round in 0..<300 {
        let changed =
          round % 2 == 0
          ? Array(bytes.prefix(round % bytes.count))
          : bytes.mutated(edits: 4, letters: Array("{}[]:,- \n'\"ab{%1".utf8), using: &generator)
        let document = parseYAML(changed, file: 0)
        let facts = Soopervisor.Facts(
          projectName: "p", package: round % 3 == 0 ? "p" : nil, version: nil,
          tasks: ["load", "fit"])
        let result = SoopervisorReader(document.root, file: 0, facts: facts).result
        guard result.diagnostics.allSatisfy({ $0.kind.severity != .error }) else { continue }
        for target in result.targets(source: nil) {
          var check = ShapeCheck(key: ConfigurationKinds.key, value: ConfigurationKinds.value)
          check.check(target.settings, .section(Target.keys), of: "'t'")
          #expect(
            check.diagnostics.map(\.message) == [], "\(String(decoding: changed, as: UTF8.self))")
        }
      }
    }
  }
}
