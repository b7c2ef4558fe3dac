import SluiceCore
import Testing

@testable import SluicePipeline

private let specification = """
  tasks:
    - source: tasks.load
      product: out/raw.csv
      params: {n: 3, resources_: {conf: conf.txt}}
    - source: tasks.clean
      product: {a: out/a.csv, b: out/b.csv}
    - source: copy.sh
      product: out/copy.csv
    - source: stay.sql
      product: [stay, table]
  """
private let functions = """
  def load(product, n, resources_):
      pass


  def clean(product, upstream):
      upstream["load"]

  """

private func sidecar(_ time: Double, _ code: String, _ params: String = "{}") -> String {
  let text = code.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    .replacing("\"", with: "\\\"")
  return "{\"timestamp\": \(time), \"stored_source_code\": \"\(text)\", \"params\": \(params)}"
}

/// The project right after a run, with these files in the place of its own; `nil` takes one away.
private func status(_ changes: [String: String?] = [:]) throws -> ProjectStatus {
  let load = "def load(product, n, resources_):\n    pass"
  let clean = "def clean(product, upstream):\n    upstream[\"load\"]\n"
  // `md5sum` of `one`.
  let params = "{\"n\": 3, \"resources_\": {\"conf\": \"f97c5d29941bfb1b2fdab0874906ab82\"}}"
  var files: [String: String] = [
    "pipeline.yaml": specification, "tasks.py": functions, "conf.txt": "one",
    "copy.sh": "cp {{upstream['clean']['a']}} {{product}}\n",
    "stay.sql": "CREATE TABLE {{product}} AS SELECT 1",
    "out/raw.csv": "", "out/a.csv": "", "out/b.csv": "", "out/copy.csv": "",
    "out/.raw.csv.metadata": sidecar(1, load, params),
    "out/.a.csv.metadata": sidecar(2, clean), "out/.b.csv.metadata": sidecar(2.5, clean),
    "out/.copy.csv.metadata": sidecar(3, "cp /project/out/a.csv /project/out/copy.csv"),
  ]
  for (path, text) in changes { files[path] = text }
  let folder = ProjectFolder.memory(files.mapValues { Array($0.utf8) })
  let place = ProjectPlace(
    root: "/project", entry: "pipeline.yaml", isDefaultEntry: true, isPackage: false)
  let analysis = try Analyzer(folder: folder, place: place).analysis()
  var reader = StatusReader(analysis, folder: folder, place: place)
  return reader.status()
}

private func verdicts(_ status: ProjectStatus) -> [String: String] {
  Dictionary(
    uniqueKeysWithValues: status.tasks.map {
      (status.analysis.graph.tasks[$0.task].name.text, $0.verdict)
    })
}

@Test(
  arguments: [
    ([:], "False", "False", "False"),
    (["conf.txt": "two"], "Source code", "Upstream", "Upstream"),
    (["out/raw.csv": nil], "Source code", "Upstream", "Upstream"),
    (["out/b.csv": nil], "False", "Source code & Upstream", "Upstream"),
    (["out/.a.csv.metadata": nil], "False", "Source code & Upstream", "Upstream"),
    (["out/.a.csv.metadata": "null"], "False", "Source code & Upstream", "Upstream"),
    (["copy.sh": "cp  {{upstream['clean']['a']}} {{product}}"], "False", "False", "Source code"),
    (["copy.sh": "cat {{upstream['clean'].b}} {{product}} # {{now}}"], "False", "False", "Unknown"),
    (
      ["tasks.py": functions.replacing("    pass", with: "    pass  # more")], "False", "False",
      "False"
    ),
    (
      ["tasks.py": functions.replacing("    pass", with: "    return")], "Source code", "Upstream",
      "Upstream"
    ),
    (
      ["pipeline.yaml": specification.replacing("n: 3", with: "n: 3.0")], "False", "False", "False"
    ),
    (
      ["pipeline.yaml": specification.replacing("n: 3", with: "n: 4")], "Source code", "Upstream",
      "Upstream"
    ),
    (
      [
        "pipeline.yaml": "config: {outdated_by_code: false}\n"
          + specification.replacing("n: 3", with: "n: 4")
      ], "Source code", "False", "False"
    ),
    (
      ["pipeline.yaml": "clients: {File: tasks.load}\n" + specification], "Unknown", "Unknown",
      "Unknown"
    ),
    (
      [
        "out/.raw.csv.metadata": nil,
        "out/raw.csv.source": "{\"timestamp\": 9, \"stored_source_code\": \"x\"}",
      ], "Source code", "Upstream", "Upstream"
    ),
  ] as [([String: String?], String, String, String)])
func verdictsAreThoseOfPloomber(
  changes: [String: String?], load: String, clean: String, copy: String
) throws {
  let found = verdicts(try status(changes))
  #expect(found["load"] == load)
  #expect(found["clean"] == clean)
  #expect(found["copy"] == copy)
  // A relation keeps no metadata, so its task always has to run.
  #expect(found["stay"] == "Source code")
}

@Test(arguments: ["{", "", "[]", "nonsense", "{\"timestamp\": \"now\"}"])
func brokenMetadataIsAFinding(text: String) throws {
  let result = try status(["out/.raw.csv.metadata": text])
  let finding = try #require(result.analysis.diagnostics.first { $0.kind.code == "SL330" })
  #expect(result.analysis.sources.place(of: finding.range).path == "out/.raw.csv.metadata")
  #expect(verdicts(result)["load"] == "Unknown")
}

@Test func aMissingResourceLeavesTheVerdictOpen() throws {
  let result = try status(["conf.txt": nil])
  #expect(verdicts(result)["load"] == "Unknown")
}

@Test func reasonsNameWhatChanged() throws {
  let result = try status(["pipeline.yaml": specification.replacing("n: 3", with: "n: 4")])
  #expect(result.tasks.first?.reasons == ["the param 'n' changed"])
  #expect(result.tasks.first?.location == "tasks.py:1")
  #expect(result.tasks.first?.lastRun == 1)
}

@Test func valuesCompareAsInPython() {
  #expect(ParameterValue.int("1").equals(.float(1)))
  #expect(ParameterValue.bool(true).equals(.int("1")))
  #expect(!ParameterValue.float(.nan).equals(.float(.nan)))
  #expect(!ParameterValue.tuple([.null]).equals(.list([.null])))
  #expect(!ParameterValue.string("1").equals(.int("1")))
}
