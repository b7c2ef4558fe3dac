import Foundation
import TestSupport
import Testing

/// `sluice affected` and `sluice diff`, run for real on a repository.
struct AffectedTests {
  private let checkout: Scratch

  init() throws {
    checkout = try Scratch([
      "etl/pipeline.yaml": """
      tasks:
        - source: tasks.load
          product: out/raw.csv
        - source: tasks.clean
          product: out/clean.csv
          params: {n: 1}
        - source: fit.py
          product: {nb: out/fit.ipynb}

      """,
      "etl/tasks.py": """
      def load(product):
          open(str(product), "w").close()


      def clean(product, upstream, n):
          str(upstream["load"])

      """,
      "etl/fit.py": "# %% tags=[\"parameters\"]\nupstream = ['clean']\nproduct = None\n# %%\n1\n",
      "etl/sluice.yaml":
        "targets:\n  train:\n    image: python:3.11\n    resources: {fit: {cpu: 1}}\n",
    ])
    try checkout.commitAll()
  }

  private func sluice(_ arguments: String...) throws -> Command {
    try Command(arguments, in: checkout.url.appending(path: "etl"))
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try #require(checkout.read(path))
    #expect(text.contains(old))
    try checkout.write(path, text.replacing(old, with: new))
  }

  @Test func saysNothingWhereNothingIs() throws {
    try edit("etl/tasks.py", "def clean", "# more\ndef clean")
    #expect(try sluice("affected", "--since", "HEAD").output == "")
    let matrix = try sluice("affected", "--since", "HEAD", "--format", "github-matrix")
    #expect(matrix.output == "{\"include\":[]}\n" && matrix.status == 0)
    #expect(
      try sluice("affected", "--since", "HEAD", "--format", "text").output
        == "nothing is affected: 0 of 3 tasks\n")
    #expect(try sluice("diff", "HEAD").output == "the pipeline means the same\n")
  }

  @Test func namesWhatIsTouched() throws {
    try edit("etl/tasks.py", "str(upstream[\"load\"])", "str(upstream[\"load\"]) + \"x\"")
    let names = try sluice("affected", "--since", "main")
    #expect(names.output == "clean\nfit\n" && names.status == 0 && names.talk == "")
    #expect(
      try sluice("affected", "--since", "HEAD", "--format", "github-matrix").output
        == "{\"include\":[{\"task\":\"clean\"},{\"task\":\"fit\"}]}\n")
    expectGolden(
      try sluice("affected", "--since", "HEAD", "--format", "text").output,
      "affected/affected.txt")
  }

  @Test func showsADifference() throws {
    try edit("etl/pipeline.yaml", "out/clean.csv", "out/tidy.csv")
    try edit("etl/pipeline.yaml", "{n: 1}", "{n: 2}")
    try edit(
      "etl/pipeline.yaml", "  - source: fit.py",
      "  - {source: tasks.more, product: out/more.csv}\n  - source: fit.py")
    try edit("etl/fit.py", "['clean']", "['load', 'nobody']")
    try edit(
      "etl/tasks.py", "def load",
      "def more(product, upstream):\n    upstream[\"load\"]\n\n\ndef load")
    try edit("etl/sluice.yaml", "cpu: 1", "cpu: 2")
    expectGolden(try sluice("diff", "HEAD").output, "affected/diff.txt")
    expectGolden(
      try sluice("diff", "HEAD", "--format", "markdown").output, "affected/diff.md")
    let json = try sluice("diff", "HEAD", "--format", "json")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(root["schema"] as? String == "sluice.diff/1")
    #expect((root["edges"] as? [Any])?.count == 3)
    #expect(((root["findings"] as? [String: Any])?["new"] as? [Any])?.isEmpty == false)
  }

  @Test func escapesHostileNames() throws {
    let name = "a|b`<b>@user #1 [x](y) \\u001b[31m \\\"; end"
    try edit(
      "etl/pipeline.yaml", "  - source: fit.py",
      "  - {source: tasks.load, name: \"\(name)\", product: out/x.csv}\n  - source: fit.py")
    let page = try sluice("diff", "HEAD", "--format", "markdown").output
    #expect(!page.contains("@user") && !page.contains("<b>") && !page.contains("\u{1B}"))
    #expect(!page.contains("#1 ") && !page.contains("](y)") && !page.contains("a|b"))
    #expect(!(try sluice("diff", "HEAD").output.contains("\u{1B}")))
  }

  @Test func keepsACommentShort() throws {
    var text = "tasks:\n"
    for number in 0..<800 {
      let name = "task-\(number)-" + String(repeating: "<", count: 60)
      text += "  - {source: tasks.load, name: \"\(name)\", product: out/\(number).csv}\n"
    }
    try checkout.write("etl/pipeline.yaml", text)
    let page = try sluice("diff", "HEAD", "--format", "markdown").output
    #expect(page.unicodeScalars.count <= 65_000 && page.contains("more"))
  }

  @Test func tellsAProjectThatIsNew() throws {
    try checkout.write(
      "other/pipeline.yaml", "tasks:\n  - {source: a.py, product: {nb: a.ipynb}}\n")
    try checkout.write("other/a.py", "# %% tags=[\"parameters\"]\nupstream = None\n# %%\n1\n")
    let names = try sluice("affected", "--since", "HEAD", "-C", "../other")
    #expect(names.output == "a\n" && names.status == 0)
    #expect(names.talk == "note: there is no 'pipeline.yaml' in 'HEAD': all tasks are new\n")
  }

  @Test func tellsThatTheSpecificationIsBroken() throws {
    try checkout.write("etl/pipeline.yaml", "tasks: [\n")
    let broken = try sluice("affected", "--since", "HEAD")
    #expect(broken.status == 1)
    #expect(
      broken.talk == "note: 'pipeline.yaml' has errors (in the folder): run `sluice check`\n")
    #expect(try sluice("diff", "HEAD").status == 0)
  }

  @Test func saysWhyItCannotCompare() throws {
    let unknown = try sluice("affected", "--since", "nope")
    #expect(unknown.status == 2 && unknown.output == "")
    #expect(unknown.talk == "error: git has no commit 'nope'; name a branch, a tag or a commit\n")
    try checkout.git("clone", "-q", "--depth", "1", "file://" + checkout.path, "shallow")
    let shallow = try sluice("diff", "HEAD~1", "-C", "../shallow/etl")
    #expect(shallow.status == 2 && shallow.talk.contains("fetch-depth: 0"))
    #expect(try sluice("affected").status == 2)
  }

  @Test func ignoresTheEnvironmentIfAsked() throws {
    try checkout.write("etl/environment.yml", "dependencies: [pandas]\n")
    #expect(try sluice("affected", "--since", "HEAD").output == "load\nclean\nfit\n")
    #expect(try sluice("affected", "--since", "HEAD", "--ignore-environment").output == "")
  }
}
