import SluiceCore
import SluicePipeline
import SluiceYAML
import Testing

@testable import SluiceExport

/// A version that nobody has bundled.
private let version = SourceVersion(
  digest: String(repeating: "ab", count: 32), commit: String(repeating: "1", count: 40),
  describe: "v1-2-g1111111", isDirty: false, remote: "https://git.example.com/team/demo.git",
  branch: "main", isPushed: true, folder: "", archiveSize: 3, fileCount: 2, archive: [1, 2, 3])

private let plain: [String: String] = [
  "pipeline.yaml": """
  - {source: tasks.load, product: output/raw.csv}
  - {source: fit.sh, product: {m: output/model, c: 'a b.csv'}, name: fit}

  """,
  "tasks.py": "def load(product): pass\n",
  "fit.sh": "cat {{upstream.load}} > {{product.m}} {{product.c}}\n",
  "environment.yml": "name: x\ndependencies: [ploomber, pip, {pip: [-r requirements.txt]}]\n",
  "requirements.txt": "a==1\n",
]

private func request(
  _ source: String, _ version: SourceVersion?, entry: String = "pipeline.yaml",
  _ files: [String: String] = plain
) throws -> ExportRequest {
  var files = files
  files[Path.joined(Path.directory(of: entry), "sluice.yaml")] = "source: \(source)\n"
  let analyzer = Analyzer(
    folder: .memory(files.mapValues { Array($0.utf8) }),
    place: ProjectPlace(
      root: "/projects/demo", entry: entry, isDefaultEntry: true, isPackage: false))
  return ExportRequest(
    analysis: try analyzer.analysis(), entryPoint: nil, overrides: [], environmentHere: nil,
    toolVersion: "0", source: version)
}

private func codes(
  _ source: String, _ version: SourceVersion?, entry: String = "pipeline.yaml",
  _ files: [String: String] = plain
) throws -> [String] {
  delivery(try request(source, version, entry: entry, files)).findings.map(\.kind.code)
}

/// The template that runs a task, as a reader of YAML has it.
private func runTask(_ source: String, _ version: SourceVersion? = version) throws -> Node {
  let request = try request(source, version)
  #expect(delivery(request).findings.isEmpty)
  let document = parseYAML(ExportTarget.argo.export(request).bytes, file: 0)
  return try #require(document.root?["spec"]?["templates"]?.sequence?.first)
}

/// The pod's variables as `NAME=VALUE`, without the task's.
private func variables(_ template: Node) -> [String] {
  (template["script"]?["env"]?.sequence ?? []).dropFirst().map { node in
    let secret = node["valueFrom"]?["secretKeyRef"]
    let value = secret.map { "secret \($0["name"]?.text ?? "")/\($0["key"]?.text ?? "")" }
    return "\(node["name"]?.text ?? "")=\(value ?? node["value"]?.text ?? "")"
  }
}

@Suite struct DeliveryTests {
  private let products = "SLUICE_PRODUCTS_1=a b.csv\noutput/model\noutput/raw.csv"

  @Test func aVersionOnTheClaimRunsInAFolderOfThePod() throws {
    let template = try runTask("{versioned: true}")
    #expect(
      variables(template) == [
        "SLUICE_SHARED=/mnt/vol", "SLUICE_SOURCE=/mnt/vol/.sluice/source/\(version.digest)",
        products,
      ])
    #expect(template["script"]?["workingDir"]?.text == "/mnt/version")
    #expect(template["script"]?["volumeMounts"]?.sequence?.count == 2)
    let script = template["script"]?["source"]?.text ?? ""
    #expect(script.contains("take_source() {") && script.contains("exec \"${command[@]}\""))
  }

  @Test func theSourceTravelsInTheSpec() throws {
    let template = try runTask("{delivery: inline}")
    let artifact = template["inputs"]?["artifacts"]?.sequence?.first
    #expect(artifact?["raw"]?["data"]?.text == "AQID")
    #expect(artifact?["path"]?.text == "/mnt/input/source")
    #expect(
      variables(template) == [
        "SLUICE_SHARED=/mnt/vol", "SLUICE_SOURCE=/mnt/input/source",
        "SLUICE_DIGEST=\(SHA256.digest([1, 2, 3]))", products,
      ])
  }

  @Test func aCommitIsCheckedOut() throws {
    let template = try runTask(
      "{delivery: git, username: {secret: g}, password: {secret: g, key: token}}")
    let git = template["inputs"]?["artifacts"]?.sequence?.first?["git"]
    #expect(git?["repo"]?.text == version.remote)
    #expect(git?["revision"]?.text == version.commit)
    #expect(git?["usernameSecret"]?["key"]?.text == "username")
    #expect(git?["passwordSecret"]?["key"]?.text == "token")
    #expect(template["script"]?["workingDir"]?.text == "/mnt/version")
    var nested = version
    nested.folder = "jobs/fit"
    let below = try runTask("{delivery: git}", nested)
    #expect(below["script"]?["workingDir"]?.text == "/mnt/version/jobs/fit")
  }

  @Test func aPackageIsInstalled() throws {
    var files = plain
    files["src/demo/pipeline.yaml"] = files.removeValue(forKey: "pipeline.yaml")
    let source = "{package: demo, version: '1.2', index: {secret: pypi}}"
    let request = try request(source, nil, entry: "src/demo/pipeline.yaml", files)
    let (delivery, findings) = delivery(request)
    #expect(findings.isEmpty)
    #expect(delivery == .package(.init(name: "demo", version: "1.2", folder: "demo", entry: nil)))
    let document = parseYAML(ExportTarget.argo.export(request).bytes, file: 0)
    let template = try #require(document.root?["spec"]?["templates"]?.sequence?.first)
    #expect(
      variables(template) == [
        "SLUICE_SHARED=/mnt/vol", "SLUICE_PACKAGE=demo==1.2", "SLUICE_PACKAGE_FOLDER=demo",
        "SLUICE_ENVIRONMENT_FILE=/mnt/input/environment.yml", "PIP_INDEX_URL=secret pypi/url",
        products,
      ])
    let artifacts = template["inputs"]?["artifacts"]?.sequence ?? []
    #expect(
      artifacts.map { $0["path"]?.text } == [
        "/mnt/input/environment.yml", "/mnt/input/requirements.txt",
      ])
    #expect(artifacts.last?["raw"]?["data"]?.text == "a==1\n")
  }

  @Test func anImageHoldsTheSource() throws {
    let template = try runTask("{image: 'x/y:1'}")
    #expect(template["script"]?["image"]?.text == "x/y:1")
    #expect(template["script"]?["workingDir"] == nil)
    #expect(variables(template) == ["SLUICE_SHARED=/mnt/vol", products])
    let export = ExportTarget.argo.export(try request("{image: 'x/y:1'}", nil))
    #expect(export.sideFiles.map(\.name) == ["Dockerfile"])
    let text = String(decoding: export.sideFiles.first?.bytes ?? [], as: UTF8.self)
    #expect(text.contains(#"COPY ["environment.yml", "requirements.txt", "./"]"#))
    #expect(export.steps(file: "argo.yaml").map(\.command).first == "docker build -t x/y:1 .")
  }

  @Test func manyProductsTakeSeveralVariables() throws {
    var files = plain
    let folder = String(repeating: "a-rather-long-name/", count: 12)
    files["pipeline.yaml"] = (0..<400).map { number in
      "- {source: tasks.load, name: t\(number), product: '\(folder)/\(number).csv'}\n"
    }.joined()
    let request = try request("{versioned: true}", version, files)
    let document = parseYAML(ExportTarget.argo.export(request).bytes, file: 0)
    let template = try #require(document.root?["spec"]?["templates"]?.sequence?.first)
    let pieces = variables(template).filter { $0.hasPrefix("SLUICE_PRODUCTS_") }
    #expect(pieces.count == 2)
    #expect(pieces.allSatisfy { $0.utf8.count < 100_000 })
    #expect(pieces.reduce(0) { $0 + $1.split(separator: "\n").count } == 400)
  }

  @Test func whatADeliveryLacksIsSaid() throws {
    #expect(try codes("{versioned: true}", nil) == ["SL515"])
    #expect(try codes("{delivery: inline}", nil) == ["SL515"])
    #expect(try codes("{delivery: git}", nil) == ["SL515"])
    #expect(try codes("{delivery: image}", nil) == ["SL512"])
    #expect(try codes("{delivery: package}", nil) == ["SL512"])
    #expect(try codes("{package: x, version: 1}", nil) == ["SL512"])
    #expect(try codes("{delivery: git, versioned: true}", version) == ["SL512"])
    #expect(try codes("{delivery: git, versioned: false}", version) == [])
    #expect(try codes("{image: x, package: y}", nil) == ["SL512"])
    var other = version
    other.archive = nil
    other.archiveSize = 5_000_000
    #expect(try codes("{delivery: inline}", other) == ["SL510"])
    other.archive = Array(repeating: 0, count: 90_000)
    #expect(try codes("{delivery: inline}", other) == ["SL511"])
    other.archive = Array(repeating: 0, count: 1 << 20)
    let large = ExportTarget.argo.export(try request("{delivery: inline}", other)).findings
    #expect(large.map(\.kind.code) == ["SL511", "SL510"])
  }

  @Test func anArchiveIsRepeatedForEachTask() throws {
    var files = plain
    files["pipeline.yaml"] = (0..<30).map { number in
      "- {source: tasks.load, name: t\(number), product: '\(number).csv'}\n"
    }.joined()
    var other = version
    other.archive = Array(repeating: 0, count: 60_000)
    func repeats(_ files: [String: String]) throws -> Bool {
      let export = ExportTarget.argo.export(try request("{delivery: inline}", other, files))
      return export.findings.map(\.kind.code).contains("SL606")
    }
    #expect(try repeats(files))
    #expect(try !repeats(plain))
    other.archive = Array(repeating: 0, count: 20_000)
    #expect(try !repeats(files))
  }

  @Test func whatGitCannotDeliverIsSaid() throws {
    var other = version
    other.isPushed = false
    other.isDirty = true
    #expect(try codes("{delivery: git}", other) == ["SL514", "SL513"])
    other = version
    other.isPushed = nil
    #expect(try codes("{delivery: git}", other) == [])
    other.remote = nil
    #expect(try codes("{delivery: git}", other) == ["SL515"])
    for (address, isSSH) in [
      ("git@host:team/x.git", true), ("ssh://git@host/x", true), ("/srv/x.git", false),
      ("https://host:8443/x", false), ("file:///x", false), ("../a:b", false),
    ] {
      other.remote = address
      #expect(try codes("{delivery: git}", other) == (isSSH ? ["SL517"] : []), "\(address)")
      #expect(try codes("{delivery: git, ssh-key: {secret: k}}", other) == [], "\(address)")
    }
    #expect(try codes("{delivery: git, repository: 'https://{{x}}'}", version) == ["SL600"])
  }

  @Test func aClientOfFilesNeedsTheFolderItself() throws {
    var files = plain
    files["pipeline.yaml"] = """
      clients: {File: tasks.client}
      tasks:
      - {source: fit.sh, product: output/x, name: fit}

      """
    #expect(try codes("{versioned: true}", version, files) == ["SL516"])
    #expect(try codes("{delivery: volume}", version, files) == [])
  }
}
