import TestSupport
import Testing

@testable import SluicePipeline

extension Scratch {
  fileprivate func place(
    from start: String = ".", entry: String? = nil, environment: String? = nil
  ) throws(DiscoveryError) -> ProjectPlace {
    try Discovery(
      start: Path.joined(path, start), entry: entry, environmentVariable: environment
    ).place()
  }
}

@Suite struct EntryPointTests {
  @Test func foldersAndPatternsStandForTheirScripts() throws {
    let folder = try Scratch([
      "tasks/b.py": "", "tasks/a.R": "", "tasks/.c.py": "", "tasks/d.txt": "", "tasks/e/f.py": "",
      "more/g.ipynb": "",
    ])
    let place = try folder.place(entry: "tasks")
    #expect(place.entryPoint == .sources("tasks", files: ["tasks/a.R", "tasks/b.py"]))
    #expect(place.root == folder.path && place.environmentPaths.isEmpty)
    #expect(
      try folder.place(entry: "*/*.[pi]*").entryPoint
        == .sources("*/*.[pi]*", files: ["more/g.ipynb", "tasks/b.py"]))
    #expect(throws: DiscoveryError.foreignSources(pattern: "tasks/*", files: ["tasks/d.txt"])) {
      try folder.place(entry: "tasks/*")
    }
  }

  @Test func packagesAndFunctionsAreFoundWithoutAnImport() throws {
    let folder = try Scratch([
      "setup.py": "", "src/pkg/__init__.py": "", "src/pkg/train.yaml": "",
      "src/pkg/pipeline.yaml": "", "make.py": "def pipeline(): pass\n",
    ])
    let place = try folder.place(entry: "pkg::train.yaml")
    #expect(place.entry == "src/pkg/train.yaml" && place.isPackage && !place.isDefaultEntry)
    #expect(throws: DiscoveryError.factory("make.pipeline", problem: nil)) {
      try folder.place(entry: "make.pipeline")
    }
    for entry in ["pkg::gone.yaml", "pkg::sub/x.yaml", "json::x.yaml", "pkg::"] {
      #expect(throws: DiscoveryError.self) { try folder.place(entry: entry) }
    }
  }

  @Test func nestedProjectsAndSeveralPackagesAreRemarked() throws {
    let nested = try Scratch(["pipeline.yaml": "", "sub/pipeline.yaml": ""])
    #expect(try nested.place(from: "sub").remarks == [.nested(outer: nested.path)])
    #expect(try nested.place().remarks == [])
    let several = try Scratch([
      "setup.py": "", "src/a/pipeline.yaml": "", "src/a-b/pipeline.yaml": "",
    ])
    #expect(
      try several.place().remarks
        == [.severalPackages(["src/a-b/pipeline.yaml", "src/a/pipeline.yaml"])])
  }

  @Test func environmentsAreLookedForWherePloomberLooks() throws {
    let folder = try Scratch([
      "pipeline.train.yaml": "", "env.yaml": "", "work/env.yaml": "", "special.yaml": "",
    ])
    let place = try folder.place(from: "work", entry: "../pipeline.train.yaml")
    #expect(
      place.environmentPaths == [
        "work/env.train.yaml", "env.train.yaml", "work/env.yaml", "env.yaml",
      ])
    #expect(place.environmentFile(in: .disk(root: place.root)) == "work/env.yaml")
    #expect(place.inPod.environmentFile(in: .disk(root: place.root)) == "env.yaml")
    // Ploomber knows no root where there is no `pipeline.yaml`.
    #expect(place.rootValue == nil)
    let named = try folder.place(entry: "pipeline.train.yaml", environment: "special.yaml")
    #expect(named.environmentPaths == ["special.yaml"])
    #expect(
      throws: DiscoveryError.environmentFileMissing(
        "gone.yaml", folders: [folder.path, folder.path])
    ) { try folder.place(entry: "pipeline.train.yaml", environment: "gone.yaml") }
    #expect(
      throws: DiscoveryError.variableNotAName("PLOOMBER_ENV_FILENAME", value: "a/env.yaml")
    ) { try folder.place(entry: "pipeline.train.yaml", environment: "a/env.yaml") }
  }
}

@Test func fuzzedConfigurationsEnd() {
  let text = "[DEFAULT]\na = %(b)s\n[ploomber]\nentry-point = x\n  more\n; end\nb: %%\n"
  var generator = SeededGenerator(state: 3)
  for _ in 0..<500 {
    let bytes = Array(text.utf8).mutated(
      edits: 5, letters: Array("[]=:%()s\n ;#a\r\u{FF}".utf8), using: &generator)
    _ = try? SetupConfiguration(bytes).value(of: "entry-point", in: "ploomber")
  }
}
