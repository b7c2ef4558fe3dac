import SluiceCore
import Testing

@testable import SluicePipeline

private func analysis(_ files: [String: String], untracked: Set<String> = []) throws -> Analysis {
  let place = ProjectPlace(
    root: "/project", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  return try Analyzer(folder: .memory(files.mapValues { Array($0.utf8) }), place: place).analysis {
    _ in RepositoryFacts(untracked: untracked, ignored: [])
  }
}

private let project = [
  "pipeline.yaml":
    "tasks:\n  - {source: tasks.load, product: x.csv}\n  - {source: fit.py, product: out/fit.ipynb}\n",
  "tasks.py":
    "import json\nimport lib.clean\nfrom lib import io\n\ndef load(product):\n  import late\n",
  "fit.py":
    "# %% tags=[\"parameters\"]\nupstream = None\n# %%\ntry:\n  import fast\nexcept ImportError:\n  import slow\n",
  "lib/__init__.py": "", "lib/clean.py": "from . import deep\nfrom ..up import x\n",
  "lib/deep.py": "import lib.clean\n", "lib/io.py": "", "late.py": "", "fast.py": "", "slow.py": "",
  "json.py": "", "unused.py": "", "env.yaml": "{}",
]

@Suite struct BundleReasonsTests {
  @Test func importsAreFollowedThroughModules() throws {
    let analysis = try analysis(project)
    let found = analysis.imports.map { "\($0.path) by \($0.importer)\($0.isCertain ? "" : "?")" }
    #expect(
      found.sorted() == [
        "fast.py by fit.py?", "late.py by tasks.py", "lib/__init__.py by tasks.py",
        "lib/clean.py by tasks.py", "lib/deep.py by lib/clean.py", "lib/io.py by tasks.py",
        "slow.py by fit.py?",
      ])
    let reasons = analysis.bundleReasons
    #expect(reasons[BundlePath("tasks.py")] == .source([TaskName("load")]))
    #expect(reasons[BundlePath("lib/deep.py")] == .imported(importer: "lib/clean.py"))
    #expect(reasons[BundlePath("env.yaml")] == .configuration)
    #expect(reasons[BundlePath("unused.py")] == nil)
    #expect(
      analysis.bundleProducts.map(\.text).sorted() == [
        ".x.csv.metadata", "out/.fit.ipynb.metadata", "out/fit.ipynb", "x.csv",
      ])
  }

  @Test func untrackedModulesAreFoundWhereTheyAreImported() throws {
    let analysis = try analysis(project, untracked: ["lib/deep.py", "late.py", "fast.py"])
    let found = analysis.diagnostics.filter { $0.kind.code == "SL410" }.map(\.message)
    #expect(
      found == [
        "git does not track 'lib/deep.py', which 'lib/clean.py' imports",
        "git does not track 'late.py'",
      ])
  }

  @Test func theDigestNamesTheGraphsShape() throws {
    let digest = try analysis(project).graph.digest
    var same = project
    same["pipeline.yaml"] = project["pipeline.yaml"]?.replacing("x.csv", with: "y.csv")
    #expect(digest.utf8.count == 64)
    #expect(try analysis(same).graph.digest == digest)
    same["pipeline.yaml"] = project["pipeline.yaml"]?.replacing(
      "- {source: fit", with: "- {name: f, source: fit")
    #expect(try analysis(same).graph.digest != digest)
  }

  @Test func theConfigurationSaysWhatGoesIn() throws {
    var files = project
    files["sluice.yaml"] =
      "bundle:\n  include: lib/**\n  exclude: [data, '*.csv']\n  max-file: 5 MB\n"
    let rules = try analysis(files).configuration.bundle
    #expect(
      rules.include.map(\.text) == ["lib/**"] && rules.exclude.map(\.text) == ["data", "*.csv"])
    #expect(rules.maxFile == 5_000_000)
    files["sluice.yaml"] = "bundle: {max-file: huge, includes: [x]}\n"
    let broken = try analysis(files)
    #expect(broken.configuration.bundle.maxFile == nil)
    #expect(Set(broken.diagnostics.map(\.kind.code)).isSuperset(of: ["SL010", "SL011"]))
  }
}
