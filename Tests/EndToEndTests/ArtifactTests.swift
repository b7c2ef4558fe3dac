import SluiceYAML
import TestSupport
import Testing

private func project(_ target: String) throws -> Scratch {
  try Scratch([
    "pipeline.yaml": """
    - {source: a.sh, name: load, product: output/a.txt}
    - {source: b.sh, name: left, product: output/b.txt}
    - {source: b.sh, name: right, product: output/c}
    - {source: d.sh, name: join_all, product: output/d.txt}

    """,
    "a.sh": "touch {{product}}\n", "b.sh": "cat {{upstream['load']}} > {{product}}\n",
    "d.sh": "cat {{upstream['left']}} {{upstream['right']}} > {{product}}\n",
    "environment.yml": "name: x\ndependencies: [ploomber]\n",
    "sluice.yaml": "targets:\n  t:\n    data: artifacts\n"
      + "    source: {delivery: image, image: 'registry.example.com/p:1'}\n" + target,
  ])
}

@Suite struct ArtifactTests {
  @Test func productsGoThroughTheRepository() throws {
    let spec = try exportedSpec(try project(""))
    #expect(spec["volumes"]?.names == ["output"])
    let templates = try #require(spec["templates"])
    #expect(templates.names == ["run-task", "run-task-2", "run-task-3", "dag"])
    let inputs = try #require(try templates.named("run-task-3")["inputs"])
    #expect(inputs["parameters"]?.names == ["task_name", "name", "up-1", "up-2"])
    let artifact = try #require(try inputs["artifacts"]?.named("up-2"))
    #expect(
      artifact["s3"]?["key"]?.text == "{{workflow.name}}/{{inputs.parameters.up-2}}.tar.gz")
    #expect(artifact["s3"]?.mapping?.count == 1)
    #expect(artifact["path"]?.text == "/mnt/products/up-2")
    #expect(artifact["archive"]?["none"]?.mapping?.isEmpty == true)
    let outputs = try #require(try templates.named("run-task-3")["outputs"]?["artifacts"])
    let output = try outputs.named("products")
    #expect(output["s3"]?["key"]?.text == "{{workflow.name}}/{{inputs.parameters.name}}.tar.gz")
    #expect(output["path"]?.text == "/mnt/output/products.tar.gz")
    let tasks = try #require(try templates.named("dag")["dag"]?["tasks"])
    let arguments = try #require(try tasks.named("join-all")["arguments"]?["parameters"])
    #expect(try arguments.named("task_name")["value"]?.text == "join_all")
    #expect(try arguments.named("name")["value"]?.text == "join-all")
    #expect(try arguments.named("up-1")["value"]?.text == "left")
    #expect(try arguments.named("up-2")["value"]?.text == "right")
    #expect(try tasks.named("left")["template"]?.text == "run-task-2")
    let variables = try #require(try templates.named("run-task-3")["script"]?["env"])
    #expect(
      try variables.named("SLUICE_PRODUCTS_1")["value"]?.text
        == "output/a.txt\noutput/b.txt\noutput/c\noutput/d.txt")
    #expect(!variables.names.contains("SLUICE_SHARED"))
  }

  @Test(arguments: [
    ("{gcs: {bucket: b, key: runs/}}", "gcs", "key", "runs/nightly/load.tar"),
    ("{azure: {endpoint: e, container: c}}", "azure", "blob", "nightly/load.tar"),
  ])
  func aRepositoryMayBeNamed(
    _ repository: String, _ kind: String, _ field: String, _ key: String
  ) throws {
    let spec = try exportedSpec(
      try project(
        "    artifacts: {repository: \(repository), prefix: /nightly/, compress: false}\n"))
    let template = try #require(try spec["templates"]?.named("run-task"))
    let place = try template["outputs"]?["artifacts"]?.named("products")[kind]
    #expect(
      place?[field]?.text.replacing("{{inputs.parameters.name}}", with: "load") == key)
    #expect(place?.mapping?.count ?? 0 > 1)
  }

  @Test func thereIsNothingToUpload() throws {
    let scratch = try project("")
    try scratch.write("sluice.yaml", "targets: {t: {data: artifacts}}\n")
    let upload = try Command(["upload", "--dry-run"], in: scratch.url)
    #expect(upload.status == 2)
    #expect(upload.talk.contains("there is no disk to upload to"))
  }
}
