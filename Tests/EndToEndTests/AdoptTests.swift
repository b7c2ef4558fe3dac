import Foundation
import TestSupport
import Testing

private let files = [
  "pipeline.yaml": """
  tasks:
    - {source: a.sh, name: load_data, product: output/a}
    - {source: b.sh, name: fit, product: output/b}
  """,
  "a.sh": "touch {{product}}\n", "b.sh": "cat {{upstream['load_data']}} > {{product}}\n",
  "environment.yml": "name: x\ndependencies: [python, pip, {pip: [ploomber]}]\n",
]

private let sections = """
  training:
    backend: argo-workflows
    repository: team/fit
    mounted_volumes:
      - {name: shared, spec: {persistentVolumeClaim: {claimName: nfs}}}
  serving: {backend: argo-workflows}
  nightly: {backend: airflow}
  """

@Suite struct AdoptTests {
  private func project(_ soopervisor: String) throws -> Scratch {
    try Scratch(files.merging(["soopervisor.yaml": soopervisor]) { $1 })
  }

  @Test(arguments: [
    ("image: a/b:1\nmounted_volumes: [{claim_name: c, sub_path: x}]\n", []),
    (sections, ["training"]),
    (sections, ["serving"]),
  ])
  func theExportStaysTheSame(soopervisor: String, names: [String]) throws {
    let project = try project(soopervisor)
    let before = try Command(["export"] + names + ["-o", "-"], in: project.url)
    #expect(before.status == 0, "\(before.talk)")
    let adopt = try Command(["adopt"], in: project.url)
    #expect(adopt.status == 0 && adopt.output.contains("load_data") && adopt.output.contains("≠"))
    try FileManager.default.removeItem(at: project.url.appending(path: "soopervisor.yaml"))
    let after = try Command(["export"] + names + ["-o", "-"], in: project.url)
    #expect(before.output == after.output)
  }

  @Test func nothingIsWrittenUnlessAsked() throws {
    let project = try project("image: a/b:1\n")
    let written = project.url.appending(path: "sluice.yaml").path()
    let dry = try Command(["adopt", "--dry-run"], in: project.url)
    #expect(dry.status == 0 && dry.output.contains("image: a/b:1"))
    let printed = try Command(["adopt", "-o", "-", "-q"], in: project.url)
    #expect(printed.output.hasPrefix("# What soopervisor.yaml said") && printed.talk.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: written))
    try project.write("sluice.yaml", "targets: {own: {}}\n")
    let refused = try Command(["adopt"], in: project.url)
    #expect(refused.status == 2 && refused.talk.contains("--force"))
    #expect(try Command(["adopt", "--force", "-q"], in: project.url).status == 0)
    let text = try String(contentsOfFile: written, encoding: .utf8)
    #expect(text.contains("image: a/b:1") && !text.contains("own:"))
  }

  @Test func aTargetHasPlaceholdersOfItsOwn() throws {
    let project = try project(
      "training: {backend: argo-workflows}\nserving: {backend: argo-workflows}\n")
    try project.write(
      "pipeline.yaml", "- {source: a.sh, name: '{{name}}', product: /mnt/x/a}\n")
    try project.write("env.yaml", "name: general\n")
    try project.write("env.training.yaml", "name: special\n")
    for (target, name) in [("training", "special"), ("serving", "general")] {
      let run = try Command(["export", target, "-o", "-"], in: project.url)
      #expect(run.status == 0 && run.output.contains("value: \(name)\n"), "\(run.talk)")
    }
    let adopt = try Command(["adopt", "-o", "-", "-q"], in: project.url)
    #expect(adopt.output.contains("PLOOMBER_ENV_FILENAME: env.training.yaml"))
  }

  @Test func otherBackendsAreNamed() throws {
    let project = try project(sections)
    let asked = try Command(["export", "nightly"], in: project.url)
    #expect(asked.status == 2 && asked.talk.contains("'nightly' is for 'airflow'"))
    let all = try Command(["export", "--all"], in: project.url)
    #expect(all.status == 0 && all.talk.contains("note: 'nightly' is for 'airflow'"))
    let spec = project.url.appending(path: "training/argo.yaml").path()
    #expect(FileManager.default.fileExists(atPath: spec))
    let none = try self.project("nightly: {backend: airflow}\n")
    #expect(try Command(["export"], in: none.url).status == 2)
    #expect(try Command(["adopt"], in: none.url).status == 2)
  }

  @Test func aMistakeIsAFindingAtItsPlace() throws {
    let broken = try self.project("training: {backend\n")
    #expect(try Command(["adopt"], in: broken.url).status == 1)
    let project = try project("training: {backend: argo}\n")
    for arguments in [["export"], ["export", "training"], ["adopt"]] {
      let run = try Command(arguments, in: project.url)
      #expect(run.status == 1 && run.talk.contains("soopervisor.yaml:1:21"), "\(run.talk)")
    }
  }
}
