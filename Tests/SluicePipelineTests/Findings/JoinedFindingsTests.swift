import SluiceCore
import Testing

@testable import SluicePipeline

/// Analyses of projects in memory, as if they lay in folders of `/repo`.
private func joined(_ projects: KeyValuePairs<String, [String: String]>) throws -> Findings {
  let roots = projects.map { "/repo/" + $0.key }
  let analyses = try projects.map { name, files in
    try Analyzer(
      folder: .memory(files.mapValues { Array($0.utf8) }),
      place: ProjectPlace(
        root: "/repo/" + name, entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
    ).analysis()
  }
  return Findings(joining: analyses, roots: roots, base: "/repo")
}

private let shared = "# %% tags=['parameters']\nupstream = ['gone']\n# %%\nupstream\n"
private let reading = "- {source: ../common/a.py, name: a, product: a.ipynb}\n"

@Suite struct JoinedFindingsTests {
  @Test func pathsAreSeenFromOneFolder() throws {
    let findings = try joined([
      "b": ["pipeline.yaml": "- {source: x.py, product: x.ipynb}\n"],
      "a/deep": ["pipeline.yaml": "- {source: y.py, product: y.ipynb}\n"],
    ])
    let places = findings.diagnostics.map { findings.sources.place(of: $0.range).path }
    #expect(places == ["a/deep/pipeline.yaml", "b/pipeline.yaml"])
    #expect(findings.owners == [[1], [0]])
    #expect(findings.projects.map(\.root) == ["b", "a/deep"])
    #expect(findings.entries == ["b/pipeline.yaml", "a/deep/pipeline.yaml"])
    #expect(findings.taskCount == 2)
    #expect(findings.diagnostics.map(\.blocks) == [[TaskName("y")], [TaskName("x")]])
  }

  @Test func aSharedFileHasItsFindingOnce() throws {
    let findings = try joined([
      "b": ["pipeline.yaml": reading, "../common/a.py": shared],
      "c": ["pipeline.yaml": reading, "../common/a.py": shared],
    ])
    #expect(findings.diagnostics.map(\.kind.code) == ["SL301"])
    #expect(findings.owners == [[0, 1]])
    #expect(findings.diagnostics.first?.blocks.map(\.text) == ["b:a", "c:a"])
    #expect(findings.diagnostics.first?.task == nil)
    #expect(findings.sources.files.filter { $0.path == "common/a.py" }.count == 1)
  }

  @Test func oneProjectsUseOfACommentIsEnough() throws {
    let source = """
      # %% tags=['parameters']
      # sluice: ignore[unknown-upstream]
      upstream = ['gone']
      # %%
      upstream
      """
    let alone = try joined([
      "b": [
        "pipeline.yaml": reading + "- {source: gone.sh, product: g}\n", "../common/a.py": source,
        "gone.sh": "touch {{product}}\n",
      ]
    ])
    #expect(alone.diagnostics.map(\.kind.code) == ["SL901"])
    let both = try joined([
      "b": [
        "pipeline.yaml": reading + "- {source: gone.sh, product: g}\n", "../common/a.py": source,
        "gone.sh": "touch {{product}}\n",
      ],
      "c": ["pipeline.yaml": reading, "../common/a.py": source],
    ])
    #expect(both.diagnostics.isEmpty)
    #expect(both.hidden.count == 1)
    #expect(both.hiddenOwners == [[1]])
  }

  /// Between two readings the file has been written.
  @Test func filesThatDifferStayApart() throws {
    let findings = try joined([
      "b": ["pipeline.yaml": reading, "../common/a.py": shared],
      "c": ["pipeline.yaml": reading, "../common/a.py": "# words before it\n" + shared],
    ])
    #expect(findings.diagnostics.count == 2)
    let lines = findings.diagnostics.map { findings.sources.place(of: $0.range).start.line }
    #expect(lines == [2, 3])
  }
}
