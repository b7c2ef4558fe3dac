import Foundation
import TestSupport
import Testing

private let samples = Fixtures.repository.appending(path: "sample-projects")
private let sampleNames = ["etl-sql", "ml-basic", "reports-r-and-grid", "train-and-serve"]

@Suite struct CommandTests {
  @Test(arguments: sampleNames)
  func samplesAreClean(_ name: String) throws {
    let project = try Scratch(copyOf: samples.appending(path: name), named: name)
    let check = try Command(["check"], in: project.url)
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("no findings in "))
    #expect(check.talk.isEmpty)
  }

  @Test(arguments: sampleNames)
  func samplesKeepTheirGraphAndExport(_ name: String) throws {
    let project = try Scratch(copyOf: samples.appending(path: name), named: name)
    try? FileManager.default.removeItem(at: project.url.appending(path: "argo.yaml"))
    let forms = [
      ("json", "json"), ("text", "txt"), ("mermaid", "mmd"), ("dot", "dot"), ("svg", "svg"),
    ]
    for (format, suffix) in forms {
      let graph = try Command(["graph", "--format", format], in: project.url)
      #expect(graph.status == 0)
      expectGolden(graph.output, "graphs/\(name).\(suffix)")
    }
    let export = try Command(["export"], in: project.url)
    #expect(export.status == 0)
    #expect(export.output.isEmpty)
    #expect(export.talk.hasSuffix("  argo submit -n argo argo.yaml\n"))
    #expect(export.talk.contains("kubectl cp"))
    let written = try #require(project.read("argo.yaml"))
    expectGolden(written, "exports/argo/\(name).yaml")
    let stream = try Command(["export", "-o", "-"], in: project.url)
    #expect(stream.output == written)
    #expect(stream.talk.isEmpty)
    #expect(try Command(["export", "--check"], in: project.url).status == 0)
    try project.write("argo.yaml", "# by hand\n" + written + "\n")
    #expect(try Command(["export", "--check"], in: project.url).status == 0)
    try project.write("argo.yaml", written.replacing("claimName: nfs", with: "claimName: other"))
    #expect(try Command(["export", "--check"], in: project.url).status == 1)
  }

  @Test func thePipelineBesideTheFirstHasItsOwnEnvironmentAndTasks() throws {
    let project = try Scratch(copyOf: samples.appending(path: "train-and-serve"))
    let serve = ["-e", "pipeline.serve.yaml"]
    let check = try Command(["check"] + serve, in: project.url)
    #expect(check.output == "no findings in 5 tasks, 5 sources\n")
    let graph = try Command(["graph", "--format", "mermaid"] + serve, in: project.url)
    #expect(graph.output.contains("predict") && !graph.output.contains("choose"))
    let products = try Command(["graph"] + serve, in: project.url).output
    #expect(products.contains("output/serve/features.csv"))
    let export = try Command(["export", "-o", "-"] + serve, in: project.url)
    #expect(export.output.contains("value: pipeline.serve.yaml"))
  }

  @Test func aBrokenProjectGetsEverythingAtOnceAndNoFile() throws {
    let broken = Fixtures.root.appending(path: "specs/everything-at-once/broken")
    let project = try Scratch(copyOf: broken)
    let before = project.names
    let check = try Command(["check"], in: project.url)
    #expect(check.status == 1)
    for code in ["SL101", "SL102", "SL201", "SL301", "SL302"] {
      #expect(check.output.contains("[\(code)]"))
    }
    let export = try Command(["export"], in: project.url)
    #expect(export.status == 1)
    #expect(export.output.isEmpty)
    #expect(export.talk.contains("SL501"))
    #expect(project.names == before)
  }

  @Test func exitCodesKeepTheirMeaning() throws {
    let project = try Scratch(copyOf: samples.appending(path: "ml-basic"))
    let empty = try Scratch()
    #expect(try Command(["check"], in: empty.url).status == 2)
    #expect(try Command(["check", "--nonsense"], in: project.url).status == 2)
    #expect(try Command(["chekc"], in: project.url).status == 2)
    #expect(try Command(["graph", "-C", "nowhere"], in: project.url).status == 2)
    #expect(try Command(["graph", "-o", "x.png"], in: project.url).status == 2)
    #expect(try Command(["graph", "--env", "gone=1"], in: project.url).status == 2)
    #expect(try Command(["explain", "SL999"], in: project.url).status == 2)
    #expect(try Command(["--help"], in: project.url).status == 0)
    #expect(try Command(["version"], in: project.url).output.hasPrefix("sluice "))
    let unwritten = try Command(["export", "-o", "/nowhere/argo.yaml"], in: project.url)
    #expect(unwritten.status == 3, "\(unwritten.talk)")
    try project.write("warn.py", "# %%\nprint(1)\n")
    try project.write("warn.yaml", "- {source: warn.py, product: warn.html}\n")
    #expect(try Command(["check", "-e", "warn.yaml"], in: project.url).status == 0)
    #expect(
      try Command(["check", "-e", "warn.yaml", "--fail-on", "warning"], in: project.url).status == 1
    )
  }

  @Test func aMisnamedSpecificationIsPointedAt() throws {
    let project = try Scratch()
    try project.write("pipeline.yml", "tasks: []\n")
    let check = try Command(["check"], in: project.url)
    #expect(check.status == 2)
    #expect(check.talk.contains("rename it to 'pipeline.yaml'"))
  }

  @Test func everyFolderOfTheProjectWillDo() throws {
    let project = try Scratch(copyOf: samples.appending(path: "ml-basic"), named: "ml-basic")
    try project.write("deep/er/x", "")
    let inside = try Command(["graph"], in: project.url.appending(path: "deep/er"))
    let outside = try Command(
      ["graph", "-C", "demo/../ml-basic"], in: project.url.deletingLastPathComponent())
    #expect(inside.output == (try Command(["graph"], in: project.url)).output)
    #expect(outside.status == 2)
    let export = try Command(["export"], in: project.url.appending(path: "deep/er"))
    #expect(export.talk.hasSuffix("argo submit -n argo ../../argo.yaml\n"))
  }

  @Test func filesNarrowTheFindings() throws {
    let project = try Scratch()
    try project.write(
      "pipeline.yaml", "- {source: a.sh, product: a}\n- {source: b.sh, product: b}\n")
    try project.write("a.sh", "{{upstream.x}} {{product}}\n")
    try project.write("b.sh", "{{upstream.y}} {{product}}\n")
    let check = try Command(["check", "b.sh", "--format", "concise"], in: project.url)
    #expect(check.status == 1)
    #expect(check.output.contains("b.sh:1:12: error[SL301]"))
    #expect(!check.output.contains("a.sh"))
  }

  @Test func aFileThatIsNotThereIsNoCleanFile() throws {
    let project = try Scratch(["pipeline.yaml": "tasks: []\n"])
    let check = try Command(["check", "gone.py"], in: project.url)
    #expect(check.status == 2)
    #expect(check.talk == "error: there is no file 'gone.py'\n")
  }

  @Test func writingKeepsLinksAndPermissionsAndLeavesNothingBehind() throws {
    let project = try Scratch(copyOf: samples.appending(path: "etl-sql"))
    try project.write("out/real.yaml", "old\n")
    let real = project.path + "/out/real.yaml"
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o660], ofItemAtPath: real)
    try files.createSymbolicLink(
      atPath: project.path + "/link.yaml", withDestinationPath: "out/real.yaml")
    let before = project.names
    let export = try Command(["export", "-o", "link.yaml"], in: project.url)
    #expect(export.status == 0, "\(export.talk)")
    #expect(project.read("out/real.yaml")?.contains("kind: Workflow") == true)
    let attributes = try files.attributesOfItem(atPath: real)
    #expect(attributes[.posixPermissions] as? Int == 0o660)
    #expect(
      try files.destinationOfSymbolicLink(atPath: project.path + "/link.yaml") == "out/real.yaml")
    #expect(project.names == before)
    #expect(try files.contentsOfDirectory(atPath: project.path + "/out") == ["real.yaml"])
  }

  @Test func colourStaysOutOfPipes() throws {
    let project = try Scratch()
    try project.write("pipeline.yaml", "- {source: a.sh, product: a}\n")
    #expect(!(try Command(["check"], in: project.url)).output.contains("\u{1B}"))
    let forced = try Command(["check"], in: project.url, environment: ["CLICOLOR_FORCE": "1"])
    #expect(forced.output.contains("\u{1B}["))
    let both = ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]
    #expect(!(try Command(["check"], in: project.url, environment: both)).output.contains("\u{1B}"))
    #expect(
      (try Command(["check", "--color", "always"], in: project.url)).output.contains("\u{1B}["))
  }

  @Test func ploombersOwnFormOfOverridesIsUnderstood() throws {
    let project = try Scratch(copyOf: samples.appending(path: "ml-basic"))
    for arguments in [["--env--n_rows", "7"], ["--env--n_rows=7"], ["--env", "n_rows=7"]] {
      let graph = try Command(["graph", "--format", "json"] + arguments, in: project.url)
      #expect(graph.output.contains("\"n_rows\": 7"))
    }
  }

  @Test func hostileNamesCannotBreakOut() throws {
    let name = "a'; touch $(x) `y` \"z"
    let project = try Scratch(named: name)
    try project.write("environment.yml", "name: x\ndependencies: [python, ploomber]\n")
    let task = "{% raw %}{{workflow.name}}{% endraw %}{{more}}; touch x \\\"' $(y)"
    try project.write(
      "pipeline.train.yaml", "- source: a.sh\n  name: >-\n    \(task)\n  product: a\n")
    try project.write("env.train.yaml", "key: 1\nmore: 2\n")
    try project.write("a.sh", "touch {{product}}\n")
    let export = try Command(
      ["export", "-e", "pipeline.train.yaml", "--env", "key=x{{key}}\nz", "-o", "-"],
      in: project.url)
    #expect(export.status == 0, "\(export.talk)")
    expectGolden(export.output, "exports/argo/hostile.yaml")
    let script = try #require(export.output.range(of: "source: |"))
    #expect(!export.output[script.lowerBound...].prefix(8000).contains("touch"))
    let braces = export.output.components(separatedBy: "{{").dropFirst()
    #expect(braces.allSatisfy { $0.hasPrefix("inputs.parameters.task_name}}") })
  }

  @Test func aFolderThatArgoWouldTakeForAVariableIsRefused() throws {
    let project = try Scratch(
      copyOf: samples.appending(path: "etl-sql"), named: "{{workflow.name}}")
    let export = try Command(["export"], in: project.url)
    #expect(export.status == 1)
    #expect(export.talk.contains("SL600"))
  }
}
